package io.keystoreconnector.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: measures every subject in turn, round after round, and prints the medians. */
@Command(name = "benchmark", mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  @Option(names = "--subjects", required = true, description = "the file that names them")
  private Path subjects = Path.of("");

  @Option(names = "--rounds", defaultValue = "11")
  private int rounds;

  @Option(names = "--only", split = ",", description = "names of subjects; all by default")
  private List<String> only = List.of();

  @Option(names = "--cpu", defaultValue = "both", description = "throttled, full or both")
  private Cpu cpu = Cpu.both;

  @Option(
      names = "--period",
      defaultValue = "20",
      description = "of the throttled CPU, in ms; Lambda's was measured as 20, Linux's is 100")
  private int periodMillis;

  @Option(names = "--json", required = true, description = "the file that gets every sample")
  private Path json = Path.of("");

  enum Cpu {
    throttled,
    full,
    both
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Subject> chosen =
        Subjects.from(subjects).stream()
            .filter(s -> only.isEmpty() || only.contains(s.name()))
            .toList();
    List<Series> series =
        modes().stream()
            .flatMap(throttled -> chosen.stream().map(one -> new Series(one, throttled)))
            .toList();
    try (Throttle throttle = Throttle.best(periodMillis * 1000)) {
      measure(series, throttle);
      Report report = new Report(series, throttle.description());
      System.out.print(report.table());
      Files.writeString(json, report.json());
    }
    return 0;
  }

  /** A first round, not counted, warms the stub and the file cache. */
  private void measure(List<Series> series, Throttle throttle) throws Exception {
    Path folder = Files.createTempDirectory(json.toAbsolutePath().resolveSibling(""), "run-");
    Identity identity = Identity.make(folder);
    try (AwsStubs stubs = new AwsStubs(identity)) {
      Trial trial =
          new Trial(new Launch(folder, identity, stubs.environment(), throttle), throttle);
      for (int round = 0; round <= rounds; round++) {
        for (Series one : series) {
          Sample sample = trial.run(one.subject(), one.throttled());
          if (round > 0) {
            one.samples().add(sample);
          }
        }
        System.err.printf("round %d of %d%n", round, rounds);
      }
    }
  }

  private List<Boolean> modes() {
    return switch (cpu) {
      case throttled -> List.of(true);
      case full -> List.of(false);
      case both -> List.of(true, false);
    };
  }
}
