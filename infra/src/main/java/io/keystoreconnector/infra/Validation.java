package io.keystoreconnector.infra;

import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** The format of a deployment's values. A value that only the deployment knows is accepted. */
final class Validation {

  private static final Pattern KEY_STORE_ID = Pattern.compile(Patterns.KEY_STORE_ID);

  /** Replaces a secret that only the deployment knows: a request must name one. */
  private static final String SOME_KEY_STORE = "cks-0";

  private static final Pattern STORE_ENTRY = Pattern.compile("\\*|" + Patterns.STORE_ENTRY);
  private static final Pattern DENIED_ENTRY = Pattern.compile(Patterns.STORE_ENTRY);
  private static final Pattern CLUSTER_ID = Pattern.compile(Patterns.CLUSTER_ID);
  private static final Pattern KEY_ARN = Pattern.compile(Patterns.KEY_ARN);
  private static final Pattern EMAIL = Pattern.compile(Patterns.EMAIL);

  private static final Pattern EVENT_BUS_NAME = Pattern.compile("[/.A-Za-z0-9_-]{1,256}");
  private static final Pattern ORIGIN = Pattern.compile(Patterns.ORIGIN);
  private static final Pattern URL = Pattern.compile(Patterns.URL);

  /**
   * All variables of a function together.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas
   *     of Lambda</a>
   */
  private static final int LARGEST_ENVIRONMENT = 4096;

  /** What a log group's name may contain, and short enough for a metric's dimension. */
  private static final Pattern CONNECTOR_ID = Pattern.compile("[A-Za-z0-9._#-]{1,100}");

  private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[[^]]*]}");

  private Validation() {}

  static void that(boolean kept, String sentence) {
    if (!kept) {
      throw new InvalidDeployment(sentence);
    }
  }

  /** Throws what is wrong, if anything is. */
  static void nothingWrong(Optional<String> sentence) {
    that(sentence.isEmpty(), sentence.orElse(""));
  }

  static void keyStoreId(String what, String value) {
    matches(KEY_STORE_ID, what, value, "an id such as cks-1234567890abcdef0");
  }

  static boolean isKeyStoreId(String value) {
    return Token.isUnresolved(value) || KEY_STORE_ID.matcher(value).matches();
  }

  static void keyStores(String what, String value) {
    matches(
        STORE_ENTRY,
        what,
        value,
        "an id such as cks-1234567890abcdef0, a name such as payments, a pattern of names such as"
            + " prod-*, or * for every key store");
  }

  static void deniedKeyStores(String what, String value) {
    matches(
        DENIED_ENTRY,
        what,
        value,
        "an id such as cks-1234567890abcdef0, a name such as payments, or a pattern of names such"
            + " as prod-hr*");
  }

  static void clusterId(String what, String value) {
    matches(CLUSTER_ID, what, value, "a cluster id such as cluster-2a3b4c5d6e7");
  }

  static void keyArn(String what, String value) {
    matches(
        KEY_ARN,
        what,
        value,
        "the ARN of a KMS key, such as"
            + " arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
  }

  static void email(String what, String value) {
    matches(EMAIL, what, value, "an address such as oncall@example.com");
  }

  static void eventBusName(String what, String value) {
    matches(EVENT_BUS_NAME, what, value, "the name of an event bus, not an ARN, such as default");
  }

  /**
   * The bus is named in an ARN and in an environment variable; an ARN would not fit in the first.
   */
  static void eventBusName(Construct scope, String value) {
    Object known = Stack.of(scope).resolve(value);
    that(
        !value.startsWith("arn:")
            && !(known instanceof Map<?, ?> map
                && map.get("Fn::GetAtt") instanceof List<?> attribute
                && "Arn".equals(attribute.get(attribute.size() - 1))),
        "eventBusName must be the name of an event bus, not its ARN.");
  }

  /** The id names a log group and appears in metrics. */
  static void connectorId(String value) {
    matches(
        CONNECTOR_ID,
        "the id of a connector, with the ids of the constructs around it,",
        value,
        "1 to 100 letters, digits, dots, hyphens, underscores or number signs");
  }

  static void url(String what, String value) {
    matches(URL, what, value, "a URL that begins with http and has no anchor");
  }

  static void origin(String what, String value) {
    matches(
        ORIGIN,
        what,
        value,
        "https:// and a host without a path, such as https://bucket.s3.eu-central-1.amazonaws.com");
  }

  static void matches(Pattern pattern, String what, String value, String allowed) {
    that(
        Token.isUnresolved(value) || pattern.matcher(value).matches(),
        "%s must be %s, not \"%s\".".formatted(what, allowed, value));
  }

  /**
   * Lambda would refuse it only when the stack is deployed. The value of a token is not counted.
   */
  static void environment(Map<String, String> variables) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    variables.forEach((name, value) -> sizes.put(name, size(name, value)));
    int size = 2 + sizes.values().stream().mapToInt(Integer::intValue).sum() - 1;
    that(
        size <= LARGEST_ENVIRONMENT,
        "The environment of the functions would have %d bytes (%s), but Lambda allows %d: give secrets by name instead of by ARN, or put some of the key stores into another deployment."
            .formatted(
                size,
                sizes.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")),
                LARGEST_ENVIRONMENT));
  }

  /** As Lambda measures it: as JSON, here with the comma after it. */
  private static int size(String name, String value) {
    String known = TOKEN.matcher(value).replaceAll("");
    return (name + known).getBytes(StandardCharsets.UTF_8).length + "\"\":\"\",".length();
  }

  /**
   * Rejects a field that holds null, at any depth: whether it is absent or empty is not clear.
   *
   * @param path the name of the object in the sentence, followed by a dot; empty for the request
   */
  static void noNulls(String what, String path, Map<?, ?> fields) {
    fields.forEach(
        (name, value) -> {
          that(
              value != null,
              "%s%s of %s must not be null; leave the field out."
                  .formatted(path, String.valueOf(name), what));
          if (value instanceof Map<?, ?> inner) {
            noNulls(what, path + name + ".", inner);
          }
        });
  }

  /**
   * Checks a request against the workflow's own rules, and for fields that only a person may set.
   */
  static void request(String what, Map<String, ?> request) {
    noNulls(what, "", request);
    saidByNobody(what, request);
    if (RequestParser.parse(known(request)) instanceof Parsed.Invalid invalid) {
      throw new InvalidDeployment(
          "The request of " + what + ": " + String.join(" ", invalid.problems()));
    }
  }

  /** Rejects a field that is a person's confirmation, whatever its value. */
  static void saidByNobody(String what, Map<String, ?> request) {
    that(
        !saysWhatOnlyAPersonKnows(request),
        "passwordTold in the request of %s must be left out: it is a person's confirmation that KMS now has the right password of kmsuser, which an automatic start cannot give."
            .formatted(what));
  }

  private static boolean saysWhatOnlyAPersonKnows(Map<?, ?> request) {
    return request.containsKey("passwordTold")
        || (request.get("update") instanceof Map<?, ?> update && saysWhatOnlyAPersonKnows(update));
  }

  /**
   * Without values that only the deployment knows, such as the ARN of a secret in the same stack.
   */
  static Map<String, Object> known(Map<String, ?> fields) {
    Map<String, Object> known = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            Map<String, Object> rest = known(texts(inner));
            if (!rest.isEmpty() || inner.isEmpty()) {
              known.put(name, rest);
            }
          } else if (!Token.isUnresolved(value)) {
            known.put(name, value);
          } else if (name.startsWith("customKeyStore")) {
            known.put(name, SOME_KEY_STORE);
          }
        });
    return known;
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((name, value) -> texts.put(String.valueOf(name), value));
    return texts;
  }
}
