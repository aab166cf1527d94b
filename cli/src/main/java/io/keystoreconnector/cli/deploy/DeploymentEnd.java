package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.core.ShellWord;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells how CloudFormation has ended, and what to do next.
 *
 * @param state of the stack before
 */
record DeploymentEnd(Page page, DeploymentReport report, StackState state, StackFollower.End end) {

  /** Tells it, and returns the exit code. */
  int tell(Map<String, String> outputs) {
    report.with("status", end.status()).failures(end.failures());
    page.blank();
    return end.isGood() ? tellSuccess(outputs) : tellFailure();
  }

  private int tellSuccess(Map<String, String> outputs) {
    report.with("result", state.isNew() ? "CREATED" : "UPDATED").outputs(outputs);
    page.text(
        Style.GOOD, "%s. To see the key stores:".formatted(state.isNew() ? "Created" : "Updated"));
    String stack =
        state.template().isFoundByItself(state.name())
            ? ""
            : " --stack " + ShellWord.of(state.name());
    String command =
        switch (state.template()) {
          case CONNECTOR -> "status";
          case HUB -> "fleet";
        };
    page.raw("./connector " + command + stack + state.again());
    if (state.template() == DeployableTemplate.HUB) {
      tellMembers(outputs);
    }
    page.blank();
    new OutputsPage(page).print(outputs);
    return ExitCode.GOOD;
  }

  /** What makes a connector report to the hub. */
  private void tellMembers(Map<String, String> outputs) {
    String parameters =
        Stream.of("HubBusArn", "HubSinkArn")
            .filter(outputs::containsKey)
            .map(name -> " --parameter %s=%s".formatted(name, outputs.get(name)))
            .collect(Collectors.joining());
    page.blank();
    page.text(
        Style.PLAIN,
        "To make a connector report to it, in the connector's account and Region (a StackSet takes"
            + " the same parameters):");
    page.raw("./connector deploy" + parameters);
  }

  private int tellFailure() {
    report.with("result", "FAILED");
    page.text(Style.BAD, "The stack is in %s: %s".formatted(end.status(), reason()));
    switch (end.status()) {
      case "UPDATE_ROLLBACK_COMPLETE" ->
          page.text(
              Style.PLAIN, "The stack is as it was before. Remove the cause, then deploy again.");
      case "UPDATE_ROLLBACK_FAILED" ->
          command(
              "CloudFormation could not undo all changes. Remove the cause, undo the rest, then"
                  + " deploy again:",
              "continue-update-rollback");
      default -> command("Remove the cause, delete the stack, then deploy again:", "delete-stack");
    }
    return ExitCode.BAD;
  }

  private void command(String todo, String operation) {
    page.text(Style.PLAIN, todo);
    page.raw(
        "aws cloudformation %s --stack-name %s%s"
            .formatted(operation, ShellWord.of(state.name()), state.again()));
  }

  private String reason() {
    return end.failures().isEmpty()
        ? "CloudFormation gives no reason; the events of the stack may."
        : end.failures().getFirst().logicalId() + " failed. " + end.failures().getFirst().reason();
  }
}
