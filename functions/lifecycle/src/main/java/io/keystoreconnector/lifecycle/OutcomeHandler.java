package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.json.JSONObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Reports how a run ended to CloudFormation, programs, CloudWatch and people. Target of a rule on
 * "Step Functions Execution Status Change" with SUCCEEDED, FAILED, TIMED_OUT and ABORTED.
 */
public final class OutcomeHandler extends EventHandler {

  /** In characters, some of which take three bytes; see {@link StackAnswer#LONGEST}. */
  private static final int LONGEST_REASON = 2_500;

  private final Executions executions;
  private final OutcomeReader reader;
  private final StackResponder stacks;
  private final OutcomeEvent event;
  private final Metrics metrics;
  private final SnsClient sns;
  private final Settings settings;

  /** The handler that Lambda calls. */
  public OutcomeHandler() {
    this(new AwsClients(), Settings.fromEnvironment());
  }

  private OutcomeHandler(AwsClients clients, Settings settings) {
    this(
        clients.stepFunctions(),
        clients.eventBridge(),
        clients.sns(),
        new Metrics(System.out, settings),
        settings);
  }

  OutcomeHandler(
      SfnClient stepFunctions,
      EventBridgeClient events,
      SnsClient sns,
      Metrics metrics,
      Settings settings) {
    this.reader = new OutcomeReader(settings);
    this.executions = new Executions(stepFunctions, reader);
    this.stacks = new StackResponder(settings.responseHosts());
    this.event = new OutcomeEvent(events, settings);
    this.metrics = metrics;
    this.sns = sns;
    this.settings = settings;
  }

  /**
   * Reads the execution, because the event's own copy may be cut, and reports its end.
   *
   * @return the outcome's code; Lambda discards it
   * @throws NotificationFailed if a notification failed, so that Lambda tries again; the others are
   *     then sent twice
   * @throws InvalidEvent if the event names no execution
   */
  @Override
  String handle(JSONObject change, Context context) {
    Execution execution = read(executionArn(change));
    if (execution.goesOn()) {
      return execution.status();
    }
    return settings.isForFleets(execution.stateMachineArn())
        ? tellStack(execution, context)
        : tellAll(execution, context);
  }

  /** A run for several key stores, each of which has a run that tells everyone else. */
  private String tellStack(Execution execution, Context context) {
    FleetAnswer fleet = new FleetAnswer(execution);
    context.getLogger().log("%s: %s".formatted(execution, fleet.outcome()), LogLevel.INFO);
    answer(execution, fleet.answer(), fleet.hasRuns());
    return fleet.outcome();
  }

  private String tellAll(Execution execution, Context context) {
    Outcome outcome = reader.read(execution);
    context.getLogger().log("%s: %s".formatted(execution, outcome.code()), LogLevel.INFO);
    tellAll(execution, outcome);
    return outcome.code();
  }

  private static String executionArn(JSONObject change) {
    String arn = Json.text(change.optJSONObject("detail", new JSONObject()), "executionArn");
    if (arn == null) {
      throw new InvalidEvent("The event's detail must have an executionArn.");
    }
    return arn;
  }

  private Execution read(String executionArn) {
    try {
      return executions.describe(executionArn);
    } catch (SdkException e) {
      throw new NotificationFailed(
          "Step Functions did not describe the run that ended (%s).".formatted(AwsRefusal.code(e)));
    }
  }

  private void tellAll(Execution execution, Outcome outcome) {
    List<String> failures = new ArrayList<>();
    tell(
        "CloudFormation",
        () -> answer(execution, stackAnswer(outcome), changed(outcome)),
        failures);
    tell("EventBridge", () -> event.put(outcome), failures);
    tell("CloudWatch", () -> metrics.write(outcome), failures);
    tell("SNS", () -> page(outcome), failures);
    if (!failures.isEmpty()) {
      throw new NotificationFailed(String.join(" ", failures));
    }
  }

  private static void tell(String whom, Runnable telling, List<String> failures) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      failures.add("%s: %s".formatted(whom, e instanceof NotificationFailed ? e.getMessage() : e));
    }
  }

  private void answer(Execution execution, StackAnswer answer, boolean changed) {
    Optional<Callback> callback = execution.callback();
    if (callback.isPresent()) {
      stacks.answer(changed ? callback.get() : callback.get().unchanged(), answer);
    } else if (execution.forAStack()) {
      throw new NotificationFailed("CloudFormation was not answered: the callback is incomplete.");
    }
  }

  private static boolean changed(Outcome outcome) {
    return outcome.end() == RunEnd.CONNECTED || outcome.acted();
  }

  private static StackAnswer stackAnswer(Outcome outcome) {
    return new StackAnswer(
        outcome.end() == RunEnd.CONNECTED,
        reason(outcome),
        StackAnswer.attributes(
            outcome.end().name(),
            outcome.keyStore().state(),
            outcome.keyStore().key(),
            outcome.executionArn(),
            outcome.provedBy()));
  }

  /** Ends with the command to paste next, unless that might be cut off: half of it is another. */
  private static String reason(Outcome outcome) {
    String sentences = (outcome.message() + " " + outcome.guidance()).strip();
    return outcome.commandLines().stream()
        .findFirst()
        .map(line -> sentences + " " + line)
        .filter(whole -> whole.length() <= LONGEST_REASON)
        .orElse(sentences);
  }

  private void page(Outcome outcome) {
    if (settings.topicArn() == null) {
      return;
    }
    if (outcome.pages()) {
      publish(Notice.failure(settings.connector(), outcome));
    } else if (outcome.end() == RunEnd.CONNECTED && executions.recovers(outcome)) {
      publish(Notice.recovery(settings.connector(), outcome));
    }
  }

  private void publish(Notice notice) {
    var unused =
        sns.publish(
            PublishRequest.builder()
                .topicArn(settings.topicArn())
                .subject(notice.subject())
                .message(notice.text())
                .build());
  }
}
