package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run is refused as InvalidRequest if and only if its input breaks a rule for requests, or does
 * not fit the key store; the refusal is one line that names the field, and nothing is changed.
 */
final class JudgesRequestsTruly implements Rule {

  private static final String INVALID = "InvalidRequest";
  private static final int LONGEST_MESSAGE = 8_000;

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted())
        .flatMap(
            run ->
                (INVALID.equals(run.result().error())
                        ? refused(run, evidence)
                        : accepted(run).stream())
                    .map(wrong -> "Run %s %s.".formatted(run.name(), wrong)));
  }

  /** A run whose looks all failed has not judged anything. */
  private static Optional<String> accepted(RunRecord run) {
    List<String> broken = RequestRules.brokenBy(run.request());
    return broken.isEmpty() || run.lastLook().isEmpty()
        ? Optional.empty()
        : Optional.of("was not refused: " + broken);
  }

  private static Stream<String> refused(RunRecord run, Evidence evidence) {
    List<String> broken = RequestRules.brokenBy(run.request());
    String message = run.told("message");
    return Stream.of(
            when(broken.isEmpty() && fits(run.asked(), evidence), "was refused: " + message),
            when(
                !broken.isEmpty() && broken.stream().noneMatch(message::contains),
                "does not name any of %s in its message: %s".formatted(broken, message)),
            when(!broken.isEmpty() && looked(run), "called a service"),
            when(run.calls().stream().anyMatch(SeenCall::changes), "changed something"),
            when(
                message.codePoints().anyMatch(Character::isISOControl),
                "has a message with more than one line"),
            when(
                message.length() > LONGEST_MESSAGE,
                "has a message with %d characters".formatted(message.length())))
        .flatMap(Optional::stream);
  }

  /**
   * Whether the step that judges has looked; finding an id and reading the journal come before it.
   */
  private static boolean looked(RunRecord run) {
    return run.attempts().stream().anyMatch(a -> a.isLook() && !run.callsOf(a).isEmpty());
  }

  private static Optional<String> when(boolean so, String sentence) {
    return so ? Optional.of(sentence) : Optional.empty();
  }

  /** Whether the request fits the key store that it names. */
  private static boolean fits(Map<?, ?> request, Evidence evidence) {
    return Json.objects(evidence.worldBefore().get("keyStores")).stream()
        .filter(
            store ->
                Json.text(store, "id").equals(request.get("customKeyStoreId"))
                    || Json.text(store, "name").equals(request.get("customKeyStoreName")))
        .allMatch(
            store ->
                RequestRules.fits(request, store.get("xks") != null)
                    && ownsSecrets(request, store, evidence)
                    && (!Boolean.TRUE.equals(request.get("addHsm"))
                        || evidence.allows(
                            "ADD_HSM_KEY_STORES",
                            Json.text(store, "id"),
                            Json.text(store, "name"))));
  }

  /** Whether the secrets of the update belong to the key store; only names are judged here. */
  private static boolean ownsSecrets(Map<?, ?> request, Map<?, ?> store, Evidence evidence) {
    String rules = evidence.settings().getOrDefault("KEY_STORE_SECRETS", "");
    return rules.equals("*")
        || Stream.of("keyStorePasswordSecretId", "xksProxyAuthenticationCredentialSecretId")
            .map(Json.object(request.get("update"))::get)
            .filter(String.class::isInstance)
            .allMatch(
                secret ->
                    Stream.of(rules.split(","))
                        .anyMatch(rule -> owns(rule, store, String.valueOf(secret))));
  }

  private static boolean owns(String rule, Map<?, ?> store, String secret) {
    String id = Json.text(store, "id");
    String[] sides = rule.split("=", 2);
    if (sides.length < 2 || !(sides[0].equals("*") || sides[0].equals(id))) {
      return false;
    }
    String pattern = sides[1].replace("{name}", Json.text(store, "name")).replace("{id}", id);
    return pattern.endsWith("*")
        ? secret.startsWith(pattern.substring(0, pattern.length() - 1))
        : secret.equals(pattern);
  }
}
