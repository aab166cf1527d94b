package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * No run disconnects a FAILED key store for an update with a secret whose value cannot be a
 * password, or a proxy's credential: then the update cannot be made. The value is that of the
 * version that was current from the look that decided until the call. Only codes for which nothing
 * but the update can help count.
 */
final class BeginsNoRepairThatCannotBeFinished implements Rule {

  private static final Map<String, Set<String>> ONLY_AN_UPDATE_HELPS =
      Map.of(
          "keyStorePasswordSecretId", Set.of("INVALID_CREDENTIALS", "USER_LOCKED_OUT"),
          "xksProxyAuthenticationCredentialSecretId", Set.of());

  private static final Pattern PASSWORD =
      Pattern.compile(
          "\\s*([A-Za-z0-9]{7,32}|\\{\\s*\"password\"\\s*:\\s*\"[A-Za-z0-9]{7,32}\"\\s*\\})\\s*");

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.asks("passwordTold"))
        .flatMap(run -> breaches(run, evidence));
  }

  private static Stream<String> breaches(RunRecord run, Evidence evidence) {
    Map<?, ?> update = Json.object(run.asked().get("update"));
    List<Attempt> attempts = run.attempts();
    return ONLY_AN_UPDATE_HELPS.entrySet().stream()
        .filter(field -> update.get(field.getKey()) instanceof String)
        .flatMap(
            field ->
                run.calls(SeenCall.DISCONNECT).stream()
                    .filter(SeenCall::tookEffect)
                    .filter(call -> call.invocation() < attempts.size())
                    .filter(call -> isFor(field.getValue(), call, run, attempts))
                    .filter(
                        call ->
                            unusable(
                                Json.text(update, field.getKey()), call, run, attempts, evidence))
                    .map(
                        call ->
                            "Run %s disconnected the key store for an update with an unusable"
                                    .formatted(run.name())
                                + " secret."));
  }

  private static boolean isFor(
      Set<String> codes, SeenCall call, RunRecord run, List<Attempt> attempts) {
    return run.lookBefore(attempts.get(call.invocation()))
        .map(look -> new Look(run.callsOf(look)))
        .filter(look -> look.state().equals("FAILED") && codes.contains(look.code()))
        .isPresent();
  }

  private static boolean unusable(
      String secretId, SeenCall call, RunRecord run, List<Attempt> attempts, Evidence evidence) {
    int looked =
        run.lookBefore(attempts.get(call.invocation()))
            .flatMap(look -> new Look(run.callsOf(look)).answered(SeenCall.DESCRIBE))
            .map(SeenCall::position)
            .orElse(0);
    Optional<Map<?, ?>> secret = secret(secretId, evidence.worldAfterwards());
    return secret.isPresent()
        && currentBetween(secretId, secret.get(), looked, call.position(), evidence)
            .allMatch(value -> !PASSWORD.matcher(value).matches());
  }

  /** The values that were current at some time between two positions. */
  private static Stream<String> currentBetween(
      String secretId, Map<?, ?> secret, int from, int to, Evidence evidence) {
    Map<String, String> values = new HashMap<>();
    Json.objects(secret.get("versions"))
        .forEach(it -> values.put(Json.text(it, "versionId"), Json.text(it, "value")));
    String first = current(secretId, evidence);
    String current = first;
    Stream.Builder<String> seen = Stream.builder();
    List<EventRecord> events = evidence.events();
    for (int i = 0; i < to; i++) {
      EventRecord event = events.get(i);
      if (i == from) {
        seen.add(current);
      }
      if (event.event().equals("SECRET_VERSION_PUT")
          && event.subject().equals(Json.text(secret, "name"))) {
        current = String.valueOf(event.details().get("versionId"));
        if (i > from) {
          seen.add(current);
        }
      }
    }
    seen.add(current);
    return seen.build().filter(values::containsKey).map(values::get);
  }

  private static String current(String secretId, Evidence evidence) {
    return secret(secretId, evidence.worldBefore()).stream()
        .flatMap(secret -> Json.objects(secret.get("versions")).stream())
        .filter(it -> it.get("stages") instanceof List<?> all && all.contains("AWSCURRENT"))
        .map(it -> Json.text(it, "versionId"))
        .findFirst()
        .orElse("");
  }

  private static Optional<Map<?, ?>> secret(String id, Map<String, Object> world) {
    for (Map<?, ?> secret : Json.objects(world.get("secrets"))) {
      if (id.equals(secret.get("name")) || id.equals(secret.get("arn"))) {
        return Optional.of(secret);
      }
    }
    return Optional.empty();
  }
}
