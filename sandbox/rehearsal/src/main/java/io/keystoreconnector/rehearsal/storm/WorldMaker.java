package io.keystoreconnector.rehearsal.storm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the world before: key store, clusters, secrets, and how the services behave. */
final class WorldMaker {

  /** How far a guard's information may be out of date: docs/invariants.md, the race. */
  private static final int CALLS_MAY_TAKE = 8;

  private static final List<String> IN_CHANGE =
      List.of("MODIFY_IN_PROGRESS", "ROLLBACK_IN_PROGRESS");

  private static final List<String> CLUSTER_STATES =
      Stream.concat(
              Stream.of("UNINITIALIZED", "UPDATE_IN_PROGRESS", "DELETED", "DEGRADED"),
              IN_CHANGE.stream())
          .toList();

  private final Dice dice;
  private final boolean external;
  private final FaultMaker faults;
  private final PeopleMaker people;
  private final boolean sequence;

  private WorldMaker(
      Dice dice, boolean external, FaultMaker faults, PeopleMaker people, boolean sequence) {
    this.dice = dice;
    this.external = external;
    this.faults = faults;
    this.people = people;
    this.sequence = sequence;
  }

  static WorldMaker ofOneRun(Dice dice, boolean external) {
    return new WorldMaker(
        dice,
        external,
        FaultMaker.ofOneRun(dice, codes(external)),
        PeopleMaker.ofOneRun(dice),
        false);
  }

  /** Worlds in which passwords are wrong more often than in others, and stay wrong. */
  static WorldMaker ofSequence(Dice dice, boolean external, int span) {
    return new WorldMaker(
        dice,
        external,
        FaultMaker.ofSequence(dice, codes(external), span),
        PeopleMaker.ofSequence(dice, span),
        true);
  }

  List<String> codes() {
    return codes(external);
  }

  private static List<String> codes(boolean external) {
    return external ? Vocabulary.XKS_CODES : Vocabulary.CLOUDHSM_CODES;
  }

  Map<String, Object> make() {
    Map<String, Object> world = new LinkedHashMap<>();
    Map<String, Object> store = external ? proxy(store()) : store();
    world.put("settings", settings(store));
    world.put("variants", variants());
    world.put("keyStores", List.of(store));
    world.put("clusters", List.of(cluster(Vocabulary.CLUSTER), cluster(Vocabulary.RELATED)));
    if (dice.percent(80)) {
      world.put("secrets", List.of(secret()));
    }
    world.put("faults", dice.some(5, faults::ofService));
    world.put("people", dice.some(3, people::deed));
    return world;
  }

  private Map<String, Object> settings(Map<String, Object> store) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", dice.between(0, 1 << 20));
    int stale = dice.percent(60) ? 0 : dice.between(1, 20);
    int connect = (int) store.getOrDefault("connectSeconds", 0);
    int disconnect = (int) store.getOrDefault("disconnectSeconds", 0);
    settings.put("staleSeconds", Math.clamp(connect + disconnect - CALLS_MAY_TAKE, 0, stale));
    settings.put("staleness", dice.pick("ALWAYS", "SOMETIMES"));
    settings.put("latencyMillis", dice.percent(70) ? 0 : dice.between(1, 600));
    settings.put("requestsPerSecond", dice.pick(5, 5, 5, 1, 0));
    settings.put("hsmSeconds", dice.between(5, 900));
    return settings;
  }

  private Map<String, Object> variants() {
    Map<String, Object> variants = new LinkedHashMap<>();
    variants.put("connectWhileConnected", dice.pick("ACCEPTED", "INVALID_STATE"));
    variants.put("connectWhileConnecting", dice.pick("ACCEPTED", "INVALID_STATE"));
    variants.put("connectWithoutActiveHsm", dice.pick("FAILS_LATER", "REFUSED"));
    variants.put("connectToDegradedCluster", dice.pick("ACCEPTED", "NOT_ACTIVE"));
    variants.put("fifthFailedLogIn", dice.pick("INVALID_CREDENTIALS", "USER_LOCKED_OUT"));
    variants.put(
        "useWithoutActiveHsm", dice.pick("DEPENDENCY_TIMEOUT", "KMS_INTERNAL", "INVALID_STATE"));
    variants.put("labelMovedToItsOwnVersion", dice.pick("ACCEPTED", "INVALID_PARAMETER"));
    variants.put("deletedClusters", dice.pick("HIDDEN", "SHOWN"));
    variants.put(
        "xksUpdateWhileConnected", dice.pick("ACCEPTED", "ACCEPTED", "ACCEPTED", "INVALID_STATE"));
    return variants;
  }

  private Map<String, Object> store() {
    Map<String, Object> store = new LinkedHashMap<>();
    store.put("id", Vocabulary.STORE_ID);
    store.put("name", "payments");
    store.put("keyArns", List.of(Vocabulary.KEY));
    store.put("connectSeconds", FaultMaker.connectSeconds(dice));
    store.put("disconnectSeconds", dice.pick(dice.between(1, 10), dice.between(10, 90)));
    String state =
        dice.pick(
            "DISCONNECTED",
            "DISCONNECTED",
            "FAILED",
            "FAILED",
            "FAILED",
            "CONNECTED",
            "CONNECTING",
            "DISCONNECTING");
    store.put("state", state);
    if (state.equals("FAILED")) {
      store.put(
          "errorCode", sequence && dice.percent(50) ? "INVALID_CREDENTIALS" : dice.pick(codes()));
    }
    if (state.equals("CONNECTING")) {
      store.put("secondsLeft", dice.percent(10) ? "NEVER" : dice.between(1, 600));
      if (dice.percent(50)) {
        store.put("endsWith", dice.pick(codes()));
      }
    }
    if (!external && dice.percent(sequence ? 65 : 45)) {
      store.put("password", "PlantedStorePass" + dice.between(1, 9));
    }
    return store;
  }

  private Map<String, Object> proxy(Map<String, Object> store) {
    Map<String, Object> told = new LinkedHashMap<>();
    if (dice.percent(40)) {
      told.put("connectivity", "VPC_ENDPOINT_SERVICE");
      told.put("vpcServiceName", RequestMaker.SERVICE);
    }
    store.put("xks", told);
    Map<String, Object> proxy = new LinkedHashMap<>();
    if (dice.percent(10)) {
      proxy.put("vpcServiceOwner", RequestMaker.OWNER);
    }
    if (dice.percent(30)) {
      proxy.put("accessKeyId", RequestMaker.ACCESS_KEY);
      proxy.put("secretAccessKey", RequestMaker.SECRET_KEY);
    }
    if (dice.percent(15)) {
      proxy.put("endpoint", RequestMaker.ENDPOINT);
    }
    if (dice.percent(15)) {
      proxy.put("path", RequestMaker.PATH);
    }
    proxy.put("vpcService", dice.pick("OK", "OK", "OK", "OK", "MISSING", "INVALID"));
    proxy.put(
        "answers",
        dice.pick("OK", "OK", "OK", "OK", "TIMED_OUT", "NOT_REACHABLE", "ACCESS_DENIED"));
    store.put("proxy", proxy);
    return store;
  }

  private Map<String, Object> cluster(String id) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("id", id);
    cluster.put("backupHistory", dice.percent(90) ? "one" : id);
    String state = dice.percent(88) ? "ACTIVE" : dice.pick(CLUSTER_STATES);
    cluster.put("state", state);
    if (IN_CHANGE.contains(state) && dice.percent(80)) {
      cluster.put("change", change());
    }
    cluster.put("subnets", dice.pick("OK", "OK", "OK", "OK", "OK", "OK", "OK", "MISSING", "FULL"));
    cluster.put("kmsuser", user());
    cluster.put("hsms", dice.percent(60) ? (Object) dice.between(0, 3) : hsms());
    return cluster;
  }

  private Map<String, Object> change() {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("hsmType", "hsm2m.medium");
    change.put("secondsLeft", dice.between(1, 1500));
    if (dice.percent(50)) {
      change.put("kmsuser", "PlantedBackupPass1");
    }
    return change;
  }

  private Map<String, Object> user() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("password", PeopleMaker.PASSWORD);
    user.put("failedLogIns", dice.percent(70) ? 0 : dice.between(1, 4));
    user.put("present", dice.percent(94));
    user.put("locked", dice.percent(5));
    user.put("loggedIn", dice.percent(5));
    return user;
  }

  private List<Map<String, Object>> hsms() {
    return dice.some(
        3,
        () -> {
          Map<String, Object> hsm = new LinkedHashMap<>();
          hsm.put(
              "state", dice.pick("ACTIVE", "CREATE_IN_PROGRESS", "DEGRADED", "DELETE_IN_PROGRESS"));
          return hsm;
        });
  }

  private Map<String, Object> secret() {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("name", Vocabulary.SECRET);
    secret.put("deleted", dice.percent(4));
    if (dice.percent(4)) {
      secret.put("encryptedWith", "payments");
    }
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("versionId", "11111111-1111-4111-8111-111111111111");
    version.put("value", value());
    version.put(
        "stages",
        switch (dice.between(0, 9)) {
          case 0, 1 -> List.of("AWSCURRENT", "applied-" + Vocabulary.STORE_ID);
          case 2 -> List.of("AWSPENDING");
          default -> List.of("AWSCURRENT");
        });
    secret.put("versions", List.of(version));
    return secret;
  }

  private Object value() {
    if (dice.percent(sequence ? 25 : 10)) {
      return sequence && dice.percent(50)
          ? PeopleMaker.PASSWORD + "\n"
          : "not usable: Planted!Malformed" + dice.between(1, 9);
    }
    if (external) {
      return Map.of(
          "accessKeyId", RequestMaker.ACCESS_KEY, "secretAccessKey", RequestMaker.SECRET_KEY);
    }
    String password = dice.percent(75) ? PeopleMaker.PASSWORD : "PlantedWrongPass1";
    return dice.percent(70) ? password : Map.of("password", password);
  }
}
