package io.keystoreconnector.lifecycle;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;

/** The runs of the state machine, which are the only stored state. */
final class Executions {

  /** How many runs are listed; some of them may not have ended, or not before this one. */
  private static final int LISTED = 50;

  /** How many runs are described, each with its own call. */
  static final int LOOK_BACK = 25;

  private final SfnClient stepFunctions;
  private final OutcomeReader reader;

  Executions(SfnClient stepFunctions, OutcomeReader reader) {
    this.stepFunctions = stepFunctions;
    this.reader = reader;
  }

  Execution describe(String arn) {
    return Execution.of(
        stepFunctions.describeExecution(
            DescribeExecutionRequest.builder().executionArn(arn).build()));
  }

  /**
   * Whether, of the runs on the same key store that connected it or paged people, the last one
   * paged them. Runs further back than {@link #LOOK_BACK} are ignored.
   */
  boolean recovers(Outcome now) {
    return stepFunctions
        .listExecutions(
            ListExecutionsRequest.builder()
                .stateMachineArn(now.stateMachineArn())
                .maxResults(LISTED)
                .build())
        .executions()
        .stream()
        .filter(item -> endedBefore(item, now))
        .limit(LOOK_BACK)
        .map(item -> reader.read(describe(item.executionArn())))
        .filter(before -> before.end() == RunEnd.CONNECTED || before.pages())
        .filter(before -> before.keyStore().isSameAs(now.keyStore()))
        .findFirst()
        .filter(Outcome::pages)
        .isPresent();
  }

  private static boolean endedBefore(ExecutionListItem item, Outcome now) {
    return Optional.ofNullable(item.stopDate())
        .filter(stop -> !stop.isAfter(now.endedAt()))
        .filter(stop -> !item.executionArn().equals(now.executionArn()))
        .isPresent();
  }
}
