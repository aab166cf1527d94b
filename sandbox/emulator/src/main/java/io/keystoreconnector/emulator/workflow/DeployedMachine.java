package io.keystoreconnector.emulator.workflow;

import io.keystoreconnector.statemachine.Identity;
import io.keystoreconnector.statemachine.StateMachine;
import java.time.Instant;

/** A state machine and the name by which it is started. */
public record DeployedMachine(StateMachine machine, Instant created) {

  /** The names that AWS gives it. */
  public Identity identity() {
    return machine.identity();
  }

  /** Its ARN. */
  public String arn() {
    return identity().machineArn();
  }

  /** Its name, the last part of its ARN. */
  public String name() {
    return identity().machine();
  }

  /** The Region that it is deployed in. */
  public String region() {
    return identity().region();
  }

  /** The ARN of the role that it runs with. */
  public String roleArn() {
    return identity().roleArn();
  }

  /** Its definition as JSON text. */
  public String definition() {
    return machine.definition();
  }
}
