package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.RequestLine;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a key store, without changing anything. */
@Command(
    name = "diagnose",
    description = {
      "Checks a key store and its cluster or proxy, and says what is wrong, what a run would do"
          + " next, which command starts it, and what only a person can do. It makes the workflow's"
          + " dry run on this machine: it changes nothing, and nothing has to be deployed.",
      "With --aftermath it lists instead what remains to be done after the key store was unusable:"
          + " its KMS keys, and the databases in RDS and Aurora that cannot use one of them.",
      "Exit code: 0 if a run can continue by itself or has nothing to do, 1 if a person is needed,"
          + " 2 if the request or the setup is wrong. With --aftermath: 0 if nothing remains to be"
          + " done, 1 if a database must be started or restored, 2 if the setup is wrong."
    },
    footer = {"", "Example: ./connector diagnose cks-1234567890abcdef0 --profile operations"})
public final class DiagnoseCommand implements Callable<Integer> {

  private final Installation installation;
  private final LocalJournals locals;

  @Option(
      names = "--aftermath",
      description =
          "List the KMS keys in the key store, and the databases that must be started because they"
              + " could not use one of them.")
  private boolean aftermath;

  @Option(
      names = "--full",
      description = "Also print what the runbook says about it, with your names in the commands.")
  private boolean full;

  @Mixin private final RequestOptions options = new RequestOptions();

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param locals the journals of runs on this machine, which it reads where nothing is deployed
   */
  public DiagnoseCommand(Installation installation, Terminal terminal, LocalJournals locals) {
    this.installation = installation;
    this.locals = locals;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    return aftermath ? listAftermath() : diagnose();
  }

  private int listAftermath() {
    if (options.hasRequest() || full || stack.isNamed()) {
      throw new UsageProblem("--aftermath cannot be combined with a request, --full or --stack.");
    }
    StoreName store = options.request().store();
    Session session = aws.open();
    Aftermath found = new AftermathReader(session).read(new KnownStore(session).describe(store));
    String place = aws.forAwsCli(session);
    if (output.json()) {
      output.page().json(found.json(place));
    } else {
      new AftermathPage(output.page(), found, place).print();
    }
    return found.exitCode();
  }

  private int diagnose() {
    StartRequest asked = options.request();
    Session session = aws.open();
    Diagnosis diagnosis =
        new DiagnosisReader(installation, session, aws, stack).read(asked, locals);
    if (output.json()) {
      output.page().json(diagnosis.json());
    } else {
      String where = ", in " + Whereabouts.of(session);
      String start =
          new CommandPlace(diagnosis.workflow().isAbsent(), stack.again(), aws.again())
              .line(RequestLine.of(asked.json()));
      new DiagnosisPage(
              output.page(), diagnosis, where, start, options.again(), stack.again(), aws.again())
          .print(full);
    }
    return diagnosis.exitCode();
  }
}
