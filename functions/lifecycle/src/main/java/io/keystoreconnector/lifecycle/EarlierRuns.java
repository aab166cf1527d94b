package io.keystoreconnector.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * Stops the runs that earlier requests for a resource have started. CloudFormation does not wait
 * for the answer to a request that it cancels, so a run could outlive it.
 */
final class EarlierRuns {

  /** The error of a run that was stopped here. */
  static final String STOPPED = "StackRequestOver";

  /** How long a step may still act after its run was stopped: as long as its function may run. */
  static final int LONGEST_STEP_SECONDS = 11;

  /** What the calls and the answer afterwards may take at most. */
  static final int RESERVE_MILLIS = 100_000;

  private static final int PAUSE_MILLIS = 250;
  private static final int MOST = 1_000;

  private final SfnClient stepFunctions;
  private final Settings settings;
  private final Pause pause;

  /** Waits; {@code Thread::sleep} in a deployment. */
  interface Pause {
    void sleep(int milliseconds) throws InterruptedException;
  }

  EarlierRuns(SfnClient stepFunctions, Settings settings, Pause pause) {
    this.stepFunctions = stepFunctions;
    this.settings = settings;
    this.pause = pause;
  }

  /** Whether a run of that name was started, even if it has ended. */
  boolean wasStarted(String name) {
    return settings.machines().stream().anyMatch(machine -> wasStarted(machine, name));
  }

  private boolean wasStarted(String machine, String name) {
    try {
      var unused = status(arn(machine, name));
      return true;
    } catch (ExecutionDoesNotExistException e) {
      return false;
    } catch (SdkException e) {
      throw new RunInProgress(sentence(e));
    }
  }

  /**
   * Stops the runs of a resource, and waits until they have ended.
   *
   * @param request what ends them, as in "Delete request d-1"
   * @param millisLeft how long the function may still run
   * @return whether there was any
   * @throws RunInProgress if one goes on
   */
  boolean stop(ResourceRuns runs, String request, IntSupplier millisLeft) {
    Set<String> ended = new HashSet<>();
    try {
      List<String> running = running(runs, ended);
      while (!running.isEmpty()) {
        running.forEach(run -> stop(run, request));
        for (String run : running) {
          awaitEnd(run, millisLeft);
          ended.add(run);
        }
        running = running(runs, ended);
      }
    } catch (SdkException e) {
      throw new RunInProgress(sentence(e));
    }
    return !ended.isEmpty();
  }

  /** Waits until a step in which a run was stopped can no longer act. */
  void awaitLastStep(IntSupplier millisLeft) {
    int until = millisLeft.getAsInt() - (LONGEST_STEP_SECONDS + 1) * 1_000;
    while (millisLeft.getAsInt() > until) {
      sleep();
    }
  }

  /** The ARNs of those that have not ended. The list may lag behind, so some of them may have. */
  private List<String> running(ResourceRuns runs, Set<String> ended) {
    return settings.machines().stream()
        .flatMap(machine -> running(machine).stream())
        .filter(run -> run.name().startsWith(runs.prefix()))
        .map(ExecutionListItem::executionArn)
        .filter(arn -> !ended.contains(arn))
        .toList();
  }

  private List<ExecutionListItem> running(String machine) {
    return stepFunctions
        .listExecutions(
            ListExecutionsRequest.builder()
                .stateMachineArn(machine)
                .statusFilter(ExecutionStatus.RUNNING)
                .maxResults(MOST)
                .build())
        .executions();
  }

  private void stop(String arn, String request) {
    var unused =
        stepFunctions.stopExecution(
            StopExecutionRequest.builder()
                .executionArn(arn)
                .error(STOPPED)
                .cause(
                    "CloudFormation no longer waits for this run: it has sent %s for the same"
                            .formatted(request)
                        + " resource.")
                .build());
  }

  private void awaitEnd(String arn, IntSupplier millisLeft) {
    while (status(arn).equals(ExecutionStatus.RUNNING.toString())) {
      if (millisLeft.getAsInt() < RESERVE_MILLIS) {
        throw new RunInProgress(
            "The run %s, which an earlier request for this resource started, has not stopped yet: try again when it has ended, at most 20 minutes after its start, or 3 hours if it is for several key stores."
                .formatted(arn));
      }
      sleep();
    }
  }

  private String status(String arn) {
    return String.valueOf(
        stepFunctions
            .describeExecution(DescribeExecutionRequest.builder().executionArn(arn).build())
            .statusAsString());
  }

  private static String arn(String machine, String name) {
    return machine.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
  }

  private void sleep() {
    try {
      pause.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunInProgress("The function was interrupted: try again.");
    }
  }

  private String sentence(SdkException e) {
    return AwsRefusal.isDenied(e)
        ? "The connector is not allowed to find and stop the runs of earlier requests: allow its deployment function states:ListExecutions on %s, and states:DescribeExecution and states:StopExecution on its executions %s*."
            .formatted(String.join(" and ", settings.machines()), ResourceRuns.STARTED_BY_A_STACK)
        : "Step Functions did not say whether a run of an earlier request is in progress (%s). Try again; if the problem persists, check the connector's deployment."
            .formatted(AwsRefusal.code(e));
  }
}
