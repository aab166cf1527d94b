package io.keystoreconnector.cli.aws;

import java.util.Map;

/**
 * A stack as CloudFormation describes it.
 *
 * @param id its ARN
 * @param parameters the values that it was deployed with
 */
public record StackFacts(
    String id, String status, Map<String, String> parameters, Map<String, String> outputs) {

  /** What it is in while it has nothing but change sets. */
  private static final String EMPTY = "REVIEW_IN_PROGRESS";

  /** Whether it was only made for a change set, and has no resources. */
  public boolean isEmpty() {
    return status.equals(EMPTY);
  }

  /** Whether someone is changing it. */
  public boolean isBeingChanged() {
    return status.endsWith("_IN_PROGRESS") && !isEmpty();
  }
}
