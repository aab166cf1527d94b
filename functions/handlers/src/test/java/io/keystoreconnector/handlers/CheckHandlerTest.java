package io.keystoreconnector.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.UpdateRules;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckHandlerTest {

  private final Twin aws = new Twin();
  private final Invocation invocation = new Invocation();

  @Test
  void looksDecidesAndSaysWhy() {
    Map<String, Object> decision = check("{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE));
    assertThat(decision)
        .containsEntry("action", "Connect")
        .containsEntry("why", "The key store is DISCONNECTED; connecting it, attempt 1 of 3.")
        .containsEntry("act", Map.of("keyStoreId", Twin.STORE))
        .containsEntry("waitSeconds", 10);
    assertThat(invocation.logged.toString())
        .contains("\"execution\":\"arn:x\"", "\"decision\":\"Connect\"", Twin.STORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"customKeyStoreId\": \"cks-1234567890abcdef0\"}", "{}"})
  void everyReportSaysWhichReleaseDecided(String request) {
    assertThat(check(request)).extracting("report.version").isEqualTo(Release.version());
    assertThat(Release.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void findsTheStoreByName() {
    aws.state = ConnectionState.CONNECTED;
    assertThat(check("{\"customKeyStoreName\": \"payments\"}"))
        .containsEntry("action", "Connected");
    assertThat(check("{\"customKeyStoreName\": \"other\"}"))
        .containsEntry("action", "NeedsAPerson")
        .extracting("report.reason")
        .isEqualTo("KEY_STORE_NOT_FOUND");
  }

  @Test
  void remembersFromLookToLook() {
    aws.state = ConnectionState.FAILED;
    aws.code = "INVALID_CREDENTIALS";
    String request =
        "{\"customKeyStoreId\": \"%s\", \"update\": {\"keyStorePasswordSecretId\": \"kmsuser\"}}"
            .formatted(Twin.STORE);
    Map<String, Object> first = check(request);
    assertThat(first).containsEntry("action", "Disconnect");

    aws.state = ConnectionState.DISCONNECTED;
    aws.code = null;
    Map<String, Object> second =
        check(request, first, "{\"outcome\": \"ACCEPTED\", \"error\": \"\", \"detail\": \"\"}", 60);
    assertThat(first.get("proof"))
        .isEqualTo(
            Map.of(
                "keyStoreId",
                Twin.STORE,
                "prove",
                true,
                "settings",
                Map.of(),
                "secret",
                Map.of(
                    "field", "keyStorePasswordSecretId",
                    "secretId", "kmsuser",
                    "versionId", "v2")));
    assertThat(second).containsEntry("action", "Update");
    assertThat(second.get("act"))
        .isEqualTo(
            Map.of(
                "keyStoreId", Twin.STORE,
                "settings", Map.of(),
                "secret",
                    Map.of(
                        "field", "keyStorePasswordSecretId",
                        "secretId", "kmsuser",
                        "versionId", "v2")));
  }

  @Test
  void aStepThatWasCutOffCountsAndOneThatWasThrottledDoesNot() {
    Map<String, Object> first = check("{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE));
    assertThat(attemptsAfter(first, "States.Timeout")).isEqualTo(1);
    assertThat(attemptsAfter(first, Throttled.class.getName())).isEqualTo(0);
    assertThat(attemptsAfter(first, "Lambda.TooManyRequestsException")).isEqualTo(0);
  }

  @Test
  void aThrottledRepetitionOfAStepThatWasCutOffMayHaveBeenCarriedOut() {
    Map<String, Object> first = check("{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE));
    String throttled = "{\"Error\": \"%s\", \"Cause\": \"\", \"retry\": %d}";
    String error = Throttled.class.getName();
    assertThat(attemptsAfterAnswer(first, throttled.formatted(error, 0))).isEqualTo(0);
    assertThat(attemptsAfterAnswer(first, throttled.formatted(error, 1))).isEqualTo(1);
  }

  private @Nullable Object attemptsAfter(Map<String, Object> decision, String error) {
    return attemptsAfterAnswer(decision, "{\"Error\": \"%s\", \"Cause\": \"\"}".formatted(error));
  }

  private @Nullable Object attemptsAfterAnswer(Map<String, Object> decision, String answer) {
    Map<String, Object> next =
        check("{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE), decision, answer, 20);
    return asObject(next.getOrDefault("report", Map.of())).get("attempts");
  }

  @Test
  void anActIsToBeWrittenDownAsTheVersionAfterTheOneThatWasRead() {
    Map<String, Object> decision =
        check(
            "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE),
            Map.of("journal", Map.of("version", 6, "entry", "{\"format\": 1}")),
            "{}",
            0);
    assertThat(asObject(requireNonNull(decision.get("write"))))
        .containsEntry("seen", 6)
        .containsEntry("version", 7)
        .extractingByKey("entry")
        .isEqualTo(
            "{\"format\":1,\"line\":{\"act\":\"Connect\",\"at\":\"2026-01-15T03:00:00Z\",\"run\":\"arn:x\"}}");
  }

  /** Every field, so that none is lost on its way through the state machine. */
  @Test
  void whatWasWrittenDownIsReadAsItWas() {
    String entry =
        "{\"format\":1,\"line\":{\"act\":\"AddHsm\",\"at\":\"2026-01-15T02:00:00Z\",\"run\":\"arn:y\","
            + "\"code\":\"C\",\"secret\":\"s\",\"secretVersion\":\"v1\",\"cluster\":\"c\",\"zone\":\"a\"},"
            + "\"repair\":{\"code\":\"INTERNAL_ERROR\",\"since\":\"2026-01-15T02:00:00Z\",\"run\":\"arn:y\"},"
            + "\"logIns\":{\"failed\":2,\"code\":\"INVALID_CREDENTIALS\",\"at\":\"2026-01-15T02:00:00Z\",\"counted\":true},"
            + "\"told\":{\"secret\":\"s\",\"version\":\"v2\",\"status\":\"INTENDED\",\"at\":\"2026-01-15T02:00:00Z\"},"
            + "\"used\":[\"v0\",\"v1\"],"
            + "\"hsm\":{\"cluster\":\"c\",\"zone\":\"a\",\"id\":\"hsm-1\",\"status\":\"BOUGHT\",\"at\":\"2026-01-15T02:00:00Z\",\"run\":\"arn:y\"}}";
    aws.state = ConnectionState.CONNECTING;
    Map<String, Object> decision =
        check(
            "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE),
            Map.of("journal", Map.of("version", 6, "entry", entry, "unsaved", true)),
            "{}",
            0);
    assertThat(asObject(requireNonNull(decision.get("journal"))))
        .isEqualTo(Map.of("version", 6, "entry", entry, "unsaved", true));
    assertThat(decision).containsEntry("write", Map.of()).containsEntry("action", "Wait");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "{\"format\": 2}",
        "{\"format\": 1, \"repair\": {}}",
        "{\"format\": 1, \"used\": [1]}",
        "{\"format\": 1, \"line\": {\"act\": \"Rotate\", \"at\": \"2026-01-15T02:00:00Z\","
            + " \"run\": \"arn:y\"}}"
      })
  void nothingIsDoneWithAnEntryThatCannotBeRead(String entry) {
    Map<String, Object> decision =
        check(
            "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE),
            Map.of("journal", Map.of("version", 6, "entry", entry)),
            "{}",
            0);
    assertThat(decision).extracting("report.reason").isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(decision)
        .extracting("report.remembered.unavailable")
        .asString()
        .startsWith("This release cannot read its entry");
  }

  /** What an act of another release did must not be guessed. */
  @ParameterizedTest
  @ValueSource(strings = {"steps", "pending"})
  void anActThatThisReleaseDoesNotKnowIsRefused(String field) {
    Map<String, Object> act =
        Map.of(
            "action", "Rotate",
            "why", "because",
            "at", "2026-01-15T03:00:00Z",
            "answer", Map.of("outcome", "ACCEPTED", "error", "", "detail", ""));
    Map<String, Object> progress = Map.of(field, field.equals("steps") ? List.of(act) : act);
    assertThatThrownBy(
            () ->
                check(
                    "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE),
                    Map.of("progress", progress),
                    "{}",
                    20))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("action must be an act that this version knows.");
  }

  @Test
  void onlyTheReportOfADryRunSaysWhatWouldComeNext() {
    String request = "{\"customKeyStoreId\": \"%s\", \"dryRun\": %s}";
    assertThat(check(request.formatted(Twin.STORE, true)))
        .extracting("report.next")
        .isEqualTo("Connect");
    assertThat(asObject(requireNonNull(check(request.formatted(Twin.STORE, false)).get("report"))))
        .doesNotContainKey("next");
  }

  @Test
  void theJournalIsAskedForFirst() {
    Map<String, Object> decision =
        check("{\"customKeyStoreName\": \"payments\"}", Map.of("journal", Map.of()), "{}", 0);
    assertThat(decision)
        .containsEntry("action", "Recall")
        .containsEntry("keyStoreId", Twin.STORE)
        .containsEntry("journal", Map.of());
  }

  /** A name can move to another key store during a run. */
  @Test
  void theIdIsFoundOnceAndTheNameNotAskedAgain() {
    String find = "{\"find\": true, \"request\": %s, \"execution\": \"arn:x\"}";
    assertThat(invocation.of(handler(), find.formatted("{\"customKeyStoreName\": \"payments\"}")))
        .isEqualTo(Map.of("keyStoreId", Twin.STORE));
    assertThat(invocation.of(handler(), find.formatted("{\"customKeyStoreId\": \"cks-7\"}")))
        .isEqualTo(Map.of("keyStoreId", "cks-7"));
    assertThat(invocation.of(handler(), find.formatted("{\"customKeyStoreName\": \"other\"}")))
        .isEqualTo(Map.of("keyStoreId", ""));
    assertThat(invocation.of(handler(), find.formatted("{\"bogus\": 1}")))
        .isEqualTo(Map.of("keyStoreId", ""));
    String look = event("{\"customKeyStoreName\": \"renamed\"}", Map.of(), "{}", 0);
    assertThat(
            invocation.of(
                handler(),
                look.replaceFirst("\\{", "{\"keyStoreId\": \"%s\",".formatted(Twin.STORE))))
        .containsEntry("action", "Connect");
  }

  private static final String SAME = "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE);

  @Test
  void aConnectedKeyStoreIsUsedOnceInEachCheck() {
    aws.state = ConnectionState.CONNECTED;

    Map<String, Object> decision = check(SAME);

    assertThat(decision).containsEntry("action", "Connected");
    assertThat(decision.get("report"))
        .extracting("proved")
        .isEqualTo(Map.of("by", "GenerateRandom", "at", "2026-01-15T03:00:00Z"));
    assertThat(aws.done).containsExactly("generateRandom " + Twin.STORE);
  }

  @Test
  void threeChecksInARowWithoutAUseNeedAPerson() {
    aws.state = ConnectionState.CONNECTED;
    aws.unusable = new Refused("DependencyTimeoutException", "Timed out.");

    Map<String, Object> first = check(SAME);
    Map<String, Object> second = check(SAME, first, "{}", 10);
    Map<String, Object> third = check(SAME, second, "{}", 20);

    assertThat(first).containsEntry("action", "Wait");
    assertThat(second).containsEntry("action", "Wait");
    assertThat(third.get("report"))
        .extracting("reason", "message")
        .containsExactly(
            "CONNECTED_BUT_UNUSABLE",
            "KMS reports CONNECTED, but the key store could not be used in 3 checks in a row:"
                + " GenerateRandom ended with DependencyTimeoutException, Timed out.");
  }

  @ParameterizedTest
  @MethodSource
  void whatSaysNothingAboutTheKeyStoreIsAWarning(RuntimeException answer, String warning) {
    aws.state = ConnectionState.CONNECTED;
    aws.unusable = answer;

    Map<String, Object> decision = check(SAME);

    assertThat(decision).containsEntry("action", "Connected");
    assertThat(decision.get("report"))
        .extracting("warnings")
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("It was not proved that the keys can be used. " + warning);
    assertThat(asObject(requireNonNull(decision.get("report")))).doesNotContainKey("proved");
  }

  static Stream<Arguments> whatSaysNothingAboutTheKeyStoreIsAWarning() {
    return Stream.of(
        arguments(NoUsableAnswer.denied("AWS denied it."), "AWS denied it."),
        arguments(
            NoUsableAnswer.throttled("kms:GenerateRandom"), "AWS throttled kms:GenerateRandom."),
        arguments(
            new Refused("UnsupportedOperationException", "Not here."),
            "GenerateRandom ended with UnsupportedOperationException, Not here."));
  }

  @Test
  void aCanaryKeyIsTriedInPlaceOfARandomByte() {
    aws.state = ConnectionState.CONNECTED;
    Settings settings =
        Settings.from(
            Map.of(
                    Settings.MANAGED_KEY_STORES,
                    "*",
                    Settings.CANARY_KEYS,
                    "cks-0=arn:0, " + Twin.STORE + "=arn:a:b")
                ::get);
    CheckHandler handler = new CheckHandler(aws.keyStores, aws.clusters, aws.secrets, settings);

    Map<String, Object> decision = invocation.of(handler, event(SAME, Map.of(), "{}", 0));

    assertThat(aws.done).containsExactly("encrypt arn:a:b");
    assertThat(decision.get("report")).extracting("proved").extracting("by").isEqualTo("Encrypt");
  }

  @Test
  void theLongestReportFitsIntoTheCauseOfAFailedExecution() {
    Map<String, Object> step =
        Map.of(
            "action", "Connect",
            "at", "2026-01-15T03:00:00.123456789Z",
            "why", "x".repeat(200),
            "secretVersion", "x".repeat(64),
            "answer",
                Map.of(
                    "outcome", "REFUSED",
                    "error", "CustomKeyStoreInvalidStateException",
                    "detail", "x".repeat(5_000)));
    Map<String, Object> failure =
        Map.of("code", "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION", "at", step.get("at"));
    Map<String, Object> progress =
        Map.of(
            "steps", Collections.nCopies(214, step), "failures", Collections.nCopies(50, failure));
    Object report =
        check(
                "{\"customKeyStoreId\": \"%s\"}".formatted(Twin.STORE),
                Map.of("progress", progress),
                "{}",
                1190)
            .get("report");
    assertThat(report).extracting("outcome").isEqualTo("NEEDS_A_PERSON");
    // The rest is reserved for what the state machine adds.
    assertThat(Json.text(asObject(requireNonNull(report)))).hasSizeLessThan(32_768 - 3_000);
  }

  @Test
  void aBadRequestEndsBeforeAnythingIsLookedAt() {
    assertThat(check("{\"customKeyStoreId\": \"cks-1\", \"pollSeconds\": 1, \"retries\": 2}"))
        .containsEntry("action", "InvalidRequest")
        .extracting("why")
        .asString()
        .contains("pollSeconds must be a whole number from 5 to 60.", "retries is not a field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "{'a': 1}", "{\"a\": 1} x"})
  void whatIsNoEventHasANameForIt(String event) {
    assertThatThrownBy(() -> invocation.of(handler(), event)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void nonsenseNestedDeeplyHasANameForIt() {
    String deep = "{\"request\": " + "[".repeat(100_000);
    assertThatThrownBy(() -> invocation.of(handler(), deep)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void arbitraryBytesNeverEndInAnUnnamedError() {
    Random random = new Random(1);
    byte[] valid =
        event("{\"customKeyStoreId\": \"cks-1\"}", Map.of(), "{}", 0)
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = valid.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        invocation.of(handler(), bytes);
      } catch (InvalidRequest expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  private CheckHandler handler() {
    return new CheckHandler(
        aws.keyStores,
        aws.clusters,
        aws.secrets,
        new Settings(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING, false));
  }

  private Map<String, Object> check(String request) {
    return invocation.of(handler(), event(request, Map.of(), "{}", 0));
  }

  private Map<String, Object> check(
      String request, Map<String, Object> before, String answer, int second) {
    return invocation.of(handler(), event(request, before, answer, second));
  }

  private static String event(
      String request, Map<String, Object> before, String answer, int second) {
    Object progress = before.getOrDefault("progress", Map.of("steps", List.of()));
    return """
    {"request": %s, "progress": %s, "answer": %s, "journal": %s, "execution": "arn:x",
     "now": "2026-01-15T03:%02d:%02dZ", "startedAt": "2026-01-15T03:00:00.123Z"}
    """
        .formatted(
            request,
            Json.text(asObject(progress)),
            answer,
            Json.text(journal(before)),
            second / 60,
            second % 60);
  }

  /** The state machine's copy after it has written down what it was given. */
  private static Map<String, Object> journal(Map<String, Object> before) {
    Map<String, Object> written = asObject(before.getOrDefault("write", Map.of()));
    return written.isEmpty()
        ? asObject(before.getOrDefault("journal", Map.of("version", 0)))
        : Map.of(
            "version", requireNonNull(written.get("version")),
            "entry", requireNonNull(written.get("entry")));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> asObject(Object json) {
    return (Map<String, Object>) json;
  }
}
