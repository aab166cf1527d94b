package io.keystoreconnector.infra;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** The resources of a policy on a secret that is given by its name or its ARN. */
final class SecretResources {

  /** Secrets Manager ends every ARN with a hyphen and six random characters. */
  private static final Pattern WHOLE_ARN = Pattern.compile("arn:.*-[A-Za-z0-9]{6}");

  /** Six letters that may as well be the end of the secret's name, as in {@code my-secret}. */
  private static final Pattern MAYBE_PARTIAL = Pattern.compile("arn:.*-[a-z]{6}");

  private SecretResources() {}

  /** Each resource that a policy must name for it. */
  static Stream<String> of(Construct scope, String secret) {
    if (Token.isUnresolved(secret)) {
      return Stream.of(secret);
    }
    if (secret.startsWith("arn:")) {
      String partial = secret + "-??????";
      return MAYBE_PARTIAL.matcher(secret).matches()
          ? Stream.of(secret, partial)
          : Stream.of(WHOLE_ARN.matcher(secret).matches() ? secret : partial);
    }
    return Stream.of(
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("secretsmanager")
                    .resource("secret")
                    .resourceName(SecretTemplate.anyOf(secret) + "-??????")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build()));
  }
}
