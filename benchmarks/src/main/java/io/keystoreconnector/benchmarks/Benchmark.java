package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line: measures every subject in turn, round after round, and prints the medians. If
 * one of them fails, it prints no report.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  /** The subject whose other builds {@code --jar} adds. */
  private static final String HANDLERS = "handlers";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--subjects", required = true, description = "the file that names them")
  private Path subjects = Path.of("");

  @Option(names = "--rounds", defaultValue = "11")
  private int rounds;

  @Option(names = "--only", split = ",", description = "names of subjects; all by default")
  private List<String> only = List.of();

  @Option(
      names = "--jar",
      paramLabel = "NAME=PATH",
      description = "another build of the handlers' jar, measured in the same run under this name")
  private Map<String, Path> jars = new LinkedHashMap<>();

  @Option(
      names = "--event",
      paramLabel = "NAME=PATH",
      description = "the event for a --jar that cannot read the event of this build's handlers")
  private Map<String, Path> events = new LinkedHashMap<>();

  @Option(names = "--cpu", defaultValue = "both", description = "throttled, full or both")
  private Cpu cpu = Cpu.both;

  @Option(
      names = "--period",
      defaultValue = "20",
      description = "period of the throttled CPU in ms; measured in Lambda: 20, Linux's own: 100")
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
    // So that nobody mistakes an earlier run's samples for those of a failed run.
    Files.deleteIfExists(json);
    List<Subject> chosen = chosen();
    List<Series> series =
        modes().stream()
            .flatMap(throttled -> chosen.stream().map(one -> new Series(one, throttled)))
            .toList();
    try (Throttle throttle = Throttle.best(periodMillis * 1000)) {
      measure(series, throttle);
      Report report = new Report(series, throttle.description());
      spec.commandLine().getOut().print(report.table());
      spec.commandLine().getOut().flush();
      Files.writeString(json, report.json());
    }
    return 0;
  }

  private List<Subject> chosen() throws IOException {
    List<Subject> all = Subjects.from(subjects);
    TreeSet<String> unknown = new TreeSet<>(only);
    all.forEach(subject -> unknown.remove(subject.name()));
    require(unknown.isEmpty(), "--only: unknown subjects: " + unknown);
    List<Subject> chosen =
        Stream.concat(
                all.stream().filter(s -> only.isEmpty() || only.contains(s.name())), added(all))
            .toList();
    for (Subject one : chosen) {
      require(
          Files.exists(one.jar()),
          "%s does not exist: build %s, or choose others with --only"
              .formatted(one.jar(), one.name()));
    }
    return chosen;
  }

  private Stream<Subject> added(List<Subject> all) {
    for (String name : jars.keySet()) {
      require(name.matches("[\\w.-]+"), "--jar: the name must be letters and digits: " + name);
      require(
          all.stream().noneMatch(s -> s.name().equals(name)),
          "--jar: the name is already that of a subject: " + name);
    }
    require(jars.keySet().containsAll(events.keySet()), "--event must have the name of a --jar");
    List<Subject> handlers = all.stream().filter(s -> s.name().equals(HANDLERS)).toList();
    require(jars.isEmpty() || !handlers.isEmpty(), "--jar needs a subject named " + HANDLERS);
    return jars.entrySet().stream()
        .map(jar -> added(jar.getKey(), jar.getValue(), handlers.getFirst()));
  }

  private Subject added(String name, Path jar, Subject handlers) {
    return handlers.from(name, jar, events.getOrDefault(name, handlers.event()));
  }

  private void require(boolean right, String problem) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), problem);
    }
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
