package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.Arrays;
import java.util.Optional;
import org.json.JSONObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The service token of {@code Custom::KeyStoreConnection}. A create or an update starts a run, and
 * {@link OutcomeHandler} answers when it has ended. Everything else is answered here, at once:
 * Lambda does not say which attempt this is, so only an answer that could not be delivered is left
 * to a later one.
 */
public final class DeploymentHandler extends EventHandler {

  private final RunStarter starter;
  private final EarlierRuns earlierRuns;
  private final StackStatus stackStatus;
  private final RolledBack rolledBack;
  private final Disconnection disconnection;
  private final StackResponder stacks;

  /** An answer, and the resource that it is about. */
  private record Reply(Callback callback, StackAnswer answer) {}

  /** The handler that Lambda calls. */
  public DeploymentHandler() {
    this(new AwsClients(), Settings.fromEnvironment());
  }

  private DeploymentHandler(AwsClients clients, Settings settings) {
    this(clients.stepFunctions(), clients.kms(), clients.cloudFormation(), settings, Thread::sleep);
  }

  DeploymentHandler(
      SfnClient stepFunctions,
      KmsClient kms,
      CloudFormationClient cloudFormation,
      Settings settings,
      EarlierRuns.Pause pause) {
    KeyStoreFinder finder = new KeyStoreFinder(kms);
    this.starter = new RunStarter(stepFunctions, settings);
    this.earlierRuns = new EarlierRuns(stepFunctions, settings, pause);
    this.stackStatus = new StackStatus(cloudFormation);
    this.rolledBack = new RolledBack(finder);
    this.disconnection = new Disconnection(kms, finder, settings);
    this.stacks = new StackResponder(settings.responseHosts());
  }

  /**
   * Starts a run, or answers CloudFormation.
   *
   * @return what was done; Lambda discards it
   * @throws NotificationFailed if the answer could not be delivered, so that Lambda tries again
   * @throws InvalidEvent if the event does not say where to answer, or names an address that is not
   *     CloudFormation's; nothing was done
   */
  @Override
  String handle(JSONObject json, Context context) {
    CloudFormationCustomResourceEvent event = StackEvent.read(json);
    Callback callback =
        StackEvent.callback(event)
            .orElseThrow(() -> new InvalidEvent("The event is not a request from CloudFormation."));
    if (!stacks.mayAnswer(callback)) {
      throw new InvalidEvent(
          "Nothing was done: the ResponseURL of the event must have one of the origins in %s."
              .formatted(Settings.RESPONSE_HOSTS));
    }
    LambdaLogger logger = context.getLogger();
    Optional<Reply> reply = decide(event, callback, context);
    String done = reply.map(given -> given.answer().reason()).orElse("A run was started.");
    logger.log(
        Texts.line(
            "%s of %s: %s".formatted(event.getRequestType(), callback.logicalResourceId(), done)),
        reply.isEmpty() || reply.get().answer().success() ? LogLevel.INFO : LogLevel.ERROR);
    reply.ifPresent(given -> stacks.answer(given.callback(), given.answer()));
    return done;
  }

  /** What to answer at once; nothing if a run was started. */
  private Optional<Reply> decide(
      CloudFormationCustomResourceEvent event, Callback callback, Context context) {
    try {
      return switch (String.valueOf(event.getRequestType())) {
        case "Create", "Update" -> connect(event, callback, context);
        case "Delete" -> Optional.of(new Reply(callback, delete(event, callback, context)));
        default -> failed(callback, "RequestType must be Create, Update or Delete.");
      };
    } catch (InvalidProperties | RunInProgress e) {
      return failed(callback, String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return failed(callback, starter.refusal(e));
    } catch (RuntimeException e) {
      return failed(
          callback,
          "The connector failed with an internal error: %s at %s."
              .formatted(
                  e.getClass().getSimpleName(),
                  Arrays.stream(e.getStackTrace()).findFirst().orElse(null)));
    }
  }

  private static Optional<Reply> failed(Callback callback, String reason) {
    return Optional.of(new Reply(callback, StackAnswer.failed(reason)));
  }

  private Optional<Reply> connect(
      CloudFormationCustomResourceEvent event, Callback callback, Context context) {
    ResourceRuns runs = callback.runs();
    String name = runs.name(callback.requestId());
    if (earlierRuns.wasStarted(name)) {
      // Lambda delivers an event more than once: this one has started its run, whose end is its
      // answer. The runs that are in progress may belong to later requests.
      return Optional.empty();
    }
    stopEarlierRuns(event, callback, context);
    if (stackStatus.isGoingBack(callback.stackId(), context.getLogger())) {
      return Optional.of(goBack(event, callback));
    }
    ConnectionProperties properties = ConnectionProperties.read(event.getResourceProperties());
    Exchange.refuse(properties, event);
    disconnection.refuseWhatDeleteWouldRefuse(properties);
    starter.start(name, properties, callback.with(properties.physicalId()));
    return Optional.empty();
  }

  private boolean stopEarlierRuns(
      CloudFormationCustomResourceEvent event, Callback callback, Context context) {
    return earlierRuns.stop(
        callback.runs(),
        "%s request %s".formatted(event.getRequestType(), callback.requestId()),
        context::getRemainingTimeInMillis);
  }

  /** A run could fail the rollback, which would leave the stack stuck. */
  private Reply goBack(CloudFormationCustomResourceEvent event, Callback callback) {
    if ("Create".equals(event.getRequestType())) {
      return new Reply(
          callback,
          StackAnswer.failed(
              "No run was started, because the stack is being rolled back or deleted."));
    }
    try {
      ConnectionProperties properties = ConnectionProperties.read(event.getResourceProperties());
      return new Reply(callback.with(properties.physicalId()), rolledBack.to(properties));
    } catch (InvalidProperties e) {
      return new Reply(callback, rolledBack.toUnreadable());
    }
  }

  private StackAnswer delete(
      CloudFormationCustomResourceEvent event, Callback callback, Context context) {
    if (callback.physicalResourceId().startsWith(StackEvent.NOT_STARTED)) {
      return StackAnswer.succeeded("Nothing was ever done for this resource.");
    }
    boolean stopped = stopEarlierRuns(event, callback, context);
    if (ConnectionProperties.isForAFleet(event.getResourceProperties())) {
      return StackAnswer.succeeded("The key stores are left as they are.");
    }
    if (!ConnectionProperties.askToDisconnect(event.getResourceProperties())) {
      return StackAnswer.succeeded("The key store is left as it is.");
    }
    if (stopped) {
      earlierRuns.awaitLastStep(context::getRemainingTimeInMillis);
    }
    return disconnection.of(ConnectionProperties.read(event.getResourceProperties()));
  }
}
