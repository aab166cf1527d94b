package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.storm.Storm;
import io.keystoreconnector.rehearsal.storm.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.jr.ob.JSON;

/** Runs randomly generated cases and checks each. */
@Command(
    name = "storm",
    description = {
      "Runs randomly generated cases, of worlds, faults, people and runs, with the real workflow"
          + " and the real functions, and checks every invariant after each.",
      "A case that breaks a rule is reduced and written to a file that rehearse can play."
    },
    footer = {"", "Example: ./connector storm --runs 100 --seed 1"})
public final class StormCommand implements Callable<Integer> {

  private static final int MOST_JOBS = 4;
  private static final int MOST_VIOLATIONS = 20;

  /** An input can contain half a surrogate pair, but UTF-8 cannot. */
  private static final JSON FILES =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT)
          .build();

  private final Installation installation;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Minimum number of runs; a case has one to three at once, a sequence of one to six, or a"
              + " fleet of up to ten, and is always played whole. Default: 1000.")
  private long runs = 1000;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      description = "Play this many sequences and nothing else.")
  private @Nullable Long sequences;

  @Option(
      names = "--fleets",
      paramLabel = "N",
      description = "Play this many cases with fleets and nothing else.")
  private @Nullable Long fleets;

  @Option(
      names = "--without",
      paramLabel = "RULE",
      description = "Do not check this rule. Can be given more than once.")
  private Set<String> without = new LinkedHashSet<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the first case; later cases count up from it. Default: random.")
  private @Nullable Long seed;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "How many cases in parallel, 1 to 4. Default: 2.")
  private int jobs = 2;

  @Option(
      names = "--inputs",
      description =
          "Give the runs random inputs: valid, nearly valid, huge, deep, or otherwise hostile.")
  private boolean inputs;

  @Mixin private final Output output;

  /** The command over this installation. */
  public StormCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new UsageProblem("--runs must be 1 or more.");
    }
    if (sequences != null && (sequences < 1 || inputs)) {
      throw new UsageProblem("--sequences must be 1 or more, and cannot be used with --inputs.");
    }
    if (fleets != null && (fleets < 1 || inputs || sequences != null)) {
      throw new UsageProblem(
          "--fleets must be 1 or more, and cannot be used with --inputs or --sequences.");
    }
    if (!Rules.NAMES.containsAll(without)) {
      throw new UsageProblem("--without must be one of " + String.join(", ", Rules.NAMES) + ".");
    }
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new UsageProblem("--jobs must be a number from 1 to " + MOST_JOBS + ".");
    }
    StormPlan plan = plan();
    try (Rehearsal rehearsal = new Rehearsal(installation, jobs)) {
      StormProgress progress =
          new StormProgress(
              plan, output.pageForPeople(), output.errorsForPeople(), InstantSource.system());
      Storm.Outcome outcome = rage(rehearsal, plan, progress);
      progress.end();
      List<String> files = new ArrayList<>();
      for (Violation violation : outcome.violations()) {
        files.add(write(violation));
      }
      StormPrinter printer = new StormPrinter(plan.firstSeed(), outcome, files);
      if (output.json()) {
        output.page().json(printer.toJson());
      } else {
        printer.print(output.page());
      }
      return files.isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
    }
  }

  private StormPlan plan() {
    long first = seed == null ? new SplittableRandom().nextLong(1L << 40) : seed;
    if (sequences != null) {
      return new StormPlan(StormPlan.Kind.SEQUENCES, sequences, first, jobs);
    }
    if (fleets != null) {
      return new StormPlan(StormPlan.Kind.FLEETS, fleets, first, jobs);
    }
    return new StormPlan(inputs ? StormPlan.Kind.INPUTS : StormPlan.Kind.RUNS, runs, first, jobs);
  }

  private Storm.Outcome rage(Rehearsal rehearsal, StormPlan plan, StormProgress progress) {
    Storm storm =
        switch (plan.kind()) {
          case RUNS -> new Storm(rehearsal, jobs, MOST_VIOLATIONS);
          case SEQUENCES -> Storm.ofSequences(rehearsal, jobs, MOST_VIOLATIONS);
          case FLEETS -> Storm.ofFleets(rehearsal, jobs, MOST_VIOLATIONS);
          case INPUTS -> Storm.ofInputs(rehearsal, jobs, MOST_VIOLATIONS);
        };
    Storm checked = storm.without(without);
    return plan.kind().countsCases()
        ? checked.rageOverCases(plan.firstSeed(), plan.count(), progress)
        : checked.rage(plan.firstSeed(), plan.count(), progress);
  }

  /** Writes the case of a violation as a scenario; returns its file as an argument of rehearse. */
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
