package io.keystoreconnector.room;

import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.local.LocalCaller;
import io.keystoreconnector.rehearsal.scenario.FaultyFunction;
import io.keystoreconnector.rehearsal.scenario.FunctionFault;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The functions that the state machine of an account calls. Each scenario has its own settings and
 * faults for them; functions with the same settings are created once, as long as they are among the
 * latest.
 */
final class Functions {

  /** Each has clients of its own, and a world file may invent any number of settings. */
  private static final int MOST_DEPLOYMENTS = 8;

  private final FunctionsJar jar;
  private final URI endpoint;
  private final Clock clock;
  private final Map<Map<String, String>, Deployment> deployments = new LinkedHashMap<>();
  private volatile Map<String, FaultyFunction> current = Map.of();

  Functions(FunctionsJar jar, URI endpoint, Clock clock) {
    this.jar = jar;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** By name; they stay the same for all scenarios. */
  Map<String, LambdaFunction> byName() {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    Deployment.NAMES.forEach(
        name ->
            functions.put(
                name, payload -> Objects.requireNonNull(current.get(name)).invoke(payload)));
    return functions;
  }

  /**
   * Applies the settings and faults of this scenario from now on.
   *
   * @throws io.keystoreconnector.local.FunctionFailedToStart if the settings are not valid
   */
  synchronized void play(Scenario scenario, String region) {
    Map<String, String> environment = scenario.environment();
    Deployment deployment = deployments.get(environment);
    if (deployment == null) {
      deployment = deployed(environment, region);
      deployments.put(environment, deployment);
      if (deployments.size() > MOST_DEPLOYMENTS) {
        deployments.remove(deployments.keySet().iterator().next());
      }
    }
    current =
        FaultyFunction.of(
            scenario, new RealPace(clock).of(deployment.functions(line -> {})), clock.timeline());
  }

  /** The first ones warm up with calls, which load the classes for all later ones. */
  private Deployment deployed(Map<String, String> settings, String region) {
    Map<String, String> environment =
        new LinkedHashMap<>(new LocalCaller(new Endpoint(endpoint)).environment(settings));
    environment.put("aws.region", region);
    environment.put("PRIMING", deployments.isEmpty() ? "on" : "off");
    Deployment deployment = new Deployment(jar, environment);
    deployment.warmUp();
    return deployment;
  }

  /** The faults that have not struck yet. */
  List<FunctionFault> faultsLeft() {
    return current.values().stream().flatMap(function -> function.faultsLeft().stream()).toList();
  }
}
