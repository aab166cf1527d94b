package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.StoreWord;
import io.keystoreconnector.runs.FleetHistory;
import java.util.List;
import java.util.Optional;

/**
 * A run that someone has named: by its ARN, or by a key store whose last run it is.
 *
 * @param session in the run's Region
 * @param ofSeveral whether it is one for several key stores
 */
record ChosenRun(ExecutionArn arn, Session session, boolean ofSeveral) {

  /**
   * Finds it.
   *
   * @throws UsageProblem if the key store does not exist, or there is no run for it
   * @throws io.keystoreconnector.cli.aws.AwsProblem if it cannot be looked for, or does not exist
   */
  static ChosenRun of(String named, AwsOptions aws, StackOption stack) {
    return named.startsWith("arn:") ? byArn(named, aws, stack) : last(named, aws, stack);
  }

  /** Where the commands of its report are printed. */
  CommandPlace place(AwsOptions aws, StackOption stack) {
    return new CommandPlace(
        false,
        stack.again(),
        aws.againIn(arn.region()),
        KnownValues.filling(session, stack, this::store));
  }

  /** The key store that it is about; empty if it is not there. */
  private Optional<KeyStoreFacts> store() {
    return new Executions(session)
        .describe(arn.text())
        .flatMap(run -> new LastRun(run).store())
        .flatMap(new KeyStores(session)::find);
  }

  private static ChosenRun byArn(String named, AwsOptions aws, StackOption stack) {
    if (stack.isNamed()) {
      throw new UsageProblem(
          "--stack is for the last run of a key store; a run's ARN says enough.");
    }
    ExecutionArn arn = new ExecutionArn(named);
    Session session = aws.openIn(arn.region());
    return new ChosenRun(arn, session, isOfSeveral(new Executions(session), arn.text()));
  }

  /** A run that has just begun may have no history yet. */
  private static boolean isOfSeveral(Executions executions, String arn) {
    return executions
        .first(arn)
        .map(FleetHistory::isOfSeveral)
        .or(() -> executions.describe(arn).map(run -> FleetHistory.isRequestOfSeveral(run.input())))
        .orElse(false);
  }

  private static ChosenRun last(String named, AwsOptions aws, StackOption stack) {
    Session session = aws.open();
    DeployedConnector deployed =
        stack.find(session).orElseThrow(() -> new UsageProblem(DeployedConnector.none(session)));
    KeyStoreFacts store = new KnownStore(session).describe(new StoreName(named));
    Optional<LastRun> last =
        Optional.ofNullable(
            new LastRuns(new Executions(session), deployed.machineArn())
                .of(List.of(store))
                .get(store.id()));
    return last.map(run -> new ChosenRun(new ExecutionArn(run.arn()), session, false))
        .orElseThrow(
            () ->
                new UsageProblem(
                    "There is no run for %s among the last %d; this starts one: ./connector start %s --follow%s"
                        .formatted(
                            named,
                            LastRuns.MOST,
                            StoreWord.of(store.id(), store.name()),
                            aws.again())));
  }
}
