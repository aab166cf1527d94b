package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keystoreconnector.core.RequestParser.Parsed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule for a request, with the sentence for a violation. */
class RequestParserTest {

  private static final String ID = "customKeyStoreId";
  private static final String NO_OBJECT =
      "The request must be a JSON object such as {\"customKeyStoreId\": \"cks-…\"}, of at most"
          + " 32,768 characters.";
  private static final String EXACTLY_ONE =
      "Exactly one of customKeyStoreId and customKeyStoreName must be given.";
  private static final String FIELDS =
      " is not a field of the request; allowed are customKeyStoreId, customKeyStoreName,"
          + " whenDisconnected, update, addHsm, maxAttempts, windowSeconds, pollSeconds, dryRun,"
          + " passwordTold.";
  private static final String UPDATE_FIELDS =
      " is not a field of update; allowed are cloudHsmClusterId, keyStorePasswordSecretId, when,"
          + " xksProxyAuthenticationCredentialSecretId, xksProxyConnectivity, xksProxyUriEndpoint,"
          + " xksProxyUriPath, xksProxyVpcEndpointServiceName, xksProxyVpcEndpointServiceOwner.";
  private static final String NOTHING = "update must name at least one setting to change.";
  private static final String CLUSTER_RULE =
      "update.cloudHsmClusterId must be a cluster id such as cluster-2a3b4c5d6e7 (cluster- and 11"
          + " to 16 letters or digits 2 to 7).";
  private static final String ENDPOINT_RULE =
      "update.xksProxyUriEndpoint must be https:// and a host name, 10 to 128 characters, without a"
          + " port or path.";
  private static final String PATH_RULE =
      "update.xksProxyUriPath must be a path that ends in /kms/xks/v1, 10 to 128 characters.";
  private static final String SERVICE_RULE =
      "update.xksProxyVpcEndpointServiceName must be a service name such as"
          + " com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718, or an empty string with"
          + " xksProxyConnectivity PUBLIC_ENDPOINT.";
  private static final String OWNER_RULE =
      "update.xksProxyVpcEndpointServiceOwner must be the 12 digits of the AWS account that owns"
          + " the VPC endpoint service, as a string.";
  private static final String WHEN_RULE = "update.when must be ON_FAILURE, BEFORE_CONNECT or NOW.";
  private static final String NOT_NOW =
      ", which KMS changes only while the key store is DISCONNECTED: use BEFORE_CONNECT, or name"
          + " only xksProxyUriPath and xksProxyAuthenticationCredentialSecretId.";
  private static final String SECRET_RULE =
      " must be the name or ARN of a secret in Secrets Manager (letters, digits and /_+=.@:-).";
  private static final String CONNECTIVITY_RULE =
      "update.xksProxyConnectivity must be PUBLIC_ENDPOINT or VPC_ENDPOINT_SERVICE.";

  @ParameterizedTest
  @MethodSource({"wholes", "names", "switches", "numbers", "updates", "updateValues"})
  void aBreachIsNamedWithWhatIsAllowed(@Nullable Object json, String problem) {
    assertThat(RequestParser.parse(json)).isEqualTo(new Parsed.Invalid(List.of(problem)));
  }

  static Stream<Arguments> wholes() {
    return Stream.of(
        arguments(null, NO_OBJECT),
        arguments("cks-1", NO_OBJECT),
        arguments(List.of(), NO_OBJECT),
        arguments(7, NO_OBJECT),
        arguments(1.5, NO_OBJECT),
        arguments(true, NO_OBJECT),
        arguments(Map.of(), EXACTLY_ONE),
        arguments(with("speed", 1), "speed" + FIELDS),
        arguments(with("speed", null), "speed" + FIELDS),
        arguments(with("MaxAttempts", 3), "MaxAttempts" + FIELDS + " Did you mean maxAttempts?"),
        arguments(with("pollSecond", 5), "pollSecond" + FIELDS + " Did you mean pollSeconds?"),
        arguments(
            with("cloudHsmClusterId", Given.CLUSTER),
            "cloudHsmClusterId" + FIELDS + " cloudHsmClusterId belongs in update."),
        arguments(
            with("KeyStorePasswordSecretId", "a"),
            "KeyStorePasswordSecretId" + FIELDS + " keyStorePasswordSecretId belongs in update."),
        arguments(with("x".repeat(64), 1), "x".repeat(64) + FIELDS),
        arguments(with("x".repeat(65), 1), "x".repeat(64) + "…" + FIELDS),
        arguments(with("a\nb\u0000c\u2028d\ud800e", 1), "a?b?c?d?e" + FIELDS),
        arguments(with("\ud83d\ude00".repeat(64), 1), "\ud83d\ude00".repeat(64) + FIELDS),
        arguments(with("\ud83d\ude00".repeat(65), 1), "\ud83d\ude00".repeat(64) + "…" + FIELDS));
  }

  static Stream<Arguments> names() {
    String id =
        "customKeyStoreId must be a string of 1 to 64 characters with no control characters.";
    String name =
        "customKeyStoreName must be a string of 1 to 256 characters with no control characters.";
    return Stream.of(
        arguments(with("customKeyStoreName", "payments"), EXACTLY_ONE),
        arguments(with(ID, null), EXACTLY_ONE),
        arguments(with(ID, ""), id),
        arguments(with(ID, "  "), id),
        arguments(with(ID, "c".repeat(65)), id),
        arguments(with(ID, "cks-1\n"), id),
        arguments(with(ID, "cks-\ud800"), id),
        arguments(with(ID, 7), id),
        arguments(with(ID, List.of("cks-1")), id),
        arguments(with(ID, Map.of("a", "b")), id),
        arguments(with(ID, true), id),
        arguments(Map.of("customKeyStoreName", ""), name),
        arguments(Map.of("customKeyStoreName", "n".repeat(257)), name),
        arguments(Map.of("customKeyStoreName", 3), name));
  }

  static Stream<Arguments> switches() {
    String choice = "whenDisconnected must be CONNECT or LEAVE.";
    return Stream.of(
        arguments(with("whenDisconnected", "leave"), choice),
        arguments(with("whenDisconnected", ""), choice),
        arguments(with("whenDisconnected", true), choice),
        arguments(with("addHsm", "true"), "addHsm must be true or false."),
        arguments(with("addHsm", 1), "addHsm must be true or false."),
        arguments(with("addHsm", List.of()), "addHsm must be true or false."),
        arguments(with("dryRun", "no"), "dryRun must be true or false."),
        arguments(with("dryRun", 0), "dryRun must be true or false."),
        arguments(with("passwordTold", "yes"), "passwordTold must be true or false."));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
            numberRule("maxAttempts", 1, 10),
            numberRule("windowSeconds", 120, 1200),
            numberRule("pollSeconds", 5, 60))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> numberRule(String field, int least, int most) {
    String problem = "%s must be a whole number from %d to %d.".formatted(field, least, most);
    return Stream.of(
            least - 1,
            most + 1,
            -least,
            least + 0.5,
            most + 0.001,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            (1L << 32) + least,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            new BigInteger("99999999999999999999"),
            new BigDecimal("5.5"),
            String.valueOf(least),
            true,
            List.of(least),
            Map.of("is", least))
        .map(value -> arguments(with(field, value), problem));
  }

  static Stream<Arguments> updates() {
    return Stream.of(
        arguments(with("update", "all"), "update must be an object with the allowed changes."),
        arguments(with("update", List.of()), "update must be an object with the allowed changes."),
        arguments(with("update", 1), "update must be an object with the allowed changes."),
        arguments(with("update", false), "update must be an object with the allowed changes."),
        arguments(with("update", Map.of()), NOTHING),
        arguments(with("update", Map.of("when", "ON_FAILURE")), NOTHING),
        arguments(update("cloudHsmClusterId", null), NOTHING),
        arguments(
            with("update", Map.of("cloudHsmClusterId", Given.CLUSTER, "password", "x")),
            "password" + UPDATE_FIELDS),
        arguments(
            with("update", Map.of("cloudHsmClusterId", Given.CLUSTER, "when", "LATER")), WHEN_RULE),
        arguments(with("update", Map.of("cloudHsmClusterId", Given.CLUSTER, "when", 1)), WHEN_RULE),
        arguments(
            with("update", Map.of("cloudHsmClusterId", Given.CLUSTER, "when", "NOW")),
            "update.when must not be NOW with cloudHsmClusterId" + NOT_NOW),
        arguments(
            with(
                "update",
                Map.of(
                    "keyStorePasswordSecretId", "kmsuser",
                    "cloudHsmClusterId", Given.CLUSTER,
                    "when", "NOW")),
            "update.when must not be NOW with cloudHsmClusterId and keyStorePasswordSecretId"
                + NOT_NOW),
        arguments(
            with(
                "update",
                Map.of(
                    "xksProxyUriPath", "/kms/xks/v1",
                    "xksProxyUriEndpoint", "https://xks.example.com",
                    "when", "NOW")),
            "update.when must not be NOW with xksProxyUriEndpoint" + NOT_NOW),
        arguments(
            with(
                "update",
                Map.of(
                    "xksProxyVpcEndpointServiceName", "",
                    "xksProxyConnectivity", "VPC_ENDPOINT_SERVICE")),
            SERVICE_RULE),
        arguments(
            with(
                "update",
                Map.of("cloudHsmClusterId", Given.CLUSTER, "xksProxyUriPath", "/kms/xks/v1")),
            "update must not mix fields for a CloudHSM key store (cloudHsm…, keyStore…) with fields"
                + " for an external key store (xksProxy…)."));
  }

  static Stream<Arguments> updateValues() {
    return Stream.of(
            breaches(
                "cloudHsmClusterId",
                CLUSTER_RULE,
                "cluster-1a2b3c4d5e",
                "cluster-" + "a".repeat(10),
                "cluster-" + "a".repeat(17),
                "cluster-0aaaaaaaaaa",
                "cluster-aaaaaaaaaa_",
                "Cluster-aaaaaaaaaaa",
                " cluster-aaaaaaaaaaa",
                "cluster-aaaaaaaaaaa\n"),
            breaches(
                "xksProxyUriEndpoint",
                ENDPOINT_RULE,
                "http://xks.example.com",
                "https://xks.example.com:443",
                "https://xks.example.com/",
                "https://u@example.com",
                "https://a",
                "https://" + "a".repeat(121),
                "xks.example.com"),
            breaches(
                "xksProxyUriPath",
                PATH_RULE,
                "/kms/xks/v",
                "/kms/xks/v123",
                "/kms/xks/v1/",
                "kms/xks/v1",
                "//kms/xks",
                "/a b/kms/xks/v1",
                "/" + "a".repeat(117) + "/kms/xks/v1"),
            breaches(
                "xksProxyVpcEndpointServiceName",
                SERVICE_RULE,
                "com.amazonaws.vpce.eu-central-1",
                "org.amazonaws.vpce.eu-central-1.vpce-svc-0a1b",
                "com.amazonaws.vpce.eu-1.vpce-svc-0a1b",
                "com.amazonaws.vpce.eu-central-1.vpce-svc-0A1B",
                "com.amazonaws.vpce.eu-central-1.vpce-svc-" + "0".repeat(24)),
            breaches(
                "xksProxyVpcEndpointServiceOwner",
                OWNER_RULE,
                "44445555666",
                "4444555566667",
                "4444-5555-66",
                "44445555666a"),
            breaches(
                "keyStorePasswordSecretId",
                "update.keyStorePasswordSecretId" + SECRET_RULE,
                "with space",
                "quote\"",
                "ü",
                "s".repeat(2049)),
            breaches(
                "xksProxyAuthenticationCredentialSecretId",
                "update.xksProxyAuthenticationCredentialSecretId" + SECRET_RULE,
                "with space",
                "semi;colon"),
            breaches(
                "xksProxyConnectivity", CONNECTIVITY_RULE, "PUBLIC", "public_endpoint", "BOTH"))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> breaches(String field, String problem, String... values) {
    return Stream.concat(Stream.of(values), Stream.of("", 7, true, List.of("a"), Map.of("a", "b")))
        .map(value -> arguments(update(field, value), problem));
  }

  @ParameterizedTest
  @MethodSource
  void whatKeepsTheRulesIsAccepted(Map<String, Object> json) {
    assertThat(RequestParser.parse(json)).isInstanceOf(Parsed.Valid.class);
  }

  static Stream<Map<String, Object>> whatKeepsTheRulesIsAccepted() {
    return Stream.of(
        with(ID, "c".repeat(64)),
        Map.of("customKeyStoreName", "n".repeat(256)),
        with("customKeyStoreName", null),
        with("maxAttempts", 1),
        with("maxAttempts", 10L),
        with("windowSeconds", 120.0),
        with("windowSeconds", new BigDecimal("1200.0")),
        with("pollSeconds", 5),
        with("pollSeconds", BigInteger.valueOf(60)),
        with("update", null),
        with("dryRun", null),
        update("cloudHsmClusterId", "cluster-" + "2".repeat(11)),
        update("cloudHsmClusterId", "cluster-" + "Z".repeat(16)),
        update("keyStorePasswordSecretId", "prod/hsm_kmsuser+a=b.c@d-e"),
        update(
            "keyStorePasswordSecretId",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:kmsuser-AbCdEf"),
        update("keyStorePasswordSecretId", "s".repeat(2048)),
        update("xksProxyUriEndpoint", "https://ab"),
        update("xksProxyUriEndpoint", "https://" + "a".repeat(120)),
        update("xksProxyUriPath", "/kms/xks/v1"),
        update("xksProxyUriPath", "/a/b-c_D/kms/xks/v12"),
        update("xksProxyUriPath", "/" + "a".repeat(116) + "/kms/xks/v1"),
        update(
            "xksProxyVpcEndpointServiceName",
            "com.amazonaws.vpce.us-gov-west-1.vpce-svc-0a1b2c3d4e5f60718"),
        update("xksProxyVpcEndpointServiceName", "eu.amazonaws.vpce.eusc-de-east-1.vpce-svc-0"),
        update("xksProxyVpcEndpointServiceOwner", "444455556666"),
        with(
            "update",
            Map.of(
                "xksProxyVpcEndpointServiceName", "", "xksProxyConnectivity", "PUBLIC_ENDPOINT")),
        with(
            "update",
            Map.of(
                "when",
                "NOW",
                "xksProxyUriPath",
                "/kms/xks/v1",
                "xksProxyAuthenticationCredentialSecretId",
                "xks")),
        update("xksProxyConnectivity", "PUBLIC_ENDPOINT"),
        update("xksProxyConnectivity", "VPC_ENDPOINT_SERVICE"));
  }

  /** People copy what the sentence says: cluster ids have no 0, 1, 8 or 9. */
  @ParameterizedTest
  @EnumSource
  void theExampleInARulesSentenceKeepsTheRule(UpdateField field) {
    Matcher example = Pattern.compile("(?:such as|ends in) (\\S+[^, ])").matcher(field.rule());
    if (example.find()) {
      assertThat(example.group(1)).matches(field::allows);
    }
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(RequestParser.parse(Map.of(ID, "cks-1")))
        .isEqualTo(
            new Parsed.Valid(
                new Request(
                    "cks-1",
                    null,
                    Request.WhenDisconnected.CONNECT,
                    Update.NONE,
                    false,
                    3,
                    1200,
                    10,
                    false,
                    false)));
  }

  @Test
  void everythingThatIsGivenIsTaken() {
    Map<String, Object> json =
        Map.of(
            "passwordTold",
            true,
            "customKeyStoreName",
            "payments",
            "whenDisconnected",
            "LEAVE",
            "update",
            Map.of(
                "when", "BEFORE_CONNECT",
                "cloudHsmClusterId", Given.CLUSTER,
                "keyStorePasswordSecretId", "kmsuser"),
            "addHsm",
            true,
            "maxAttempts",
            5,
            "windowSeconds",
            600,
            "pollSeconds",
            20,
            "dryRun",
            true);
    assertThat(RequestParser.parse(json))
        .isEqualTo(
            new Parsed.Valid(
                new Request(
                    null,
                    "payments",
                    Request.WhenDisconnected.LEAVE,
                    new Update(
                        Update.When.BEFORE_CONNECT,
                        Map.of(
                            UpdateField.CLOUD_HSM_CLUSTER_ID,
                            Given.CLUSTER,
                            UpdateField.KEY_STORE_PASSWORD_SECRET_ID,
                            "kmsuser")),
                    true,
                    5,
                    600,
                    20,
                    true,
                    true)));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("speed", 1);
    json.put("whenDisconnected", "OFF");
    json.put("update", Map.of("cloudHsmClusterId", "c", "xksProxyUriPath", "p", "when", "LATER"));
    json.put("addHsm", "yes");
    json.put("maxAttempts", 0);
    json.put("windowSeconds", 1201);
    json.put("pollSeconds", 4.5);
    json.put("dryRun", "");
    assertThat(problems(json))
        .containsExactly(
            "speed" + FIELDS,
            EXACTLY_ONE,
            "whenDisconnected must be CONNECT or LEAVE.",
            WHEN_RULE,
            CLUSTER_RULE,
            PATH_RULE,
            "update must not mix fields for a CloudHSM key store (cloudHsm…, keyStore…) with fields"
                + " for an external key store (xksProxy…).",
            "addHsm must be true or false.",
            "maxAttempts must be a whole number from 1 to 10.",
            "windowSeconds must be a whole number from 120 to 1200.",
            "pollSeconds must be a whole number from 5 to 60.",
            "dryRun must be true or false.");
  }

  @Test
  void aFloodOfProblemsIsCutShort() {
    Map<String, Object> json = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      json.put("field" + i, i);
    }
    assertThat(problems(json)).hasSize(21).endsWith("And 981 more.");
    json.put("customKeyStoreId", "cks-1");
    json.keySet().removeIf(key -> key.matches("field([2-9][0-9]|[0-9]{3,})"));
    assertThat(problems(json)).hasSize(20).noneMatch(problem -> problem.startsWith("And "));
    json.keySet().removeIf(key -> key.matches("field[0-9]{2}"));
    assertThat(problems(json)).hasSize(10);
  }

  /** A value in the wrong place may be a password, and the problems go into the history. */
  @Tag("chance")
  @Property(tries = 2000)
  void noProblemRepeatsAValue(@ForAll long seed) {
    String planted = "Passw0rd-" + Long.toHexString(seed);
    Random random = new Random(seed);
    Map<String, Object> json = new HashMap<>();
    for (String field : Hostile.FIELDS) {
      if (random.nextInt(3) == 0) {
        json.put(field, Hostile.wrap(planted, random));
      }
    }
    if (random.nextBoolean()) {
      json.put("update", new HashMap<>(json));
    }
    if (RequestParser.parse(json) instanceof Parsed.Invalid(List<String> problems)) {
      assertThat(String.join(" ", problems)).doesNotContain("Passw0rd");
    }
  }

  @Tag("chance")
  @Property(tries = 10_000)
  void whateverComesIsReadOrRefusedInSentences(@ForAll long seed) {
    Object json = new Hostile(new Random(seed)).request();
    switch (RequestParser.parse(json)) {
      case Parsed.Valid(Request request) -> {
        assertThat(request.customKeyStoreId() == null)
            .isNotEqualTo(request.customKeyStoreName() == null);
        assertThat(request.maxAttempts()).isBetween(1, 10);
        assertThat(request.windowSeconds()).isBetween(120, 1200);
        assertThat(request.pollSeconds()).isBetween(5, 60);
      }
      case Parsed.Invalid(List<String> problems) ->
          assertThat(problems)
              .isNotEmpty()
              .hasSizeLessThanOrEqualTo(21)
              .allSatisfy(problem -> assertThat(problem).endsWith(".").hasSizeLessThan(500));
    }
  }

  private static List<String> problems(Object json) {
    return assertThat(RequestParser.parse(json))
        .asInstanceOf(type(Parsed.Invalid.class))
        .actual()
        .problems();
  }

  /** A valid request with one thing different. */
  private static Map<String, Object> with(String field, @Nullable Object value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(ID, "cks-1");
    json.put(field, value);
    return json;
  }

  private static Map<String, Object> update(String field, @Nullable Object value) {
    Map<String, Object> update = new LinkedHashMap<>();
    update.put(field, value);
    return with("update", update);
  }

  /** Requests that are valid, nearly valid, or nonsense. */
  private record Hostile(Random random) {

    static final List<String> FIELDS =
        List.of(
            ID,
            "customKeyStoreName",
            "whenDisconnected",
            "update",
            "addHsm",
            "maxAttempts",
            "windowSeconds",
            "pollSeconds",
            "dryRun",
            "when",
            "cloudHsmClusterId",
            "keyStorePasswordSecretId",
            "xksProxyUriEndpoint",
            "xksProxyUriPath",
            "xksProxyVpcEndpointServiceName",
            "xksProxyAuthenticationCredentialSecretId",
            "xksProxyConnectivity");

    private static final List<Object> VALUES =
        List.of(
            "cks-1",
            "LEAVE",
            "ON_FAILURE",
            Given.CLUSTER,
            "https://xks.example.com",
            "/kms/xks/v1",
            "PUBLIC_ENDPOINT",
            true,
            false,
            3,
            10,
            1200L,
            7.5,
            -1,
            Double.NaN,
            "",
            "\u0000",
            "%s %d %n {0} ${jndi:x}",
            "a".repeat(100_000),
            "https://" + "a.".repeat(50_000),
            "/" + "a/".repeat(50_000) + "kms/xks/v1",
            "com.amazonaws.vpce." + "a-".repeat(50_000) + "1.vpce-svc-0",
            "\uD800");

    static Object wrap(String value, Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> List.of(value);
        case 1 -> Map.of("password", value);
        default -> value;
      };
    }

    @Nullable Object request() {
      return random.nextInt(10) == 0 ? anything(3) : object(2);
    }

    private Map<String, @Nullable Object> object(int depth) {
      Map<String, @Nullable Object> json = new HashMap<>();
      if (random.nextBoolean()) {
        json.put(ID, "cks-1");
      }
      int fields = random.nextInt(4);
      for (int i = 0; i < fields; i++) {
        String name =
            random.nextInt(20) == 0
                ? String.valueOf(anything(1))
                : FIELDS.get(random.nextInt(FIELDS.size()));
        json.put(name, anything(depth));
      }
      return json;
    }

    private @Nullable Object anything(int depth) {
      return switch (depth == 0 ? 9 : random.nextInt(12)) {
        case 0 -> null;
        case 1, 2 -> object(depth - 1);
        case 3 -> new ArrayList<>(Collections.singletonList(anything(depth - 1)));
        default -> VALUES.get(random.nextInt(VALUES.size()));
      };
    }
  }
}
