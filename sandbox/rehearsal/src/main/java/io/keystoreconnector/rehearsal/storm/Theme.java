package io.keystoreconnector.rehearsal.storm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sequence is about. Too few purely random worlds are sound enough to test what a connector
 * must remember from run to run; those of a theme have one problem, and mostly no other.
 */
enum Theme {
  /** Anything. */
  ANY,
  /** KMS has another password than the cluster, and a secret has any value. */
  PASSWORD,
  /** The cluster has no active HSM, and runs may buy one. */
  HSM;

  private static final List<String> OF_SECRETS =
      List.of("UpdateCustomKeyStore", "GetSecretValue", "DescribeSecret", "ConnectCustomKeyStore");

  static Theme by(Dice dice, boolean external) {
    return external ? ANY : dice.pick(ANY, ANY, PASSWORD, PASSWORD, HSM);
  }

  /** Changes a request so that it fits. */
  Map<String, Object> request(Dice dice, Map<String, Object> request) {
    if (this == ANY) {
      return request;
    }
    Map<String, Object> fitting = new LinkedHashMap<>(request);
    fitting.remove("dryRun");
    if (dice.percent(80)) {
      fitting.remove("windowSeconds");
    }
    if (this == HSM) {
      fitting.put("addHsm", dice.percent(85));
    } else if (dice.percent(80)) {
      fitting.put("update", update(dice));
    }
    return fitting;
  }

  private static Map<String, Object> update(Dice dice) {
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("keyStorePasswordSecretId", Vocabulary.SECRET);
    if (dice.percent(20)) {
      update.put("when", "BEFORE_CONNECT");
    }
    return update;
  }

  /** Changes a world so that it has this problem. */
  void change(Dice dice, Map<String, Object> world) {
    if (this == ANY) {
      return;
    }
    Map<String, Object> store = first(world, "keyStores");
    Map<String, Object> cluster = first(world, "clusters");
    store.put("connectSeconds", dice.between(9, 200));
    store.keySet().removeAll(List.of("secondsLeft", "endsWith", "errorCode"));
    cluster.put("state", "ACTIVE");
    cluster.remove("change");
    cluster.put("subnets", "OK");
    cluster.put("kmsuser", user(dice));
    if (this == HSM) {
      withoutHsm(dice, store, cluster);
    } else {
      withoutPassword(dice, store, cluster, world);
    }
  }

  private static Map<String, Object> user(Dice dice) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("password", PeopleMaker.PASSWORD);
    user.put("failedLogIns", dice.pick(0, 0, 1));
    return user;
  }

  private static void withoutHsm(
      Dice dice, Map<String, Object> store, Map<String, Object> cluster) {
    failed(store, dice.pick("CONNECTED", "DISCONNECTED", "FAILED"), "INSUFFICIENT_CLOUDHSM_HSMS");
    store.remove("password");
    cluster.put(
        "hsms",
        dice.pick(
            List.of(
                0,
                0,
                0,
                List.of(Map.of("state", "DEGRADED")),
                List.of(Map.of("state", "DELETE_IN_PROGRESS")))));
  }

  private static void withoutPassword(
      Dice dice,
      Map<String, Object> store,
      Map<String, Object> cluster,
      Map<String, Object> world) {
    failed(store, dice.pick("FAILED", "FAILED", "DISCONNECTED"), "INVALID_CREDENTIALS");
    store.put("password", "PlantedStorePass1");
    cluster.put("hsms", dice.between(1, 3));
    world.put("secrets", List.of(secret(dice)));
    List<Object> faults = new ArrayList<>();
    if (world.get("faults") instanceof List<?> made) {
      faults.addAll(made.subList(0, Math.min(1, made.size())));
    }
    if (dice.percent(30)) {
      faults.add(
          Map.of(
              "fault", dice.pick("ACCESS_DENIED", "THROTTLE", "SERVER_ERROR", "LOST_RESPONSE"),
              "operation", dice.pick(OF_SECRETS),
              "count", dice.pick(List.of(1, 3, "ALL"))));
    }
    world.put("faults", faults);
  }

  private static void failed(Map<String, Object> store, String state, String code) {
    store.put("state", state);
    if (state.equals("FAILED")) {
      store.put("errorCode", code);
    }
  }

  private static Map<String, Object> secret(Dice dice) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("versionId", "11111111-1111-4111-8111-111111111111");
    version.put(
        "value",
        dice.pick(
            List.of(
                PeopleMaker.PASSWORD,
                PeopleMaker.PASSWORD + "\n",
                "PlantedWrongPass1",
                "not usable: Planted!Malformed1",
                Map.of("pasword", PeopleMaker.PASSWORD),
                Map.of(
                    "accessKeyId",
                    RequestMaker.ACCESS_KEY,
                    "secretAccessKey",
                    RequestMaker.SECRET_KEY))));
    version.put("stages", List.of("AWSCURRENT"));
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("name", Vocabulary.SECRET);
    secret.put("versions", List.of(version));
    return secret;
  }

  @SuppressWarnings("unchecked") // the maker of the world has put objects there
  private static Map<String, Object> first(Map<String, Object> world, String list) {
    return ((List<Map<String, Object>>) world.getOrDefault(list, List.of())).getFirst();
  }
}
