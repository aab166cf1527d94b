package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.HubTable;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.Stacks;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which hub of an organization is meant. */
final class HubOptions {

  private static final Pattern TABLE =
      Pattern.compile("[A-Za-z0-9_.-]{3,255}|arn:[A-Za-z0-9_.:/-]+");

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack of the hub. Default: " + Stacks.USUAL_HUB + ".")
  private @Nullable String stack;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The hub's table, for callers who may not describe its stack.")
  private @Nullable String table;

  /**
   * The hub's table.
   *
   * @throws UsageProblem if there is no such stack, or it is no hub, or may not be seen
   */
  HubTable table(Session session) {
    if (table != null && stack != null) {
      throw new UsageProblem("--table cannot be combined with --stack: each names the hub.");
    }
    return new HubTable(session, table == null ? tableOfStack(session) : checked(table));
  }

  private static String checked(String table) {
    if (!TABLE.matcher(table).matches()) {
      throw new UsageProblem(
          "--table must be the name of a table such as connector-hub-HubTable: 3 to 255 letters,"
              + " digits, underscores, dots and hyphens.");
    }
    return table;
  }

  private String tableOfStack(Session session) {
    String name = stack == null ? Stacks.USUAL_HUB : StackName.orArn(stack, Stacks.USUAL_HUB);
    Map<String, String> outputs =
        outputs(session, name).orElseThrow(() -> new UsageProblem(absent(name, session)));
    String found = outputs.get(Stacks.HUB_OUTPUT);
    if (found == null) {
      throw new UsageProblem(
          "Stack %s has no output %s, so it is no hub; docs/company.md says how to deploy one."
              .formatted(name, Stacks.HUB_OUTPUT));
    }
    return found;
  }

  private static Optional<Map<String, String>> outputs(Session session, String name) {
    try {
      return new Stacks(session).outputs(name);
    } catch (AwsProblem e) {
      if (e.kind() == AwsProblem.Kind.DENIED) {
        throw new UsageProblem(e.getMessage() + " Or name the table with --table.");
      }
      throw e;
    }
  }

  private static String absent(String name, Session session) {
    return "Stack %s does not exist in %s in this account: check --stack, --region and --profile for those of the hub, or deploy one (see docs/company.md)."
        .formatted(name, session.region());
  }
}
