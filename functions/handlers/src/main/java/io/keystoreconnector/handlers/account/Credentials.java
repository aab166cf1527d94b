package io.keystoreconnector.handlers.account;

/** The credentials for KMS, read from a secret's value. They are never printed. */
public sealed interface Credentials {

  /** The password of kmsuser. */
  record Password(String reveal) implements Credentials {
    @Override
    public String toString() {
      return "Password[hidden]";
    }
  }

  /** The credential that an external key store proxy expects. */
  record ProxyCredential(String accessKeyId, String revealSecretAccessKey) implements Credentials {
    @Override
    public String toString() {
      return "ProxyCredential[hidden]";
    }
  }
}
