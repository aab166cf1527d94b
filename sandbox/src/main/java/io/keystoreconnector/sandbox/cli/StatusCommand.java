package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.aws.Session;
import io.keystoreconnector.sandbox.scenario.Tree;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all custom key stores. */
@Command(
    name = "status",
    description = {
      "Shows every custom key store of the account in one Region: its state, what the code of a"
          + " failure means, its cluster, and the last run of the deployed workflow for it.",
      "Ends with 0 when they are shown, whatever their states."
    },
    footer = {"", "Example: ./connector status --region eu-central-1"})
final class StatusCommand implements Callable<Integer> {

  private final Tree tree;
  private final Terminal terminal;
  private final InstantSource clock;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack that has deployed the workflow. Without it: KeyStoreConnector, else"
              + " keystore-connector.")
  private @Nullable String stack;

  @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
  private boolean json;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Spec private @Nullable CommandSpec spec;

  StatusCommand(Tree tree, Terminal terminal, InstantSource clock) {
    this.tree = tree;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Session session = aws.open();
    Overview overview = new OverviewReader(session, tree.handlersJar()).read(stack);
    Page page = new Page(Objects.requireNonNull(spec).commandLine().getOut(), terminal);
    if (json) {
      page.json(overview.json());
    } else {
      new OverviewPage(page, overview, clock.instant()).print();
    }
    return Connector.GOOD;
  }
}
