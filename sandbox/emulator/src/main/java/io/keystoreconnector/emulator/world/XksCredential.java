package io.keystoreconnector.emulator.world;

/** What KMS signs its requests to an external key store proxy with. */
public record XksCredential(String accessKeyId, String secretAccessKey) {

  @Override
  public String toString() {
    return accessKeyId + "/" + SecretVisibility.MASK;
  }
}
