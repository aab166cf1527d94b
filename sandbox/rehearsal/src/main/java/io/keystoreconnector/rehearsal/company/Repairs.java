package io.keystoreconnector.rehearsal.company;

import io.keystoreconnector.rehearsal.check.Evidence;
import io.keystoreconnector.rehearsal.check.RunRecord;
import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Plays the repairs of FAILED key stores with the real workflow, the real functions and the real
 * quota of KMS, as {@code runOnFailed} starts them.
 */
final class Repairs {

  /** Each with another time for its connect. */
  private static final int ALONE = 20;

  private static final int ACCOUNTS_TOGETHER = 2;
  private static final String DIGITS = "abcdefghij";

  private Repairs() {}

  /** Repairs of one key store at a time, over the whole range of times that a connect takes. */
  static List<Repair> alone(Rehearsal rehearsal) {
    List<Scenario> scenarios =
        IntStream.range(0, ALONE)
            .mapToObj(i -> scenario(List.of(Assumed.connectSeconds(i, ALONE)), 1))
            .toList();
    List<Repair> all = new ArrayList<>();
    rehearsal.play(scenarios, Repairs::read).forEach(all::addAll);
    return all;
  }

  /** For each of some accounts, the repairs of all its key stores, which start at once. */
  static List<List<Repair>> together(Rehearsal rehearsal, SplittableRandom random) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS_TOGETHER; i++) {
      List<Integer> connects = new ArrayList<>();
      for (int store = 0; store < Assumed.STORES; store++) {
        connects.add(
            random.nextInt(connects.size() + 1), Assumed.connectSeconds(store, Assumed.STORES));
      }
      scenarios.add(scenario(connects, random.nextInt(1 << 20)));
    }
    List<List<Repair>> all = new ArrayList<>();
    rehearsal.play(scenarios, Repairs::read).forEach(all::add);
    return all;
  }

  private static Scenario scenario(List<Integer> connects, int seed) {
    List<Map<String, Object>> runs = new ArrayList<>();
    List<Map<String, Object>> stores = new ArrayList<>();
    List<Map<String, Object>> clusters = new ArrayList<>();
    for (int store = 0; store < connects.size(); store++) {
      String cluster = "cluster-company" + DIGITS.charAt(store) + "2345";
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("id", id(store));
      made.put("name", "store-" + store);
      made.put("state", "FAILED");
      made.put("errorCode", "INTERNAL_ERROR");
      made.put("connectSeconds", connects.get(store));
      made.put("cluster", cluster);
      stores.add(made);
      clusters.add(Map.of("id", cluster));
      runs.add(
          Map.of(
              "at",
              0,
              "request",
              Map.of("customKeyStoreId", id(store), "whenDisconnected", "LEAVE")));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", "Key stores that have failed");
    json.put("story", "A run starts for each.");
    json.put("runs", runs);
    json.put(
        "world",
        Map.of(
            "settings",
            Map.of("seed", seed, "latencyMillis", Assumed.CALL_MILLIS),
            "keyStores",
            stores,
            "clusters",
            clusters));
    json.put("interleaving", seed);
    json.put("expect", Map.of("status", "SUCCEEDED"));
    return Scenarios.of("company", json);
  }

  private static String id(int store) {
    return "cks-0123456789abcde" + DIGITS.charAt(store) + "0";
  }

  private static List<Repair> read(Rehearsed rehearsed) {
    Evidence evidence = Objects.requireNonNull(rehearsed.evidence());
    return evidence.runs().stream().map(run -> repair(run, evidence)).toList();
  }

  private static Repair repair(RunRecord run, Evidence evidence) {
    Map<?, ?> request = (Map<?, ?>) Objects.requireNonNull(run.request());
    String store = String.valueOf(request.get("customKeyStoreId"));
    double connected =
        evidence.events().stream()
            .filter(event -> event.subject().equals(store))
            .filter(event -> "CONNECTED".equals(event.details().get("to")))
            .mapToDouble(event -> event.atMillis() / 1000.0)
            .findFirst()
            .orElseThrow();
    return new Repair(
        connected,
        run.outcome().equals("CONNECTED"),
        run.result().transitions(),
        run.calls().stream()
            .map(SeenCall::call)
            .filter(call -> call.service().equals("kms"))
            .map(
                call ->
                    new KmsRequest(
                        call.atMillis() / 1000.0,
                        call.operation(),
                        "ThrottlingException".equals(call.error())))
            .toList());
  }
}
