package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.local.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A situation to rehearse, and the expected result.
 *
 * @param name the name of its file, without the extension
 * @param story one or two sentences for a person
 * @param runs one or more; the scenario is about the last
 * @param world the world before, in the form that {@link
 *     io.keystoreconnector.emulator.world.World#load} reads
 * @param person who may do things at any moment
 * @param interleaving decides the order of what is due at the same moment; null for first come,
 *     first served
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

  private static final String SECRETS = "KEY_STORE_SECRETS";

  private static final PlannedRun NO_REQUEST =
      new PlannedRun(
          PlannedRun.MAIN, null, false, new PlannedRun.Start.At(0), PlannedRun.Stop.NEVER, null);

  /**
   * A world without expectations; the deployment allows everything except other stores' secrets.
   */
  public static Scenario ofWorld(Map<String, Object> world) {
    Map<String, String> settings =
        Map.of(
            "MANAGED_KEY_STORES",
            Deployment.EVERYTHING,
            Deployment.DENIED_KEY_STORES,
            Deployment.NOTHING,
            "ADD_HSM_KEY_STORES",
            Deployment.EVERYTHING,
            SECRETS,
            Deployment.SECRETS_BY_NAME,
            "KEY_STORE_SETTINGS",
            Deployment.EVERYTHING);
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

  /** Whether that run is one of the state machine for several key stores. */
  public boolean isOfFleet() {
    return runs.getLast().fleet();
  }

  /** Whether its runs are one sequence, rather than a main run with others beside it. */
  public boolean isSequence() {
    return !runs.getLast().name().equals(PlannedRun.MAIN);
  }

  /** The rules that must be broken. */
  public List<String> breaches() {
    return expectation.breaches();
  }

  /** Another world without a story, in which the functions are deployed in the same way. */
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

  /**
   * The variables of its functions: the settings, and which secrets there are if they leave it
   * open.
   */
  public Map<String, String> environment() {
    if (!Deployment.SECRETS_BY_NAME.equals(settings.get(SECRETS))) {
      return settings;
    }
    Map<String, String> environment = new LinkedHashMap<>(settings);
    environment.put(SECRETS, new OwnSecrets(world).rules());
    return environment;
  }

  List<FunctionFault> faultsOf(String function) {
    return functionFaults.stream().filter(fault -> fault.function().equals(function)).toList();
  }
}
