package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.DidYouMean;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.explore.Exploration;
import io.keystoreconnector.rehearsal.explore.Explorer;
import io.keystoreconnector.rehearsal.explore.Finding;
import io.keystoreconnector.rehearsal.explore.SmallWorld;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays small worlds in every order of their steps. */
@Command(
    name = "explore",
    description = {
      "Plays small worlds, two runs and a person, in every possible order of their steps until"
          + " nothing new can happen, and checks each order against the storm's rules.",
      "Without a name it explores all worlds. For a broken rule, it writes the shortest"
          + " interleaving that breaks it to a file that rehearse can play."
    },
    footer = {"", "Example: ./connector explore dead-cluster"})
public final class ExploreCommand implements Callable<Integer> {

  private final Installation installation;

  @Parameters(
      paramLabel = "WORLD",
      arity = "0..*",
      description = "The worlds to explore: names, or files that end in .json.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "List the worlds instead of exploring them.")
  private boolean list;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Give up on a world after this many interleavings. Default: 200000.")
  private long most = 200_000;

  @Mixin private final Output output;

  /** The command over this installation. */
  public ExploreCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (most < 1) {
      throw new UsageProblem("--most must be 1 or more.");
    }
    Map<String, SmallWorld> worlds = chosen();
    if (list) {
      list(worlds);
      return ExitCode.GOOD;
    }
    return explore(worlds) ? ExitCode.GOOD : ExitCode.BAD;
  }

  private void list(Map<String, SmallWorld> worlds) {
    if (output.json()) {
      output.page().json(worlds.entrySet().stream().map(ExploreCommand::entry).toList());
    } else {
      worlds.forEach((name, world) -> output.page().row(Style.PLAIN, title(name, world)));
    }
  }

  private static Map<String, Object> entry(Map.Entry<String, SmallWorld> world) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("world", world.getKey());
    entry.put("title", world.getValue().scenario().title());
    entry.put("story", world.getValue().scenario().story());
    return entry;
  }

  private Map<String, SmallWorld> chosen() {
    Map<String, SmallWorld> worlds = new LinkedHashMap<>();
    List<String> known = new Scenarios(installation.smallWorlds()).names();
    (names.isEmpty() ? known : names).forEach(name -> worlds.put(name, world(name, known)));
    worlds.forEach(
        (name, world) ->
            world
                .obstacle()
                .ifPresent(
                    field -> {
                      throw new UsageProblem(
                          "%s has %s, which a small world cannot have.".formatted(name, field));
                    }));
    return worlds;
  }

  private SmallWorld world(String name, List<String> known) {
    if (name.endsWith(".json")) {
      return SmallWorld.read(installation.root().resolve(name));
    }
    if (!known.contains(name)) {
      throw new UsageProblem(
          "Unknown small world: %s; ./connector explore --list shows them all.%s"
              .formatted(name, DidYouMean.question(name, known)));
    }
    return SmallWorld.read(installation.smallWorlds().resolve(name + ".json"));
  }

  private boolean explore(Map<String, SmallWorld> worlds) throws IOException {
    boolean good = true;
    List<Map<String, Object>> all = new ArrayList<>();
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      for (Map.Entry<String, SmallWorld> entry : worlds.entrySet()) {
        Exploration exploration = new Explorer(rehearsal, entry.getValue(), most).explore();
        List<String> files = write(entry.getKey(), entry.getValue(), exploration);
        good &= exploration.asExpected();
        if (output.json()) {
          all.add(new ExplorationPrinter(exploration, files).toJson(entry.getKey()));
        } else {
          new ExplorationPrinter(exploration, files)
              .print(output.page(), title(entry.getKey(), entry.getValue()));
        }
      }
    }
    if (output.json()) {
      output.page().json(all);
    }
    return good;
  }

  private static String title(String name, SmallWorld world) {
    return name + ": " + world.scenario().title();
  }

  private List<String> write(String name, SmallWorld world, Exploration exploration)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (Finding finding : exploration.findings()) {
      String base = String.valueOf(Path.of(name).getFileName()).replace(".json", "");
      Path file = installation.explored().resolve("%s-%s.json".formatted(base, finding.rule()));
      world.write(file, finding);
      files.add(installation.root().relativize(file).toString());
    }
    return files;
  }
}
