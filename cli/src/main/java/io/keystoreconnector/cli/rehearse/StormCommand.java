package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.storm.Storm;
import io.keystoreconnector.rehearsal.storm.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.jr.ob.JSON;

/** Plays cases made by chance and checks each. */
@Command(
    name = "storm",
    description = {
      "Plays worlds, faults, people and runs made by chance with the real workflow and the real"
          + " functions, and checks after each that nothing was broken and nothing untrue was"
          + " said.",
      "A case that breaks a rule is made small and written to a file that rehearse plays."
    },
    footer = {"", "Example: ./connector storm --runs 100 --seed 1"})
public final class StormCommand implements Callable<Integer> {

  private static final int MOST_JOBS = 4;
  private static final int MOST_VIOLATIONS = 20;

  /** Half a surrogate pair can be in an input, but not in UTF-8. */
  private static final JSON FILES =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT)
          .build();

  private final Installation installation;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "How many runs at least (1000); a case has one to three at once, or a sequence of one to"
              + " six, and is played whole.")
  private long runs = 1000;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      description = "Play so many sequences and nothing else, instead of so many runs.")
  private @Nullable Long sequences;

  @Option(
      names = "--without",
      paramLabel = "RULE",
      description = "Do not check this rule; may be given again.")
  private Set<String> without = new LinkedHashSet<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the first case; the next has the next one (by chance).")
  private @Nullable Long seed;

  @Option(names = "--jobs", paramLabel = "J", description = "How many side by side, 1 to 4 (2).")
  private int jobs = 2;

  @Option(
      names = "--inputs",
      description =
          "Give the runs inputs of any kind: valid, nearly valid, huge, deep, or hostile"
              + " otherwise.")
  private boolean inputs;

  @Mixin private final Output output;

  public StormCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new UsageProblem("--runs has to be 1 or more.");
    }
    if (sequences != null && (sequences < 1 || inputs)) {
      throw new UsageProblem("--sequences has to be 1 or more, and excludes --inputs.");
    }
    if (!Rules.NAMES.containsAll(without)) {
      throw new UsageProblem("--without has to be one of " + String.join(", ", Rules.NAMES) + ".");
    }
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new UsageProblem("--jobs has to be from 1 to " + MOST_JOBS + ".");
    }
    long first = seed == null ? new SplittableRandom().nextLong(1L << 40) : seed;
    try (Rehearsal rehearsal = new Rehearsal(installation, jobs)) {
      StormProgress progress = new StormProgress(output.pageForPeople(), runs);
      Storm.Outcome outcome = rage(rehearsal, first, progress);
      progress.end();
      if (output.json()) {
        output.page().json(toJson(first, outcome));
      } else {
        print(first, outcome);
      }
      return outcome.violations().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
    }
  }

  private Storm.Outcome rage(Rehearsal rehearsal, long first, StormProgress progress) {
    if (sequences != null) {
      return Storm.ofSequences(rehearsal, jobs, MOST_VIOLATIONS)
          .without(without)
          .rageOverCases(first, sequences, progress);
    }
    Storm storm =
        inputs
            ? Storm.ofInputs(rehearsal, jobs, MOST_VIOLATIONS)
            : new Storm(rehearsal, jobs, MOST_VIOLATIONS);
    return storm.without(without).rage(first, runs, progress);
  }

  private void print(long first, Storm.Outcome outcome) throws IOException {
    Page page = output.page();
    page.row(
        Tone.STRONG,
        String.format(
            Locale.ROOT,
            "%d runs of %d cases, %d of them sequences, in %.1f s: %.0f runs a second, %.1f ms of"
                + " processor time each.",
            outcome.runs(),
            outcome.cases(),
            outcome.sequences(),
            outcome.seconds(),
            outcome.runs() / outcome.seconds(),
            outcome.cpuSeconds() * 1000 / outcome.runs()));
    page.row(
        Tone.QUIET,
        "Seeds %d to %d. A case is played whole, with its one to six runs."
            .formatted(first, first + outcome.cases() - 1));
    if (outcome.sequences() > 0) {
      page.row(
          Tone.PLAIN,
          "Wrong log-ins of the runs of a sequence without CONNECTED or a person's word between: %s"
                  .formatted(
                      outcome.wrongLogIns().entrySet().stream()
                          .map(e -> "%d in %d".formatted(e.getKey(), e.getValue()))
                          .collect(Collectors.joining(", ")))
              + "; the most with seed %d.".formatted(outcome.worstSeed()));
    }
    page.blank();
    outcome
        .byOutcome()
        .forEach((name, count) -> page.row(Tone.PLAIN, "%8d  %s".formatted(count, name)));
    page.blank();
    for (Violation violation : outcome.violations()) {
      page.row(Tone.BAD, "%s, seed %d".formatted(violation.rule(), violation.seed()));
      page.row(Tone.PLAIN, violation.sentence());
      page.row(Tone.QUIET, "./connector rehearse " + write(violation));
      page.blank();
    }
    boolean good = outcome.violations().isEmpty();
    page.row(
        good ? Tone.GOOD : Tone.BAD,
        good ? "No violation." : outcome.violations().size() + " violations.");
  }

  private Map<String, Object> toJson(long first, Storm.Outcome outcome) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("firstSeed", first);
    json.put("cases", outcome.cases());
    json.put("sequences", outcome.sequences());
    json.put("runs", outcome.runs());
    json.put("wrongLogIns", outcome.wrongLogIns());
    json.put("worstSeed", outcome.worstSeed());
    json.put("seconds", outcome.seconds());
    json.put("runsPerSecond", outcome.runs() / outcome.seconds());
    json.put("cpuSeconds", outcome.cpuSeconds());
    json.put("outcomes", outcome.byOutcome());
    List<Map<String, Object>> violations = new ArrayList<>();
    for (Violation violation : outcome.violations()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("seed", violation.seed());
      entry.put("rule", violation.rule());
      entry.put("sentence", violation.sentence());
      entry.put("file", write(violation));
      violations.add(entry);
    }
    json.put("violations", violations);
    return json;
  }

  private String write(Violation violation) throws IOException {
    Map<String, Object> scenario = new LinkedHashMap<>(violation.scenario());
    scenario.put("story", violation.rule() + ": " + violation.sentence());
    Path file =
        installation
            .storm()
            .resolve("storm-%d-%s.json".formatted(violation.seed(), violation.rule()));
    Files.createDirectories(installation.storm());
    Files.writeString(file, FILES.asString(scenario));
    return installation.root().relativize(file).toString();
  }
}
