package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * A run as a scenario that replays it: its circumstances, and its result as the expectation.
 *
 * @param scenario the scenario whose title, story and settings are used
 * @param world at the start of the run, secrets in clear, with everything that was done to it in
 *     the meantime
 * @param faults the faults of functions that were still to come
 * @param input the JSON text with which the run was started
 * @param fleet whether it is one of the state machine for several key stores
 */
public record ScenarioOfRun(
    Scenario scenario,
    Map<String, Object> world,
    List<FunctionFault> faults,
    String input,
    boolean fleet,
    ExecutionResult result) {

  /** The content of the file. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("title", scenario.title());
    json.put("story", scenario.story());
    if (fleet) {
      json.put(PlannedRun.FLEET, true);
    }
    json.put("request", JSON.std.anyFrom(input));
    json.put("settings", settings());
    json.put("world", world);
    json.put("functionFaults", faults.stream().map(FunctionFault::toJson).toList());
    json.put("expect", expectation());
    return json;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    put(settings, "allowedKeyStores", "MANAGED_KEY_STORES", Deployment.EVERYTHING);
    put(settings, "deniedKeyStores", Deployment.DENIED_KEY_STORES, Deployment.NOTHING);
    put(settings, "addHsmKeyStores", "ADD_HSM_KEY_STORES", Deployment.EVERYTHING);
    put(settings, "keyStoreSecrets", "KEY_STORE_SECRETS", Deployment.SECRETS_BY_NAME);
    put(settings, "keyStoreSettings", "KEY_STORE_SETTINGS", Deployment.EVERYTHING);
    put(settings, "canaryKeys", Deployment.CANARY_KEYS, Deployment.NOTHING);
    return settings;
  }

  private void put(Map<String, Object> settings, String field, String variable, String usual) {
    String list = scenario.settings().getOrDefault(variable, usual);
    if (!list.equals(usual)) {
      settings.put(field, list.isEmpty() ? List.of() : Arrays.asList(list.split(",", -1)));
    }
  }

  /** What does not depend on a second more or less: in a replay, functions take no time. */
  private Map<String, @Nullable Object> expectation() {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("status", result.status().name());
    if (result.error() != null) {
      expected.put("error", result.error());
    }
    if (!fleet) {
      // The runs of a fleet may end in another order.
      expected.put(
          "path", result.path().stream().filter(s -> !Expectation.PLUMBING.contains(s)).toList());
    }
    Map<String, Object> report = RunReport.of(result).asWritten();
    if (report != null && report.get("outcome") != null) {
      expected.put("report", Map.of("outcome", report.get("outcome")));
    }
    return expected;
  }
}
