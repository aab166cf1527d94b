package io.keystoreconnector.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands in the help, by what people want to do. */
enum CommandGroups {
  OPERATE(
      "Operate",
      "status",
      "fleet",
      "diagnose",
      "start",
      "follow",
      "open",
      "journal",
      "run",
      "deploy",
      "template",
      "completion",
      "help"),
  TRY("Try, without an AWS account", "rehearse", "sandbox"),
  DEVELOP("Develop", "storm", "explore", "simulate", "publish");

  private final String heading;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> commands;

  CommandGroups(String heading, String... commands) {
    this.heading = heading;
    this.commands = List.of(commands);
  }

  List<String> commands() {
    return commands;
  }

  /** Makes the help show them in place of one list. */
  static void show(CommandLine connector) {
    connector
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    connector
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help ->
                List.of(values()).stream()
                    .map(group -> group.section(help))
                    .collect(Collectors.joining()));
  }

  private String section(Help help) {
    Map<String, Help> own = new LinkedHashMap<>(help.subcommands());
    own.keySet().retainAll(commands);
    return "%n%s:%n".formatted(heading) + help.commandList(own);
  }
}
