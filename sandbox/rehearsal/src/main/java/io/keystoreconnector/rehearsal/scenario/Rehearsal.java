package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Plays scenarios with the definition that is deployed, the handlers from the jar that is deployed,
 * and the emulated services over HTTP, in virtual time. A scenario gives the same result each time.
 */
public final class Rehearsal implements AutoCloseable {

  private static final int MOST_STAGES = 4;

  private final List<Stage> all = new ArrayList<>();
  private final BlockingQueue<Stage> free = new ArrayBlockingQueue<>(MOST_STAGES);

  /**
   * Prepares to play.
   *
   * @param stages how many scenarios may be played in parallel, 1 to 4
   * @throws IllegalArgumentException if the handlers are not built
   * @throws IOException if no port can be had on the loopback interface
   */
  public Rehearsal(Installation installation, int stages) throws IOException {
    this(installation, installation.definition(), FunctionSwap.NONE, stages);
  }

  /**
   * The same with another definition, or with other functions in place of those from the jar.
   *
   * @throws IllegalArgumentException if the handlers are not built
   * @throws IOException if no port can be had on the loopback interface
   */
  public Rehearsal(Installation installation, String definition, FunctionSwap swap, int stages)
      throws IOException {
    this(installation, definition, installation.fleetDefinition(), swap, stages);
  }

  /**
   * The same with another definition for fleets, too.
   *
   * @throws IllegalArgumentException if the handlers are not built
   * @throws IOException if no port can be had on the loopback interface
   */
  public Rehearsal(
      Installation installation,
      String definition,
      String fleetDefinition,
      FunctionSwap swap,
      int stages)
      throws IOException {
    Definition deployed = new Definition(definition, fleetDefinition);
    FunctionsJar jar = FunctionsJar.open(installation.handlersJar());
    for (int i = 0; i < stages; i++) {
      all.add(new Stage(deployed, jar, swap));
    }
    free.addAll(all);
  }

  /** A useful number of stages for this many scenarios on this machine. */
  public static int stagesFor(int scenarios) {
    return Math.clamp(
        Math.min(scenarios, Runtime.getRuntime().availableProcessors()), 1, MOST_STAGES);
  }

  /** Plays a scenario to its end. */
  public Rehearsed play(Scenario scenario) {
    Stage stage = free.remove();
    try {
      return stage.play(scenario);
    } finally {
      free.add(stage);
    }
  }

  /**
   * Plays a scenario repeatedly, step by step, each time with another chooser, regardless of its
   * interleaving. A function that gets the same answers as before does not run again.
   */
  public Function<StepChooser, Rehearsed> playing(Scenario scenario) {
    InvocationCache cache = new InvocationCache();
    return chooser -> {
      Stage stage = free.remove();
      try {
        return stage.play(scenario, chooser, cache);
      } finally {
        free.add(stage);
      }
    };
  }

  /**
   * Plays scenarios in parallel.
   *
   * @param result what to compute from each; it is called on several threads
   * @return the results in the order of the scenarios, each available when it is needed
   */
  public <T> Iterable<T> play(List<Scenario> scenarios, Function<Rehearsed, T> result) {
    ExecutorService players = Executors.newFixedThreadPool(all.size());
    List<CompletableFuture<T>> results =
        scenarios.stream()
            .map(s -> CompletableFuture.supplyAsync(() -> result.apply(play(s)), players))
            .toList();
    players.shutdown();
    return () -> results.stream().map(CompletableFuture::join).iterator();
  }

  @Override
  public void close() {
    all.forEach(Stage::close);
  }
}
