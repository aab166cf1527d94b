package io.keystoreconnector.emulator.world;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateCustomKeyStore or CreateCustomKeyStore must set; null means that it is not mentioned.
 */
public record KeyStoreChange(
    @Nullable String name, @Nullable String password, @Nullable String clusterId, XksChange xks) {

  /** The part that concerns an external key store's proxy. */
  public record XksChange(
      XksSettings.@Nullable Connectivity connectivity,
      @Nullable String endpoint,
      @Nullable String path,
      @Nullable XksCredential credential,
      @Nullable String vpcServiceName,
      @Nullable String vpcServiceOwner) {

    boolean mentionsAnything() {
      return mentionsConnection() || path != null || credential != null;
    }

    /** Whether it changes more than path and credential, which only DISCONNECTED allows. */
    boolean mentionsConnection() {
      return connectivity != null
          || endpoint != null
          || vpcServiceName != null
          || vpcServiceOwner != null;
    }

    XksSettings appliedTo(XksSettings old) {
      XksSettings.Connectivity how = or(connectivity, old.connectivity());
      boolean vpc = how == XksSettings.Connectivity.VPC_ENDPOINT_SERVICE;
      return new XksSettings(
          how,
          or(endpoint, old.endpoint()),
          or(path, old.path()),
          or(credential, old.credential()),
          vpc ? either(vpcServiceName, old.vpcServiceName()) : null,
          vpc ? either(vpcServiceOwner, old.vpcServiceOwner()) : null);
    }
  }

  boolean mentionsCloudHsm() {
    return password != null || clusterId != null;
  }

  private static <T> T or(@Nullable T first, T second) {
    return first == null ? second : first;
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return Optional.ofNullable(first).orElse(second);
  }
}
