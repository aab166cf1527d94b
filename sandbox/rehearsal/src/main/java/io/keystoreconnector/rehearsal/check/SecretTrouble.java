package io.keystoreconnector.rehearsal.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a secret. */
final class SecretTrouble {

  private static final String PASSWORD =
      "(?s)[A-Za-z0-9]{7,32}|\\{.*\"(password|KeyStorePassword)\"\\s*:\\s*\"[A-Za-z0-9]{7,32}\".*\\}";

  private static final String PROXY_CREDENTIAL =
      "(?s)\\{.*\"[aA]ccessKeyId\".*\"(s|RawS)ecretAccessKey\".*\\}";

  private SecretTrouble() {}

  /** Whether the run met a secret that is missing, deleted, empty or malformed. */
  static boolean in(RunRecord run, Evidence evidence) {
    return run.calls().stream()
        .filter(call -> call.is(SeenCall.SECRET) || call.is(SeenCall.VALUE))
        .anyMatch(
            call ->
                !call.succeeded()
                    || call.call().result().containsKey("DeletedDate")
                    || (call.is(SeenCall.SECRET) && current(call).isEmpty())
                    || (call.is(SeenCall.VALUE) && malformed(wellFormed(run), evidence)));
  }

  /** Whether the current version has a label that says that it was pushed. */
  static boolean applied(SeenCall describe) {
    return current(describe).stream()
        .map(String::valueOf)
        .anyMatch(label -> label.startsWith("applied-"));
  }

  private static Collection<?> current(SeenCall describe) {
    return Json.object(describe.call().result().get("VersionIdsToStages")).values().stream()
        .filter(List.class::isInstance)
        .map(List.class::cast)
        .filter(labels -> labels.contains("AWSCURRENT"))
        .findFirst()
        .orElse(List.of());
  }

  /** The form that a value must have for the requested update. */
  private static String wellFormed(RunRecord run) {
    return Json.object(run.asked().get("update"))
            .containsKey("xksProxyAuthenticationCredentialSecretId")
        ? PROXY_CREDENTIAL
        : PASSWORD;
  }

  private static boolean malformed(String wellFormed, Evidence evidence) {
    return malformed(wellFormed, "", evidence.world())
        || malformed(wellFormed, "", evidence.worldAfterwards());
  }

  private static boolean malformed(String wellFormed, String name, @Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(e -> malformed(wellFormed, e.getKey().toString(), e.getValue()));
      case List<?> items -> items.stream().anyMatch(item -> malformed(wellFormed, "", item));
      case String text -> name.equals("value") && !text.strip().matches(wellFormed);
      case null, default -> false;
    };
  }
}
