package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.List;

/** The ARN of an execution, which contains where it runs. */
record ExecutionArn(String text) {

  ExecutionArn {
    if (!text.matches("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:execution:[^:]+:[^:]+")) {
      throw new UsageProblem(
          "A run's ARN must look like"
              + " arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:name; start"
              + " prints it, and ./connector status --json shows that of each last run.");
    }
  }

  private List<String> parts() {
    return List.of(text.split(":", -1));
  }

  String partition() {
    return parts().get(1);
  }

  String region() {
    return parts().get(3);
  }

  String name() {
    return parts().getLast();
  }

  /** Whether it is a run of this state machine. */
  boolean isOf(String machineArn) {
    String machine =
        text.substring(0, text.lastIndexOf(':')).replace(":execution:", ":stateMachine:");
    return machine.equals(machineArn);
  }

  @Override
  public String toString() {
    return text;
  }
}
