package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code states:startExecution.sync:2}, which starts an execution of another state machine and
 * waits for its end, and leaves every other resource to another runner. An execution whose task is
 * given up is stopped, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">
 *     Start a new state machine from a running execution</a>
 */
public final class StartExecutionTasks implements TaskRunner {
  /** The integration that this runner implements. */
  public static final String START = "states:startExecution.sync:2";

  private static final Job NOBODY =
      new Job() {
        @Override
        public void submitted(Object answer) {}

        @Override
        public boolean isGivenUp() {
          return false;
        }
      };

  /** Where the other state machines are. */
  @FunctionalInterface
  public interface StateMachines {
    /**
     * Begins an execution, or finds the one in progress with the same name and input.
     *
     * @param input a plain JSON tree
     * @throws TaskFailed if there is no such state machine, or no execution of that name can be
     *     started; the error has the name that Step Functions gives it, such as {@code
     *     StepFunctions.ExecutionAlreadyExistsException}
     */
    Execution start(String machineArn, String name, @Nullable Object input) throws TaskFailed;
  }

  private final StateMachines machines;
  private final Timeline timeline;
  private final TaskRunner others;

  /** The other runner gets every resource but this one. */
  public StartExecutionTasks(StateMachines machines, Timeline timeline, TaskRunner others) {
    this.machines = machines;
    this.timeline = timeline;
    this.others = others;
  }

  @Override
  public @Nullable Object run(String resource, @Nullable Object arguments) throws TaskFailed {
    return run(resource, arguments, NOBODY);
  }

  @Override
  public @Nullable Object run(String resource, @Nullable Object arguments, Job job)
      throws TaskFailed {
    if (!TaskResource.calls(START, resource)) {
      return others.run(resource, arguments, job);
    }
    Map<String, ?> given = Integration.named(START).checked(arguments);
    Execution execution =
        machines.start(text(given, "StateMachineArn"), text(given, "Name"), given.get("Input"));
    job.submitted(submitted(execution));
    timeline.await(Instant.MAX, () -> execution.isEnded() || job.isGivenUp());
    if (!execution.isEnded()) {
      execution.stop(null, "The task that waited for this execution has ended.");
      return null;
    }
    return ended(execution, execution.result().orElseThrow());
  }

  private static String text(Map<String, ?> arguments, String name) throws TaskFailed {
    if (arguments.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new TaskFailed(Errors.RUNTIME, "The argument " + name + " must be a string.");
  }

  private static Map<String, Object> submitted(Execution execution) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ExecutionArn", execution.arn());
    answer.put("StartDate", execution.startTime().toEpochMilli());
    return answer;
  }

  private static Object ended(Execution execution, ExecutionResult result) throws TaskFailed {
    Map<String, @Nullable Object> answer = described(execution, result);
    if (result.status() != Status.SUCCEEDED) {
      answer.put("Input", execution.input().text());
      throw new TaskFailed(Errors.TASK_FAILED, Json.write(answer));
    }
    answer.put("Output", result.output());
    answer.put("OutputDetails", Map.of("Included", true));
    answer.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
    return answer;
  }

  /** The answer of DescribeExecution as executions on AWS show it: in order of the alphabet. */
  private static Map<String, @Nullable Object> described(
      Execution execution, ExecutionResult result) {
    Map<String, @Nullable Object> answer = new TreeMap<>();
    answer.put("ExecutionArn", execution.arn());
    answer.put("Input", execution.input().value());
    answer.put("InputDetails", Map.of("Included", true));
    answer.put("Name", execution.name());
    answer.put("RedriveCount", 0);
    answer.put(
        "RedriveStatus", result.status() == Status.SUCCEEDED ? "NOT_REDRIVABLE" : "REDRIVABLE");
    answer.put("StartDate", execution.startTime().toEpochMilli());
    answer.put("StateMachineArn", execution.machineArn());
    answer.put("Status", result.status().name());
    answer.put("StopDate", result.history().getLast().timestamp().toEpochMilli());
    if (result.error() != null) {
      answer.put("Error", result.error());
    }
    if (result.cause() != null) {
      answer.put("Cause", result.cause());
    }
    return answer;
  }
}
