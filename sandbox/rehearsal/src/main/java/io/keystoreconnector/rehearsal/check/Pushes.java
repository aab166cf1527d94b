package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds which call gave which version of a secret to KMS. */
final class Pushes {

  private static final List<String> CREDENTIALS =
      List.of("KeyStorePassword", "XksProxyAuthenticationCredential");

  private Pushes() {}

  /** The calls by which runs gave KMS a version for this store, in order, each with the version. */
  static List<Map.Entry<SeenCall, String>> of(Evidence evidence, String store) {
    return evidence.calls().stream()
        .filter(call -> isPush(call) && call.text("CustomKeyStoreId").equals(store))
        .flatMap(call -> version(call, evidence).map(it -> Map.entry(call, it)).stream())
        .toList();
  }

  private static boolean isPush(SeenCall call) {
    return call.is(SeenCall.UPDATE)
        && call.tookEffect()
        && CREDENTIALS.stream().anyMatch(call.call().parameters()::containsKey);
  }

  /** What the same invocation read before. */
  private static Optional<String> version(SeenCall push, Evidence evidence) {
    return evidence.calls().stream()
        .takeWhile(call -> !call.equals(push))
        .filter(call -> call.is(SeenCall.VALUE) && call.succeeded())
        .filter(call -> call.run().equals(push.run()))
        .filter(call -> call.invocation() == push.invocation())
        .reduce((earlier, later) -> later)
        .flatMap(
            call ->
                Stream.of(
                        Json.text(call.call().parameters(), "VersionId"),
                        Json.text(call.call().result(), "VersionId"))
                    .filter(id -> !id.isEmpty())
                    .findFirst());
  }
}
