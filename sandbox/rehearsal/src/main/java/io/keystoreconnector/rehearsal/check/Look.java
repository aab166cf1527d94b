package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the services answered to a look. */
record Look(List<SeenCall> calls) {

  /** Errors that concern the caller or the key. */
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "AccessDeniedException",
          "NotFoundException",
          "ThrottlingException",
          "UnsupportedOperationException",
          "ValidationException");

  private static final Set<String> IN_CHANGE = Set.of("MODIFY_IN_PROGRESS", "ROLLBACK_IN_PROGRESS");

  /** The key store as KMS described it; empty if it did not exist. */
  Map<?, ?> store() {
    return answered(SeenCall.DESCRIBE).stream()
        .flatMap(call -> call.items("CustomKeyStores").stream())
        .findFirst()
        .orElse(Map.of());
  }

  String state() {
    return Json.text(store(), "ConnectionState");
  }

  String code() {
    return Json.text(store(), "ConnectionErrorCode");
  }

  boolean external() {
    return Json.text(store(), "CustomKeyStoreType").equals("EXTERNAL_KEY_STORE");
  }

  boolean lookedAtCluster() {
    return answered(SeenCall.CLUSTERS).isPresent();
  }

  /** The cluster as CloudHSM described it; empty if CloudHSM was not asked or it did not exist. */
  Map<?, ?> cluster() {
    return answered(SeenCall.CLUSTERS).stream()
        .flatMap(call -> call.items("Clusters").stream())
        .findFirst()
        .orElse(Map.of());
  }

  /** Whether CloudHSM was changing the HSM type of the cluster. */
  boolean clusterInChange() {
    return IN_CHANGE.contains(Json.text(cluster(), "State"));
  }

  long activeHsms() {
    return Json.objects(cluster().get("Hsms")).stream()
        .filter(hsm -> Json.text(hsm, "State").equals("ACTIVE"))
        .count();
  }

  /** Whether keys in the key store can be used, as far as the look could tell. */
  boolean usable() {
    return state().equals("CONNECTED") && (external() || activeHsms() > 0);
  }

  /** The call by which the look used the key store; empty if it did not. */
  Optional<SeenCall> use() {
    return calls.stream()
        .filter(call -> call.is(SeenCall.GENERATE_RANDOM) || call.is(SeenCall.ENCRYPT))
        .findFirst();
  }

  /** Whether the look used the key store in vain, for a reason that concerns the key store. */
  boolean usedInVain() {
    return use()
        .filter(call -> !call.succeeded())
        .filter(call -> !call.heard() || !SAYS_NOTHING.contains(call.call().error()))
        .isPresent();
  }

  Optional<SeenCall> answered(String operation) {
    return calls.stream().filter(call -> call.is(operation) && call.succeeded()).findFirst();
  }

  Optional<SeenCall> refused(String operation) {
    return calls.stream().filter(call -> call.is(operation) && !call.succeeded()).findFirst();
  }
}
