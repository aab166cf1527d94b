package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Run;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executions, their events and state machines as Step Functions shows them. */
final class StepFunctionsAnswers {

  /**
   * Details of an event that hold data of the execution; another field says whether they are
   * complete.
   */
  private static final List<String> DATA = List.of("input", "output", "assignedVariables");

  private static final List<String> NOT_REDRIVABLE = List.of(Run.RUNNING, "SUCCEEDED");

  private StepFunctionsAnswers() {}

  /** AWS writes timestamps as seconds since the epoch, with a fraction. */
  static double seconds(Instant moment) {
    return moment.toEpochMilli() / 1000.0;
  }

  static Map<String, Object> execution(Run run) {
    @Nullable String output = run.output().orElse(null);
    boolean redrivable = !NOT_REDRIVABLE.contains(run.status());
    return summary(run)
        .with("input", run.input())
        .with("inputDetails", Map.of("included", true))
        .with("output", output)
        .with("outputDetails", output == null ? null : Map.of("included", true))
        .with("error", run.error().orElse(null))
        .with("cause", run.cause().orElse(null))
        .with("redriveStatus", redrivable ? "REDRIVABLE" : "NOT_REDRIVABLE")
        .with(
            "redriveStatusReason",
            redrivable ? null : "Execution is " + run.status() + " and cannot be redriven")
        .json();
  }

  static Map<String, Object> listed(Run run) {
    return summary(run).json();
  }

  private static Body summary(Run run) {
    return new Body()
        .with("executionArn", run.arn())
        .with("stateMachineArn", run.machine().arn())
        .with("name", run.name())
        .with("status", run.status())
        .with("redriveCount", 0)
        .with("startDate", seconds(run.startTime()))
        .with("stopDate", run.stopTime().map(StepFunctionsAnswers::seconds).orElse(null));
  }

  /** An event with its time as AWS writes it, and with the extra fields in its details. */
  static Map<String, Object> event(Map<String, Object> event, boolean withData) {
    Map<String, Object> shown = new LinkedHashMap<>(event);
    shown.replaceAll(
        (name, value) ->
            switch (value) {
              case Instant moment -> seconds(moment);
              case Map<?, ?> details -> details(details, withData);
              default -> value;
            });
    return shown;
  }

  private static Map<String, Object> details(Map<?, ?> details, boolean withData) {
    Body body = new Body();
    details.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (withData || !DATA.contains(name)) {
            body.with(name, value);
          }
          if (withData && DATA.contains(name)) {
            body.with(name + "Details", Map.of("truncated", false));
          }
        });
    return body.json();
  }

  static Map<String, Object> machine(DeployedMachine machine) {
    return summary(machine)
        .with("status", "ACTIVE")
        .with("definition", machine.definition())
        .with("roleArn", machine.roleArn())
        .with("loggingConfiguration", Map.of("level", "OFF", "includeExecutionData", false))
        .with("tracingConfiguration", Map.of("enabled", false))
        .json();
  }

  static Map<String, Object> listed(DeployedMachine machine) {
    return summary(machine).json();
  }

  private static Body summary(DeployedMachine machine) {
    return new Body()
        .with("stateMachineArn", machine.arn())
        .with("name", machine.name())
        .with("type", "STANDARD")
        .with("creationDate", seconds(machine.created()));
  }
}
