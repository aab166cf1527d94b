package io.keystoreconnector.rehearsal.storm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes cases of fleets: one to ten key stores, each in a state of its own, which share the quota
 * of the account, and one or two executions for several of them, perhaps beside a run for one.
 */
final class FleetMaker {

  private static final int MOST_STORES = 10;
  private static final int REAL_QUOTA = 5;

  private final Dice dice;
  private final int stores;

  FleetMaker(Dice dice) {
    this.dice = dice;
    this.stores = dice.pick(dice.between(1, 3), dice.between(1, MOST_STORES));
  }

  /** Adds world, settings, faults and runs to a case. */
  void addTo(Map<String, Object> json) {
    json.put("runs", runs());
    json.put("world", world());
    json.put("settings", settings());
    FaultMaker faults = FaultMaker.ofOneRun(dice, Vocabulary.CLOUDHSM_CODES);
    json.put("functionFaults", dice.some(2, faults::ofFunction));
  }

  /** As STORE_ID, but with another last digit. */
  private static String id(int store) {
    return Vocabulary.STORE_ID.substring(0, Vocabulary.STORE_ID.length() - 1) + store;
  }

  private static String cluster(int store) {
    return "cluster-fleet" + "abcdefghij".charAt(store) + "23456";
  }

  private static boolean isProd(int store) {
    return store % 2 == 0;
  }

  private static String name(int store) {
    return (isProd(store) ? "prod-" : "test-") + store;
  }

  private List<Map<String, Object>> runs() {
    List<Map<String, Object>> runs = new ArrayList<>();
    runs.add(fleet());
    if (dice.percent(30)) {
      runs.add(0, one());
      runs.getLast().put("beside", dice.pick(0, dice.between(0, 120)));
    } else if (dice.percent(30)) {
      Map<String, Object> again = fleet();
      again.put(dice.percent(40) ? "beside" : "after", dice.between(0, 300));
      runs.add(again);
    }
    return runs;
  }

  private Map<String, Object> one() {
    Map<String, Object> request = common();
    request.put("customKeyStoreId", id(dice.between(0, stores - 1)));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("request", request);
    return run;
  }

  private Map<String, Object> fleet() {
    Map<String, Object> request = common();
    request.put("keyStores", words());
    if (dice.percent(40)) {
      Map<String, Object> update = new LinkedHashMap<>();
      update.put("keyStorePasswordSecretId", "{name}/kmsuser");
      if (dice.percent(30)) {
        update.put("when", "BEFORE_CONNECT");
      }
      request.put("update", update);
    }
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("fleet", true);
    run.put("request", request);
    if (dice.percent(8)) {
      run.put("stopsAfter", dice.between(0, 400));
    }
    return run;
  }

  private List<String> words() {
    return switch (dice.between(0, 9)) {
      case 0 -> List.of("prod-*");
      case 1 -> List.of("prod-*", "test-*");
      case 2 -> List.of(name(dice.between(0, stores - 1)), "prod-*");
      case 3 -> List.of(id(dice.between(0, stores - 1)));
      case 4 -> List.of("*-0", "nobody-*");
      default -> List.of("*");
    };
  }

  private Map<String, Object> common() {
    Map<String, Object> request = new LinkedHashMap<>();
    if (dice.percent(25)) {
      request.put("whenDisconnected", "LEAVE");
    }
    if (dice.percent(30)) {
      request.put("addHsm", true);
    }
    if (dice.percent(30)) {
      request.put("maxAttempts", dice.between(1, 3));
    }
    if (dice.percent(30)) {
      request.put("windowSeconds", dice.pick(120, dice.between(120, 600)));
    }
    if (dice.percent(6)) {
      request.put("dryRun", true);
    }
    request.put("pollSeconds", dice.pick(dice.between(5, 60), dice.between(30, 60)));
    return request;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (dice.percent(25)) {
      settings.put("allowedKeyStores", dice.percent(30) ? List.of("prod-*") : allowed());
    }
    if (dice.percent(15)) {
      settings.put(
          "deniedKeyStores",
          List.of(dice.pick("test-*", name(dice.between(0, stores - 1)), id(0))));
    }
    return settings;
  }

  private List<String> allowed() {
    List<String> allowed = new ArrayList<>();
    for (int store = 0; store < stores; store++) {
      if (dice.percent(60)) {
        allowed.add(id(store));
      }
    }
    return allowed.isEmpty() ? List.of("cks-another") : allowed;
  }

  private Map<String, Object> world() {
    List<Map<String, Object>> keyStores = new ArrayList<>();
    List<Map<String, Object>> clusters = new ArrayList<>();
    List<Map<String, Object>> secrets = new ArrayList<>();
    for (int store = 0; store < stores; store++) {
      Map<String, Object> made = store(store);
      keyStores.add(made);
      if (dice.percent(25)) {
        made.put("xks", Map.of());
        made.remove("password");
      } else {
        made.put("cluster", cluster(store));
        clusters.add(cluster(dice, store));
        secrets.add(secret(store));
      }
    }
    Map<String, Object> world = new LinkedHashMap<>();
    world.put(
        "settings", Map.of("seed", dice.between(0, 1 << 20), "requestsPerSecond", REAL_QUOTA));
    world.put("keyStores", keyStores);
    world.put("clusters", clusters);
    world.put("secrets", secrets);
    world.put("faults", dice.some(4, FaultMaker.ofOneRun(dice, Vocabulary.XKS_CODES)::ofService));
    world.put("people", dice.some(3, () -> deed(clusters)));
    return world;
  }

  private Map<String, Object> store(int store) {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("id", id(store));
    made.put("name", name(store));
    made.put("connectSeconds", FaultMaker.connectSeconds(dice));
    String state =
        dice.pick(
            "DISCONNECTED", "DISCONNECTED", "DISCONNECTED", "FAILED", "CONNECTED", "CONNECTING");
    made.put("state", state);
    if (state.equals("FAILED")) {
      made.put("errorCode", dice.pick("INTERNAL_ERROR", "NETWORK_ERRORS", "INVALID_CREDENTIALS"));
    }
    if (dice.percent(25)) {
      made.put("password", "PlantedStorePass" + dice.between(1, 9));
    }
    return made;
  }

  private static Map<String, Object> cluster(Dice dice, int store) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("id", cluster(store));
    cluster.put("kmsuser", Map.of("password", PeopleMaker.PASSWORD));
    cluster.put("hsms", dice.pick(0, 1, 1, 2));
    return cluster;
  }

  private Map<String, Object> secret(int store) {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("name", name(store) + "/kmsuser");
    secret.put("value", dice.pick(PeopleMaker.PASSWORD, PeopleMaker.PASSWORD, "PlantedWrongPass1"));
    return secret;
  }

  private Map<String, Object> deed(List<Map<String, Object>> clusters) {
    Map<String, Object> deed = new LinkedHashMap<>();
    deed.put("at", dice.pick(dice.between(0, 120), dice.between(0, 1200)));
    if (!clusters.isEmpty() && dice.percent(40)) {
      deed.put("does", dice.pick("ADD_HSM", "KILL_HSM"));
      deed.put("cluster", String.valueOf(dice.pick(clusters).get("id")));
    } else {
      deed.put("does", dice.pick("CONNECT", "DISCONNECT"));
      deed.put("keyStore", name(dice.between(0, stores - 1)));
    }
    return deed;
  }
}
