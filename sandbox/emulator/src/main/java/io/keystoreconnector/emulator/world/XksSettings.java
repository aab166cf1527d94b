package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** The settings of an external key store's proxy in KMS. */
public record XksSettings(
    Connectivity connectivity,
    String endpoint,
    String path,
    XksCredential credential,
    @Nullable String vpcServiceName,
    @Nullable String vpcServiceOwner) {

  /** How KMS reaches the proxy. */
  public enum Connectivity {
    PUBLIC_ENDPOINT,
    VPC_ENDPOINT_SERVICE
  }
}
