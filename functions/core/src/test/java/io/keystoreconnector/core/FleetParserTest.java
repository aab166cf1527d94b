package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.keystoreconnector.core.FleetParser.Parsed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule for the request of a fleet, with the sentence for a violation. */
class FleetParserTest {

  private static final String WORDS =
      "keyStores must be a list of 1 to 100 ids, names or patterns such as prod-*, each a string of"
          + " 1 to 256 characters with no control characters.";

  private static Map<String, @Nullable Object> with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("keyStores", List.of("*"));
    request.put(field, value);
    return request;
  }

  private static List<String> problems(@Nullable Object request) {
    return FleetParser.parse(request) instanceof Parsed.Invalid invalid
        ? invalid.problems()
        : List.of();
  }

  private static FleetRequest valid(Object request) {
    return assertThat(FleetParser.parse(request))
        .asInstanceOf(type(Parsed.Valid.class))
        .actual()
        .request();
  }

  @Test
  void itNeedsAnObject() {
    assertThat(problems(List.of()))
        .containsExactly(
            "The request must be a JSON object such as {\"keyStores\": [\"*\"]}, of at most 32,768"
                + " characters.");
  }

  @Test
  void itNeedsAtLeastOneWord() {
    assertThat(problems(Map.of())).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of()))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", null))).containsExactly(WORDS);
  }

  @Test
  void eachWordIsAStringOfCharacters() {
    assertThat(problems(with("keyStores", "*"))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of("*", 7)))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of(" ")))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of("a\u0007")))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of("a".repeat(257))))).containsExactly(WORDS);
    assertThat(problems(with("keyStores", List.of("a".repeat(256))))).isEmpty();
  }

  @Test
  void thereAreAtMostAHundredWords() {
    assertThat(problems(with("keyStores", Collections.nCopies(100, "a")))).isEmpty();
    assertThat(problems(with("keyStores", Collections.nCopies(101, "a")))).containsExactly(WORDS);
  }

  @Test
  void anUnknownFieldIsNamedWithTheOneThatWasProbablyMeant() {
    assertThat(problems(with("dryrun", true)))
        .containsExactly(
            "dryrun is not a field of the request of a fleet; allowed are keyStores,"
                + " whenDisconnected, update, addHsm, maxAttempts, windowSeconds, pollSeconds,"
                + " dryRun. Did you mean dryRun?");
  }

  @ParameterizedTest
  @CsvSource({"customKeyStoreId", "customKeyStoreName"})
  void oneKeyStoreIsNotAFieldOfIt(String field) {
    assertThat(problems(with(field, "payments")))
        .singleElement()
        .asString()
        .startsWith(field + " is not a field of the request of a fleet;");
  }

  @Test
  void noFleetConfirmsThatAPasswordWasTold() {
    assertThat(problems(with("passwordTold", true)))
        .containsExactly(
            "passwordTold is a confirmation about one key store: start a run for that key store.");
  }

  @Test
  void theOtherFieldsFollowTheRulesOfARun() {
    assertThat(problems(with("windowSeconds", 7)))
        .containsExactly("windowSeconds must be a whole number from 120 to 1200.");
    assertThat(problems(with("whenDisconnected", "SLEEP")))
        .containsExactly("whenDisconnected must be CONNECT or LEAVE.");
    assertThat(problems(with("update", "x")))
        .containsExactly("update must be an object with the allowed changes.");
  }

  @Test
  void aSettingOfOneKeyStoreIsRefused() {
    assertThat(problems(with("update", Map.of("xksProxyUriPath", "/kms/xks/v1"))))
        .containsExactly(
            "update.xksProxyUriPath is a setting of one key store: start a run for that key"
                + " store.");
  }

  @Test
  void aSecretIsNamedByTheKeyStore() {
    String rule =
        "update.keyStorePasswordSecretId must be a string with {name} or {id} in it, because a"
            + " secret belongs to one key store.";
    assertThat(problems(with("update", Map.of("keyStorePasswordSecretId", "kmsuser"))))
        .containsExactly(rule);
    assertThat(problems(with("update", Map.of("keyStorePasswordSecretId", 7))))
        .containsExactly(rule);
    assertThat(problems(with("update", Map.of("keyStorePasswordSecretId", "{id}/kmsuser"))))
        .isEmpty();
  }

  @Test
  void anUpdateThatNamesNoSecretIsRefused() {
    assertThat(problems(with("update", Map.of("when", "BEFORE_CONNECT"))))
        .containsExactly("update must name at least one setting to change.");
    assertThat(problems(with("update", Map.of())))
        .containsExactly("update must name at least one setting to change.");
  }

  @Test
  void noSentenceRepeatsAValue() {
    assertThat(problems(with("update", Map.of("keyStorePasswordSecretId", "Pa55word{name} "))))
        .singleElement()
        .asString()
        .contains("update.keyStorePasswordSecretId")
        .doesNotContain("Pa55word");
  }

  @Test
  void eachKeyStoreGetsWhatFitsItWithItsOwnSecret() {
    FleetRequest request =
        valid(
            Map.of(
                "keyStores",
                List.of("*"),
                "addHsm",
                true,
                "update",
                Map.of(
                    "keyStorePasswordSecretId", "{name}/kmsuser",
                    "xksProxyAuthenticationCredentialSecretId", "{id}/xks",
                    "when", "BEFORE_CONNECT")));

    assertThat(request.requestFor(new ListedKeyStore("cks-1", "a", KeyStoreType.AWS_CLOUDHSM)))
        .isEqualTo(
            Map.of(
                "customKeyStoreId",
                "cks-1",
                "addHsm",
                true,
                "update",
                Map.of("keyStorePasswordSecretId", "a/kmsuser", "when", "BEFORE_CONNECT")));
    assertThat(
            request.requestFor(new ListedKeyStore("cks-2", "b", KeyStoreType.EXTERNAL_KEY_STORE)))
        .containsEntry(
            "update",
            Map.of(
                "xksProxyAuthenticationCredentialSecretId", "cks-2/xks", "when", "BEFORE_CONNECT"));
    assertThat(request.requestFor(new ListedKeyStore("cks-3", "c", null)))
        .isEqualTo(Map.of("customKeyStoreId", "cks-3", "addHsm", true));
  }

  @Test
  void manyProblemsAreCounted() {
    Map<String, Object> request = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      request.put("field" + i, 1);
    }
    assertThat(problems(request)).hasSize(21).last().isEqualTo("And 11 more.");
  }
}
