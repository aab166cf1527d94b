package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/**
 * The service token of {@code Custom::KeyStoreConnection}. A create or an update starts a run, and
 * {@link OutcomeHandler} answers when it has ended. Everything else is answered here, at once:
 * Lambda does not say which attempt this is, so only an answer that could not be delivered is left
 * to a later one.
 */
public final class DeploymentHandler extends EventHandler {

  /**
   * The physical id of a resource for which no run was ever started, so there is nothing to undo.
   */
  static final String NOT_STARTED = "not-started-";

  private static final int LONGEST_NAME = 80;

  private final SfnClient stepFunctions;
  private final Disconnection disconnection;
  private final StackResponder stacks;
  private final Settings settings;

  /** The handler that Lambda calls. */
  public DeploymentHandler() {
    this(new AwsClients(), Settings.fromEnvironment());
  }

  private DeploymentHandler(AwsClients clients, Settings settings) {
    this(clients.stepFunctions(), clients.kms(), settings);
  }

  DeploymentHandler(SfnClient stepFunctions, KmsClient kms, Settings settings) {
    this.stepFunctions = stepFunctions;
    this.disconnection = new Disconnection(kms, settings);
    this.stacks = new StackResponder(settings.responseHosts());
    this.settings = settings;
  }

  /**
   * Starts a run, or answers CloudFormation.
   *
   * @return what was done; Lambda discards it
   * @throws NotificationFailed if the answer could not be delivered, so that Lambda tries again
   * @throws InvalidEvent if the event does not say where to answer
   */
  @Override
  String handle(JSONObject json, LambdaLogger logger) {
    CloudFormationCustomResourceEvent event = StackEvent.read(json);
    Callback callback =
        StackEvent.callback(event, present(event))
            .orElseThrow(() -> new InvalidEvent("The event is not a request from CloudFormation."));
    Optional<StackAnswer> answer = decide(event, callback);
    String done = answer.map(StackAnswer::reason).orElse("A run was started.");
    logger.log(
        Texts.line(
            "%s of %s: %s".formatted(event.getRequestType(), callback.logicalResourceId(), done)),
        answer.isEmpty() || answer.get().success() ? LogLevel.INFO : LogLevel.ERROR);
    answer.ifPresent(given -> stacks.answer(callback, given, logger));
    return done;
  }

  /** The resource's physical id if it is left as it is. */
  private static String present(CloudFormationCustomResourceEvent event) {
    String physicalResourceId = event.getPhysicalResourceId();
    return physicalResourceId == null ? NOT_STARTED + event.getRequestId() : physicalResourceId;
  }

  /** What to answer at once; nothing if a run was started. */
  private Optional<StackAnswer> decide(CloudFormationCustomResourceEvent event, Callback callback) {
    try {
      return switch (String.valueOf(event.getRequestType())) {
        case "Create", "Update" -> {
          start(ConnectionProperties.read(event.getResourceProperties()), event);
          yield Optional.empty();
        }
        case "Delete" -> Optional.of(delete(event, callback));
        default -> Optional.of(StackAnswer.failed("RequestType must be Create, Update or Delete."));
      };
    } catch (InvalidProperties e) {
      return Optional.of(StackAnswer.failed(String.valueOf(e.getMessage())));
    } catch (SdkException e) {
      return Optional.of(StackAnswer.failed(notStarted(e)));
    } catch (RuntimeException e) {
      return Optional.of(
          StackAnswer.failed(
              "The connector failed with an internal error: %s at %s."
                  .formatted(
                      e.getClass().getSimpleName(),
                      Arrays.stream(e.getStackTrace()).findFirst().orElse(null))));
    }
  }

  private void start(ConnectionProperties properties, CloudFormationCustomResourceEvent event) {
    refuseExchange(properties, event);
    Map<String, Object> input = new LinkedHashMap<>(properties.request());
    input.put(
        Callback.FIELD,
        StackEvent.callback(event, properties.keyStore()).map(Callback::json).orElseThrow());
    try {
      var _ =
          stepFunctions.startExecution(
              StartExecutionRequest.builder()
                  .stateMachineArn(settings.stateMachineArn())
                  .name(executionName(String.valueOf(event.getRequestId())))
                  .input(new JSONObject(input).toString())
                  .build());
    } catch (ExecutionAlreadyExistsException e) {
      // Lambda delivers an event more than once, and the first delivery has started this run.
    }
  }

  /**
   * CloudFormation deletes what an update replaces. If an update replaced the id of a key store
   * with its name, or the reverse, that would disconnect what the update has just connected.
   */
  private static void refuseExchange(
      ConnectionProperties properties, CloudFormationCustomResourceEvent event) {
    @Nullable Map<String, Object> old = event.getOldResourceProperties();
    if (old != null
        && asksToDisconnect(old)
        && old.containsKey("CustomKeyStoreId")
            != properties.request().containsKey("customKeyStoreId")
        && !properties.keyStore().equals(event.getPhysicalResourceId())) {
      throw new InvalidProperties(
          "With DisconnectOnDelete, an update must not replace CustomKeyStoreId with"
              + " CustomKeyStoreName or the reverse, because they may name the same key store: set"
              + " DisconnectOnDelete to false in a separate update first.");
    }
  }

  private static String executionName(String requestId) {
    String name = "cfn-" + requestId.replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private StackAnswer delete(CloudFormationCustomResourceEvent event, Callback callback) {
    if (callback.physicalResourceId().startsWith(NOT_STARTED)
        || !asksToDisconnect(event.getResourceProperties())) {
      return StackAnswer.succeeded("The key store is left as it is.");
    }
    return disconnection.of(ConnectionProperties.read(event.getResourceProperties()));
  }

  private static boolean asksToDisconnect(@Nullable Map<String, Object> properties) {
    return properties != null
        && "true".equals(String.valueOf(properties.get("DisconnectOnDelete")));
  }

  private String notStarted(SdkException e) {
    return AwsRefusal.isDenied(e)
        ? "The connector is not allowed to start its state machine: allow its deployment function states:StartExecution on %s."
            .formatted(settings.stateMachineArn())
        : "Step Functions did not start the run (%s). Try again; if the problem persists, check the connector's deployment."
            .formatted(AwsRefusal.code(e));
  }
}
