package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a run in a browser. */
@Command(
    name = "open",
    description = {
      "Opens a run of the deployed workflow in a browser: its page in the console or, with"
          + " --report, a page with a picture of it, in a temporary file. Prints the address, which"
          + " is enough where there is no browser.",
      "Exit code: 0 if the address is printed, 2 if the run or the setup is wrong."
    },
    footer = {"", "Example: ./connector open payments"})
public final class OpenCommand implements Callable<Integer> {

  private final Installation installation;
  private final Timeline time;
  private final Browser browser;

  @Parameters(
      paramLabel = "STORE_OR_ARN",
      description = "The key store whose last run it is, or the run's ARN.")
  private String named = "";

  @Option(names = "--report", description = "Open a page with a picture of the run instead.")
  private boolean report;

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param time tells when the picture was made
   */
  public OpenCommand(Installation installation, Terminal terminal, Timeline time, Browser browser) {
    this.installation = installation;
    this.output = new Output(terminal);
    this.time = time;
    this.browser = browser;
  }

  @Override
  public Integer call() {
    ChosenRun run = ChosenRun.of(named, aws, stack);
    Executions executions = new Executions(run.session());
    if (!report && executions.elsewhere()) {
      throw new UsageProblem(
          "A custom endpoint has no console; --report opens a picture of the run.");
    }
    String address = report ? picture(run, executions) : ConsoleLink.of(run.arn());
    boolean opened = browser.open(address);
    if (output.json()) {
      output.page().json(json(run, address, opened));
    } else {
      output
          .page()
          .whole(
              Style.PLAIN,
              address,
              FinalReport.part(Style.QUIET, opened ? "opened" : "no browser"));
    }
    return ExitCode.GOOD;
  }

  private static Map<String, @Nullable Object> json(ChosenRun run, String address, boolean opened) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionArn", run.arn().text());
    json.put("address", address);
    json.put("opened", opened);
    return json;
  }

  private String picture(ChosenRun run, Executions executions) {
    try {
      Path file = Files.createTempFile("connector-run-", ".html");
      new ReportFile(file.toString()).write(() -> recording(run, executions));
      return file.toUri().toString();
    } catch (IOException e) {
      throw new OutputProblem("No temporary file can be made for the picture of the run.");
    }
  }

  private Recording recording(ChosenRun run, Executions executions) {
    return new ReportOrigin(run.session(), run.place(aws, stack))
        .ofDeployed(
            run.arn(),
            run.ofSeveral() ? installation.fleetDefinition() : installation.definition(),
            executions.after(run.arn().text(), 0),
            time.instant());
  }
}
