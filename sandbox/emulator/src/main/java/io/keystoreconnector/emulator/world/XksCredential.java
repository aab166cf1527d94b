package io.keystoreconnector.emulator.world;

/** The credential with which KMS signs its requests to an external key store proxy. */
public record XksCredential(String accessKeyId, String secretAccessKey) {

  @Override
  public String toString() {
    return accessKeyId + "/" + SecretVisibility.MASK;
  }
}
