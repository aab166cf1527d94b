package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.List;
import java.util.Optional;

/**
 * What can be known about the deployed workflow and its last run for a key store. Neither must
 * exist, and a caller who is not allowed to see them still sees the rest.
 *
 * @param lookedUp whether the caller could look for a deployment
 */
record KnownWorkflow(
    boolean lookedUp, Optional<DeployedConnector> deployed, Optional<LastRun> lastRun) {

  /** Nothing is known. */
  static final KnownWorkflow NONE = new KnownWorkflow(false, Optional.empty(), Optional.empty());

  /**
   * Looks it up.
   *
   * @throws UsageProblem if a stack was named and does not exist
   */
  static KnownWorkflow of(Session session, StackOption stack, KeyStoreFacts store) {
    Optional<DeployedConnector> deployed = Optional.empty();
    boolean lookedUp = false;
    try {
      deployed = stack.find(session);
      lookedUp = true;
      return new KnownWorkflow(
          true,
          deployed,
          deployed.map(
              known ->
                  new LastRuns(new Executions(session), known.machineArn())
                      .of(List.of(store))
                      .get(store.id())));
    } catch (AwsProblem e) {
      return new KnownWorkflow(lookedUp, deployed, Optional.empty());
    }
  }

  /** Whether it is known that nothing is deployed. */
  boolean isAbsent() {
    return lookedUp && deployed.isEmpty();
  }

  /** The run in progress; empty if there is none. */
  Optional<LastRun> runUnderWay() {
    return lastRun.filter(LastRun::isUnderWay);
  }
}
