package io.keystoreconnector.statemachine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State machines that executions in this process may start, each under a name of its own. */
public final class NestedExecutions implements StartExecutionTasks.StateMachines {

  /** Begins an execution. */
  @FunctionalInterface
  public interface Starter {
    /** Begins an execution of this state machine with this name and input. */
    Execution start(StateMachine machine, String name, @Nullable Object input);
  }

  private final List<StateMachine> machines;
  private final Starter starter;
  private final Map<String, Execution> byArn = new LinkedHashMap<>();

  /** Executions of these state machines, which the starter begins. */
  public NestedExecutions(List<StateMachine> machines, Starter starter) {
    this.machines = List.copyOf(machines);
    this.starter = starter;
  }

  @Override
  public synchronized Execution start(String machineArn, String name, @Nullable Object input)
      throws TaskFailed {
    StateMachine machine = machine(machineArn);
    String arn = machine.identity().executionArn(name);
    Execution before = byArn.get(arn);
    if (before == null) {
      Execution execution = starter.start(machine, name, input);
      byArn.put(arn, execution);
      return execution;
    }
    if (before.isEnded() || !before.input().text().equals(Payload.of(input).text())) {
      throw new TaskFailed(
          "StepFunctions.ExecutionAlreadyExistsException",
          "Execution Already Exists: '%s'".formatted(arn));
    }
    return before;
  }

  private StateMachine machine(String arn) throws TaskFailed {
    for (StateMachine machine : machines) {
      if (machine.identity().machineArn().equals(arn)) {
        return machine;
      }
    }
    throw new TaskFailed(
        "StepFunctions.StateMachineDoesNotExistException",
        "State Machine Does Not Exist: '%s'".formatted(arn));
  }
}
