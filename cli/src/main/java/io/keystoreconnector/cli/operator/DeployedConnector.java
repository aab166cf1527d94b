package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.JournalTable;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.Stacks;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of the connector, found by the outputs of its stack.
 *
 * @param stack the name of the stack
 * @param machineArn its state machine
 * @param fleetArn the one for several key stores; null if its version had none
 * @param journalTable the table of its journal; null if its version had none
 * @param runbook where its runbook is published, without an anchor; empty if it does not say
 * @param secrets comma-separated pairs of key store and secret; empty if its version does not say
 * @param settings comma-separated pairs of key store and setting that a run may change; empty if
 *     its version does not say
 * @param release which one it is; null if it does not say
 */
record DeployedConnector(
    String stack,
    String machineArn,
    @Nullable String fleetArn,
    @Nullable String journalTable,
    String runbook,
    String secrets,
    String settings,
    @Nullable String release) {

  private static final String FLEET_OUTPUT = "FleetStateMachineArn";

  private static final String JOURNAL_OUTPUT = "JournalTable";

  private static final String RUNBOOK_OUTPUT = "RunbookUrl";

  private static final String SECRETS_OUTPUT = "SecretsByKeyStore";

  private static final String RELEASE_OUTPUT = "Release";

  private static final String SETTINGS_OUTPUT = "SettingsByKeyStore";

  /**
   * The deployment of a stack by name, or of a stack with one of the usual names; empty if none of
   * them exists.
   *
   * @throws UsageProblem if a stack was named and does not exist or is no deployment
   */
  static Optional<DeployedConnector> find(Session session, @Nullable String stack) {
    Stacks stacks = new Stacks(session);
    if (stack != null) {
      Map<String, String> outputs =
          stacks.outputs(stack).orElseThrow(() -> new UsageProblem(absent(stack, session)));
      return Optional.of(of(stack, outputs).orElseThrow(() -> new UsageProblem(foreign(stack))));
    }
    for (String name : Stacks.USUAL_NAMES) {
      Optional<DeployedConnector> found =
          stacks.outputs(name).flatMap(outputs -> of(name, outputs));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<DeployedConnector> of(String stack, Map<String, String> outputs) {
    return Optional.ofNullable(outputs.get(Stacks.CONNECTOR_OUTPUT))
        .map(
            arn ->
                new DeployedConnector(
                    stack,
                    arn,
                    outputs.get(FLEET_OUTPUT),
                    outputs.get(JOURNAL_OUTPUT),
                    outputs.getOrDefault(RUNBOOK_OUTPUT, ""),
                    outputs.getOrDefault(SECRETS_OUTPUT, ""),
                    outputs.getOrDefault(SETTINGS_OUTPUT, ""),
                    version(outputs.get(RELEASE_OUTPUT))));
  }

  /** Behind it, the output has the digits that the jars are known by. */
  private static @Nullable String version(@Nullable String release) {
    return release == null ? null : release.replaceFirst(" .*", "");
  }

  /** Its journal; empty if it has none. */
  Optional<JournalKeeper> journal(Session session) {
    return Optional.ofNullable(journalTable)
        .map(table -> new DeployedJournal(stack, new JournalTable(session, table)));
  }

  /** What it allows a run to name, by the variables of its functions; without what is not known. */
  Map<String, String> restrictions() {
    Map<String, String> known = new LinkedHashMap<>();
    known.put("KEY_STORE_SECRETS", secrets);
    known.put("KEY_STORE_SETTINGS", settings);
    known.values().removeIf(String::isEmpty);
    return known;
  }

  /** The one with a usual name; also empty for a caller who is not allowed to look for it. */
  static Optional<DeployedConnector> findQuietly(Session session) {
    try {
      return find(session, null);
    } catch (AwsProblem e) {
      return Optional.empty();
    }
  }

  /**
   * Its state machine for several key stores.
   *
   * @throws UsageProblem if its version had none
   */
  String requireFleet() {
    if (fleetArn == null) {
      throw new UsageProblem(
          "Stack %s has no output %s: the version that it deployed runs for one key store at a time; to update it, see docs/deploy.md."
              .formatted(stack, FLEET_OUTPUT));
    }
    return fleetArn;
  }

  /** The sentence for a deployment without a journal. */
  String withoutJournal() {
    return "Stack %s has no output %s: the version that it deployed keeps no journal; to update it, see docs/deploy.md. --local shows the journal of run on this machine."
        .formatted(stack, JOURNAL_OUTPUT);
  }

  /** The sentence for a Region without any deployment. */
  static String none(Session session) {
    return "No stack %s is deployed in %s: name yours with --stack, or deploy one first (see docs/deploy.md)."
        .formatted(String.join(" or ", Stacks.USUAL_NAMES), session.region());
  }

  private static String absent(String stack, Session session) {
    return "Stack %s does not exist in %s in this account: check --stack and --region, or deploy it first (see docs/deploy.md)."
        .formatted(stack, session.region());
  }

  private static String foreign(String stack) {
    return "Stack %s has no output %s, so it did not deploy the connector; your own CDK app must call addOutputs()."
        .formatted(stack, Stacks.CONNECTOR_OUTPUT);
  }
}
