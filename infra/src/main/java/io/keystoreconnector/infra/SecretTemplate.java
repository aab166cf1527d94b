package io.keystoreconnector.infra;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Token;

/**
 * A rule for the names of secrets, in which {@code {name}} and {@code {id}} stand for those of the
 * key store: {@code connector/{name}/kmsuser}.
 */
final class SecretTemplate {

  private static final Pattern RULE = Pattern.compile(Patterns.SECRET_TEMPLATE);
  private static final String PLACEHOLDERS = "\\{name}|\\{id}";

  private SecretTemplate() {}

  /** Whether it is a rule and no name. */
  static boolean isRule(String secret) {
    return !Token.isUnresolved(secret) && secret.matches(".*(" + PLACEHOLDERS + ").*");
  }

  /**
   * Checks the secrets of an update.
   *
   * @param byId whether it is of one key store, whose secret has one name
   * @throws InvalidDeployment that names the field and what is allowed
   */
  static void check(String store, Map<String, Object> secrets, boolean byId) {
    secrets.forEach(
        (field, secret) -> {
          if (isRule(String.valueOf(secret))) {
            String what = "update.%s of key store %s".formatted(field, store);
            Validation.that(
                !byId,
                what
                    + " must be the name or ARN of one secret: {name} and {id} are for key stores"
                    + " that are given by a name or a pattern.");
            Validation.that(
                RULE.matcher(String.valueOf(secret)).matches(),
                what
                    + " must be a name that begins with a folder, such as connector/{name}/kmsuser, not \"%s\"."
                        .formatted(secret));
          }
        });
  }

  /** The same update for some key store: a request names one secret. */
  static Map<String, Object> ofSome(Map<String, Object> update) {
    Map<String, Object> one = new LinkedHashMap<>();
    update.forEach(
        (field, value) ->
            one.put(
                field,
                value instanceof String text && isRule(text)
                    ? text.replaceAll(PLACEHOLDERS, "x")
                    : value));
    return one;
  }

  /** A pattern, as in a policy, of the names of all secrets that the rule makes. */
  static String anyOf(String rule) {
    return rule.replaceAll(PLACEHOLDERS, "*");
  }

  /** Whether a request's rule may make the secret of a key store whose name nobody knows yet. */
  static boolean mayMeet(String rule, String secret) {
    return isRule(rule) && SecretName.names(secret).anyMatch(name -> mayMake(rule, name));
  }

  /** Whether the rule may make that name, or is the same rule. */
  static boolean mayMake(String rule, String secret) {
    return rule.equals(secret)
        || secret.matches(
            Arrays.stream(rule.split(PLACEHOLDERS, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+")));
  }
}
