package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.RequestLine;
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
 * @param here where those that are printed in a terminal are given
 */
record ReportOrigin(Session session, CommandPlace here) {

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
    CommandPlace place = new CommandPlace(false, here.stack(), options(run.region()), here.known());
    return recording.from(
        new RunOrigin(
            endpoint,
            "",
            runbook(run),
            endpoint.isEmpty() ? ConsoleLink.of(run) : "",
            commands(recording, place, "Start another run with the same request")));
  }

  /** A run on this machine. */
  Recording ofRunHere(Recording recording) {
    return recording.from(
        new RunOrigin(
            endpoint(),
            Whereabouts.account(session).orElse(""),
            "",
            "",
            commands(recording, here, "Run it again with the same request")));
  }

  /** Those of the report come first: they fit what it has seen. */
  private static List<Command> commands(Recording recording, CommandPlace place, String again) {
    return Stream.of(
            recording.commands().stream(),
            diagnose(recording),
            Stream.of(new Command(again, RequestLine.of(recording.request()))))
        .flatMap(all -> all)
        .map(next -> new Command(next.purpose(), place.line(next.line())))
        .toList();
  }

  private static Stream<Command> diagnose(Recording recording) {
    return recording.store().isEmpty()
        ? Stream.of()
        : Stream.of(
            new Command(
                "See what is wrong now, and what to do",
                "./connector diagnose " + ShellWord.of(recording.store())));
  }

  /** The report may be read where another Region is set. */
  private String options(String region) {
    String options = here.options();
    return options.contains(" --region ") ? options : " --region " + region + options;
  }

  private String endpoint() {
    return new KeyStores(session).endpoint().map(URI::toString).orElse("");
  }

  /** Where the deployment that the run belongs to publishes its runbook. */
  private String runbook(ExecutionArn run) {
    return DeployedConnector.findQuietly(session)
        .filter(deployed -> run.isOf(deployed.machineArn()))
        .map(DeployedConnector::runbook)
        .orElse("");
  }
}
