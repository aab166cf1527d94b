package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.runs.RunOrigin;
import io.keystoreconnector.runs.RunOrigin.Command;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells a report where its run took place, and which commands continue from there.
 *
 * @param options the options that say where AWS is, each after a space
 */
record ReportOrigin(Session session, String options) {

  /**
   * The recording of a run of the deployed workflow.
   *
   * @param definition the state machine as JSON text
   * @param now when it is made
   */
  Recording ofDeployed(
      ExecutionArn run, String definition, List<HistoryEvent> events, Instant now) {
    Recording recording = Recording.of("The run " + run.name(), definition, events, now);
    String endpoint = endpoint();
    String place = place(run.region());
    return recording.from(
        new RunOrigin(
            endpoint,
            "",
            runbook(run),
            endpoint.isEmpty() ? ConsoleLink.of(run) : "",
            Stream.concat(
                    diagnose(recording, place),
                    Stream.of(
                        new Command(
                            "Start another run with the same request",
                            "./connector start --request %s%s --follow"
                                .formatted(ShellWord.of(recording.requestText()), place))))
                .toList()));
  }

  /**
   * A run on this machine.
   *
   * @param again the command that starts it once more
   */
  Recording ofRunHere(Recording recording, String again) {
    return recording.from(
        new RunOrigin(
            endpoint(),
            account(),
            "",
            "",
            Stream.concat(
                    diagnose(recording, options),
                    Stream.of(new Command("Run it again with the same request", again)))
                .toList()));
  }

  private static Stream<Command> diagnose(Recording recording, String place) {
    return recording.store().isEmpty()
        ? Stream.of()
        : Stream.of(
            new Command(
                "See what is wrong now, and what to do",
                "./connector diagnose %s%s".formatted(ShellWord.of(recording.store()), place)));
  }

  /** The report may be read where another Region is set. */
  private String place(String region) {
    return options.contains(" --region ") ? options : " --region " + region + options;
  }

  private String endpoint() {
    return new KeyStores(session).endpoint().map(URI::toString).orElse("");
  }

  /**
   * A report is not worth a failure after the run: without an answer it does not say the account.
   */
  private String account() {
    try {
      return session.account().orElse("");
    } catch (AwsProblem e) {
      return "";
    }
  }

  /** Where the deployment that the run belongs to publishes its runbook. */
  private String runbook(ExecutionArn run) {
    return DeployedConnector.findQuietly(session)
        .filter(deployed -> run.isOf(deployed.machineArn()))
        .map(DeployedConnector::runbook)
        .orElse("");
  }
}
