package io.keystoreconnector.core;

import java.util.regex.Pattern;

/**
 * Whether a secret in a request is one that a deployment names. Each may be a name or an ARN, and
 * an ARN may lack the six characters that Secrets Manager adds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">What's
 *     in a Secrets Manager secret</a>
 */
public final class SecretName {

  private static final Pattern ARN =
      Pattern.compile("(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:)(.+)");
  private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");

  /** What the name of a secret is made of. A key store's name may contain anything. */
  private static final Pattern PART_OF_A_NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]+");

  private SecretName() {}

  /**
   * Whether they are the same secret. A key store whose name cannot be part of a secret's name has
   * no secret by a rule with {name} in it: a star in its name, for example, would match the secrets
   * of others.
   *
   * @param rule a name or ARN; {name} and {id} stand for the key store's name and id, a trailing *
   *     for anything
   */
  static boolean matches(String rule, String asked, KeyStore store) {
    if (!canBeFilled(rule, store)) {
      return false;
    }
    String secret = filled(rule, store);
    if (secret.endsWith("*")) {
      String prefix = secret.substring(0, secret.length() - 1);
      return asked.startsWith(prefix) || (!isArn(prefix) && nameIn(asked).startsWith(prefix));
    }
    if (isArn(secret) && isArn(asked)) {
      return secret.equals(asked)
          || withoutSuffix(secret).equals(asked)
          || secret.equals(withoutSuffix(asked));
    }
    return secret.equals(asked)
        || nameIn(secret).equals(nameIn(asked))
        || withoutSuffix(nameIn(secret)).equals(isArn(secret) ? asked : "")
        || withoutSuffix(nameIn(asked)).equals(isArn(asked) ? secret : "");
  }

  /** Whether the key store's name can stand in the rule, if it has to. */
  static boolean canBeFilled(String rule, KeyStore store) {
    return !rule.contains("{name}") || PART_OF_A_NAME.matcher(store.name()).matches();
  }

  static String filled(String rule, KeyStore store) {
    return filled(rule, store.id(), store.name());
  }

  /** A rule with the key store's name and id in it. */
  public static String filled(String rule, String id, String name) {
    return rule.replace("{name}", name).replace("{id}", id);
  }

  private static boolean isArn(String secret) {
    return secret.startsWith("arn:");
  }

  private static String nameIn(String secret) {
    var arn = ARN.matcher(secret);
    return arn.matches() ? arn.group(2) : secret;
  }

  private static String withoutSuffix(String secret) {
    return SUFFIX.matcher(secret).replaceFirst("");
  }
}
