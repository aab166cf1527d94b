package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.DidYouMean;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.runs.RunOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays scenarios. */
@Command(
    name = "rehearse",
    description = {
      "Plays scenarios with the real workflow and the real functions against emulated AWS services"
          + " on this machine, in virtual time. Needs no AWS account.",
      "Without a name it plays one and tells it as a story."
    },
    footer = {"", "Example: ./connector rehearse renewed-secret"})
public final class RehearseCommand implements Callable<Integer> {

  static final String TELLING = "renewed-secret";

  private final Installation installation;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The scenarios to play: names, or files that end in .json.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Play all scenarios.")
  private boolean all;

  @Option(names = "--list", description = "List the scenarios instead of playing them.")
  private boolean list;

  @Mixin private final Output output;

  @Option(
      names = "--report",
      paramLabel = "FILE_OR_FOLDER",
      description =
          "Also write a page with a picture of the run: to a file that ends in .html, or into a"
              + " folder, under a name that says store and outcome. For one scenario.")
  private @Nullable String report;

  /** The command over this installation. */
  public RehearseCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    Scenarios scenarios = new Scenarios(installation.scenarios());
    if (list) {
      list(scenarios);
      return ExitCode.GOOD;
    }
    List<Scenario> chosen = chosen(scenarios).stream().map(name -> read(scenarios, name)).toList();
    checkReport(chosen.size());
    int stages = Rehearsal.stagesFor(chosen.size());
    try (Rehearsal rehearsal = new Rehearsal(installation, stages)) {
      return play(rehearsal, chosen) ? ExitCode.GOOD : ExitCode.BAD;
    }
  }

  private void checkReport(int scenarios) {
    if (report != null && scenarios > 1) {
      throw new UsageProblem("--report shows one run; use it with one scenario.");
    }
    new ReportFile(report).check();
  }

  private Scenario read(Scenarios scenarios, String name) {
    return isFile(name) ? Scenarios.read(installation.root().resolve(name)) : scenarios.read(name);
  }

  /** A scenario that is not in the folder of scenarios, such as one that a storm has written. */
  private static boolean isFile(String name) {
    return name.endsWith(".json");
  }

  private List<String> chosen(Scenarios scenarios) {
    List<String> known = scenarios.names();
    if (all && !names.isEmpty()) {
      throw new UsageProblem("Give either names or --all, not both.");
    }
    for (String name : names) {
      if (!isFile(name) && !known.contains(name)) {
        throw unknown(name, known);
      }
    }
    if (all) {
      return known;
    }
    return names.isEmpty() ? List.of(TELLING) : names;
  }

  static UsageProblem unknown(String name, List<String> known) {
    return new UsageProblem(
        "Unknown scenario: %s; ./connector rehearse --list shows them all.%s"
            .formatted(name, DidYouMean.question(name, known)));
  }

  private boolean play(Rehearsal rehearsal, List<Scenario> chosen) {
    if (output.json()) {
      return printJson(
          rehearsal.play(
              chosen,
              rehearsed -> {
                var unused = writeReport(rehearsed);
                return rehearsed.toJson();
              }));
    }
    if (chosen.size() == 1) {
      Rehearsed rehearsed = rehearsal.play(chosen.getFirst());
      new OneRehearsal(output.page(), rehearsed).print();
      ReportFile.tell(output.page(), writeReport(rehearsed));
      return rehearsed.differences().isEmpty();
    }
    ManyRehearsals many = new ManyRehearsals(output.page(), chosen);
    rehearsal.play(chosen, OneOfMany::of).forEach(many::print);
    return many.printSum();
  }

  private Optional<String> writeReport(Rehearsed rehearsed) {
    return new ReportFile(report)
        .write(() -> rehearsed.recording(installation.definition()).with(again(rehearsed)));
  }

  private RunOrigin.Command again(Rehearsed rehearsed) {
    String played = names.isEmpty() ? rehearsed.scenario().name() : names.getFirst();
    return new RunOrigin.Command("Play it again", "./connector rehearse " + ShellWord.of(played));
  }

  /** One name gives an object, several or {@code --all} an array. */
  private boolean printJson(Iterable<Map<String, @Nullable Object>> rehearsals) {
    List<Map<String, @Nullable Object>> trees = new ArrayList<>();
    rehearsals.forEach(trees::add);
    boolean several = all || names.size() > 1;
    output.page().json(several ? trees : trees.getFirst());
    return trees.stream().allMatch(tree -> Boolean.TRUE.equals(tree.get("asExpected")));
  }

  private void list(Scenarios scenarios) {
    if (output.json()) {
      output.page().json(scenarios.all().stream().map(RehearseCommand::entry).toList());
      return;
    }
    int width = scenarios.names().stream().mapToInt(String::length).max().orElse(1);
    for (Scenario scenario : scenarios.all()) {
      output
          .page()
          .row(
              Style.PLAIN,
              scenario.title(),
              new Page.Part(Style.STRONG, scenario.name(), width + 2));
    }
  }

  private static Map<String, Object> entry(Scenario scenario) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("scenario", scenario.name());
    entry.put("title", scenario.title());
    entry.put("story", scenario.story());
    return entry;
  }
}
