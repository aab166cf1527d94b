package io.keystoreconnector.statemachine;

/**
 * The names by which AWS would know a state machine: the parts of its ARN, of its executions' ARNs
 * and of the context object.
 */
public record Identity(String region, String account, String machine) {
  static final Identity UNNAMED = new Identity("us-east-1", "123456789012", "StateMachine");

  /** The ARN of the state machine. */
  public String machineArn() {
    return "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, account, machine);
  }

  /** The ARN of an execution of it. */
  public String executionArn(String execution) {
    return "arn:aws:states:%s:%s:execution:%s:%s".formatted(region, account, machine, execution);
  }

  /** The ARN of the role with which it runs, named like it. */
  public String roleArn() {
    return "arn:aws:iam::%s:role/%s".formatted(account, machine);
  }
}
