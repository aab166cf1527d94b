package io.keystoreconnector.statemachine;

/**
 * The names by which AWS would know a state machine: the parts of its ARN, of its executions' ARNs
 * and of the context object.
 *
 * @param partition {@code aws}, or {@code aws-us-gov}, {@code aws-cn} and the like
 */
public record Identity(String partition, String region, String account, String machine) {
  static final Identity UNNAMED = new Identity("aws", "us-east-1", "123456789012", "StateMachine");

  /** The ARN of the state machine. */
  public String machineArn() {
    return "arn:%s:states:%s:%s:stateMachine:%s".formatted(partition, region, account, machine);
  }

  /** The ARN of an execution of it. */
  public String executionArn(String execution) {
    return "arn:%s:states:%s:%s:execution:%s:%s"
        .formatted(partition, region, account, machine, execution);
  }

  /** The ARN of the role with which it runs, named like it. */
  public String roleArn() {
    return "arn:%s:iam::%s:role/%s".formatted(partition, account, machine);
  }
}
