package io.keystoreconnector.cli.aws;

import java.util.List;

/**
 * A change set as CloudFormation describes it.
 *
 * @param reason why it has this status; empty if CloudFormation does not say
 */
public record ChangeSetFacts(String status, String reason, List<ResourceChangeFacts> changes) {

  /** Whether CloudFormation has found all changes, or that it cannot. */
  public boolean isDone() {
    return isReady() || status.equals("FAILED");
  }

  /** Whether it can be executed. */
  public boolean isReady() {
    return status.equals("CREATE_COMPLETE");
  }

  /**
   * Whether the stack already is as the change set would make it. CloudFormation has no error code
   * for that.
   */
  public boolean isEmpty() {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }
}
