package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.local.Deployment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A situation to be rehearsed, and what must come of it.
 *
 * @param name the name of its file, without the ending
 * @param story one or two sentences for a person
 * @param runs one or more; the scenario is about the last
 * @param world the world before, in the form that {@link
 *     io.keystoreconnector.emulator.world.World#load} reads
 * @param person who may do things at any moment
 * @param interleaving decides who goes first among those that are due at the same moment; null if
 *     that is whoever came first
 * @param settings the variables that the deployment gives its functions
 */
public record Scenario(
    String name,
    String title,
    String story,
    List<PlannedRun> runs,
    Map<String, Object> world,
    Map<String, String> settings,
    List<FunctionFault> functionFaults,
    Person person,
    @Nullable Interleaving interleaving,
    Expectation expectation) {

  private static final PlannedRun NO_REQUEST =
      new PlannedRun(
          PlannedRun.MAIN, null, new PlannedRun.Start.At(0), PlannedRun.Stop.NEVER, null);

  /**
   * A world of which nothing is expected; the deployment allows everything but other stores'
   * secrets.
   */
  public static Scenario ofWorld(Map<String, Object> world) {
    Map<String, String> settings =
        Map.of(
            "MANAGED_KEY_STORES", Deployment.EVERYTHING,
            "ADD_HSM_KEY_STORES", Deployment.EVERYTHING,
            "KEY_STORE_SECRETS", Deployment.SECRETS_BY_NAME,
            "KEY_STORE_SETTINGS", Deployment.EVERYTHING);
    Expectation nothing = Expectation.read(WorldFields.of("", Map.of("status", "SUCCEEDED")));
    return new Scenario(
        "world",
        "",
        "",
        List.of(NO_REQUEST),
        world,
        settings,
        List.of(),
        Person.NOBODY,
        null,
        nothing);
  }

  /** The input of the run that the scenario is about, any JSON. */
  public @Nullable Object request() {
    return runs.getLast().request();
  }

  /** Whether its runs are one sequence, rather than others beside the one that it is about. */
  public boolean isSequence() {
    return !runs.getLast().name().equals(PlannedRun.MAIN);
  }

  /** The rules that are to be broken. */
  public List<String> breaches() {
    return expectation.breaches();
  }

  /** Another world, without a story, in which the functions are deployed as they are here. */
  public Scenario elsewhere(Map<String, Object> other) {
    return new Scenario(
        "world",
        "",
        "",
        List.of(NO_REQUEST),
        other,
        settings,
        functionFaults,
        Person.NOBODY,
        null,
        expectation);
  }

  List<FunctionFault> faultsOf(String function) {
    return functionFaults.stream().filter(fault -> fault.function().equals(function)).toList();
  }
}
