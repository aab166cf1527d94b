package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.world.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A situation to be rehearsed, and what must come of it.
 *
 * @param name the name of its file, without the ending
 * @param story one or two sentences for a person
 * @param request the execution's input, any JSON
 * @param world the world before, in the form that {@link
 *     io.keystoreconnector.sandbox.world.World#load} reads
 * @param startsAt the second at which the run starts
 * @param others other runs beside it
 * @param person who may do things at any moment
 * @param interleaving decides who goes first among those that are due at the same moment; null if
 *     that is whoever came first
 * @param settings the variables that the deployment gives its functions
 */
public record Scenario(
    String name,
    String title,
    String story,
    @Nullable Object request,
    Map<String, Object> world,
    Map<String, String> settings,
    List<FunctionFault> functionFaults,
    int startsAt,
    List<OtherRun> others,
    Person person,
    @Nullable Interleaving interleaving,
    Expectation expectation) {

  /**
   * A world of which nothing is expected; the deployment allows everything but other stores'
   * secrets.
   */
  public static Scenario ofWorld(Map<String, Object> world) {
    Map<String, String> settings =
        Map.of(
            "ALLOWED_KEY_STORES", "",
            "ADD_HSM_KEY_STORES", "",
            "KEY_STORE_SECRETS", Deployment.SECRETS_BY_NAME,
            "KEY_STORE_SETTINGS", "");
    Expectation nothing = Expectation.read(new Fields("", Map.of("status", "SUCCEEDED")));
    return new Scenario(
        "world",
        "",
        "",
        null,
        world,
        settings,
        List.of(),
        0,
        List.of(),
        Person.NOBODY,
        null,
        nothing);
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
        null,
        other,
        settings,
        functionFaults,
        0,
        List.of(),
        Person.NOBODY,
        null,
        expectation);
  }

  List<FunctionFault> faultsOf(String function) {
    return functionFaults.stream().filter(fault -> fault.function().equals(function)).toList();
  }
}
