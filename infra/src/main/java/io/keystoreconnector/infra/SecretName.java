package io.keystoreconnector.infra;

import java.util.stream.Stream;
import software.amazon.awscdk.Token;

/** A secret's name or ARN, as in a deployment or a request. */
final class SecretName {

  private SecretName() {}

  /**
   * False only if they cannot mean the same secret, whatever value the deployment gives a token.
   */
  static boolean maybeSame(String one, String other) {
    return Token.isUnresolved(one)
        || Token.isUnresolved(other)
        || names(one).anyMatch(name -> names(other).anyMatch(name::equals));
  }

  /** An ARN ends with the name, possibly followed by a hyphen and six random characters. */
  static Stream<String> names(String secret) {
    String end = secret.replaceFirst("^arn:.*:secret:", "");
    return end.equals(secret)
        ? Stream.of(secret)
        : Stream.of(end, end.replaceFirst("-[A-Za-z0-9]{6}$", ""));
  }
}
