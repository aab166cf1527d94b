package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.story.RequestLine;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.AccountOptions;
import io.keystoreconnector.room.Speed;
import io.keystoreconnector.room.control.OpenRoom;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the emulated services until it is stopped. */
@Command(
    name = "sandbox",
    description = {
      "Serves emulated KMS, CloudHSM, Secrets Manager, Step Functions, CloudFormation,"
          + " EventBridge and SNS on 127.0.0.1 for any AWS client, with the real workflow"
          + " deployed in them.",
      "Prints environment variables for clients, then one line for each call; with --json, one JSON"
          + " object per line. In a browser, the same address shows the rehearsal room. Ctrl-C"
          + " stops it."
    },
    footer = {"", "Example: ./connector sandbox --scenario renewed-secret --speed 20"})
public final class SandboxCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65_535;

  private final Installation installation;

  @Option(
      names = "--port",
      defaultValue = "4566",
      paramLabel = "N",
      description = "The port it listens on; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @ArgGroup private @Nullable Start start;

  @Option(
      names = "--speed",
      defaultValue = "real",
      paramLabel = "real|N|virtual",
      description = {
        "How fast its clock runs: in real time, N times as fast, or virtually: it stands still, and"
            + " jumps from event to event while a run of the workflow is in progress.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String speed = "";

  @Mixin private final Output output;

  /** What the world is like at the start. */
  private static final class Start {
    @Option(names = "--scenario", paramLabel = "NAME", description = "Start as this scenario does.")
    private @Nullable String scenario;

    @Option(names = "--world", paramLabel = "FILE", description = "Start with this world file.")
    private @Nullable String world;
  }

  /** The command over this installation. */
  public SandboxCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    Scenario scenario = scenario();
    RequestLog log = new RequestLog(output);
    AccountOptions options =
        new AccountOptions(
            installation,
            scenario,
            checkedPort(),
            speed(),
            RequestLine::of,
            log::called,
            log::ended);
    try (OpenRoom room = open(options)) {
      log.begin(room.account());
      UntilStopped.hold(room, log::stopped);
    }
    return ExitCode.GOOD;
  }

  private Scenario scenario() {
    if (start != null && start.world != null) {
      return new WorldArgument(start.world).scenario();
    }
    String named = start == null ? null : start.scenario;
    String name = named == null ? RehearseCommand.TELLING : named;
    Scenarios scenarios = new Scenarios(installation.scenarios());
    if (!scenarios.names().contains(name)) {
      throw RehearseCommand.unknown(name, scenarios.names());
    }
    return scenarios.read(name);
  }

  private int checkedPort() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new UsageProblem("--port must be a number from 0 to %d.".formatted(HIGHEST_PORT));
    }
    return port;
  }

  private Speed speed() {
    try {
      return Speed.parse("--speed", speed);
    } catch (IllegalArgumentException e) {
      throw new UsageProblem(String.valueOf(e.getMessage()));
    }
  }

  private static OpenRoom open(AccountOptions options) {
    try {
      return OpenRoom.open(options);
    } catch (BindException e) {
      throw new UsageProblem(
          "Port %d is in use or reserved. Choose another with --port; --port 0 takes any free one."
              .formatted(options.port()));
    } catch (IOException e) {
      throw new UsageProblem("The sandbox cannot listen: %s.".formatted(e.getMessage()));
    } catch (WorldFormatException e) {
      throw new UsageProblem(String.valueOf(e.getMessage()));
    }
  }
}
