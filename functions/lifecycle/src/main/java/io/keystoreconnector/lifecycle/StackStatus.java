package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;

/**
 * What a stack is doing. A request to a custom resource does not say whether it is part of a
 * rollback; the status of the stack does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
 *     status codes</a>
 */
final class StackStatus {

  private final CloudFormationClient cloudFormation;

  StackStatus(CloudFormationClient cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  /**
   * Whether the stack is being rolled back or deleted. If CloudFormation does not say, for example
   * because the stack is in another account, it counts as neither.
   */
  boolean isGoingBack(String stackId, LambdaLogger logger) {
    try {
      return cloudFormation
          .describeStacks(DescribeStacksRequest.builder().stackName(stackId).build())
          .stacks()
          .stream()
          .map(stack -> String.valueOf(stack.stackStatusAsString()))
          .anyMatch(
              status -> status.contains("ROLLBACK_IN_PROGRESS") || status.startsWith("DELETE_"));
    } catch (SdkException e) {
      logger.log(
          "CloudFormation did not describe the stack (%s), so a rollback cannot be recognized."
              .formatted(AwsRefusal.code(e)),
          LogLevel.WARN);
      return false;
    }
  }
}
