package io.keystoreconnector.sandbox.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The version of a secret that was pushed to a key store is not pushed to it again after a connect:
 * invariant 4.
 */
final class PushesNoVersionTwice implements Rule {

  private static final List<String> CREDENTIALS =
      List.of("KeyStorePassword", "XksProxyAuthenticationCredential");

  private record Push(String keyStore, String version, int position) {
    boolean sameAs(Push other) {
      return keyStore.equals(other.keyStore) && version.equals(other.version);
    }
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    List<Push> pushes = new ArrayList<>(appliedBefore(evidence));
    List<String> breaches = new ArrayList<>();
    for (SeenCall call : evidence.calls()) {
      push(call, evidence)
          .ifPresent(
              push -> {
                pushes.stream()
                    .filter(before -> before.sameAs(push) && triedBetween(before, push, evidence))
                    .forEach(before -> breaches.add(sentence(call, push)));
                pushes.add(push);
              });
    }
    return breaches.stream();
  }

  private static String sentence(SeenCall call, Push push) {
    return "Run %s pushed the secret's version %s to %s again."
        .formatted(call.run(), push.version(), push.keyStore());
  }

  private static Optional<Push> push(SeenCall call, Evidence evidence) {
    boolean pushes =
        call.is(SeenCall.UPDATE)
            && call.tookEffect()
            && CREDENTIALS.stream().anyMatch(call.call().parameters()::containsKey);
    return pushes
        ? evidence.calls().stream()
            .filter(read -> read.is(SeenCall.VALUE))
            .filter(read -> read.run().equals(call.run()))
            .filter(read -> read.invocation() == call.invocation())
            .findFirst()
            .map(
                read ->
                    new Push(
                        call.text("CustomKeyStoreId"), read.text("VersionId"), call.position()))
        : Optional.empty();
  }

  /** Versions that bear the label already. */
  private static List<Push> appliedBefore(Evidence evidence) {
    List<Push> applied = new ArrayList<>();
    for (Map<?, ?> secret : Json.objects(evidence.worldBefore().get("secrets"))) {
      for (Map<?, ?> version : Json.objects(secret.get("versions"))) {
        if (version.get("stages") instanceof List<?> stages) {
          stages.stream()
              .map(String::valueOf)
              .filter(stage -> stage.startsWith("applied-"))
              .map(stage -> stage.substring("applied-".length()))
              .forEach(store -> applied.add(new Push(store, Json.text(version, "versionId"), -1)));
        }
      }
    }
    return applied;
  }

  /** Whether KMS may have logged in with it since. */
  private static boolean triedBetween(Push before, Push push, Evidence evidence) {
    return before.position() < 0
        || evidence.events().subList(before.position(), push.position()).stream()
            .anyMatch(
                event ->
                    event.subject().equals(push.keyStore())
                        && "CONNECTING".equals(event.details().get("to")));
  }
}
