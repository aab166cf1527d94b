package io.keystoreconnector.handlers.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The credentials for KMS, read from a secret's value. They are never printed. */
public sealed interface Credentials {

  /** What AWS said, without the credentials, which a sentence about a wrong value may quote. */
  default String hiddenIn(String text) {
    String hidden = text;
    for (String secret : values().flatMap(Credentials::spellings).toList()) {
      hidden = hidden.replace(secret, "[hidden]");
    }
    return hidden;
  }

  /** The values that must not be shown. */
  Stream<String> values();

  private static Stream<String> spellings(String secret) {
    return Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8));
  }

  /** The password of kmsuser. */
  record Password(String reveal) implements Credentials {
    @Override
    public Stream<String> values() {
      return Stream.of(reveal);
    }

    @Override
    public String toString() {
      return "Password[hidden]";
    }
  }

  /** The credential that an external key store proxy expects. */
  record ProxyCredential(String accessKeyId, String revealSecretAccessKey) implements Credentials {
    @Override
    public Stream<String> values() {
      return Stream.of(revealSecretAccessKey, accessKeyId);
    }

    @Override
    public String toString() {
      return "ProxyCredential[hidden]";
    }
  }
}
