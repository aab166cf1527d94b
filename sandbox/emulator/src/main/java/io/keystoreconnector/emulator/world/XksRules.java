package io.keystoreconnector.emulator.world;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * What KMS checks when it is given a proxy's settings: that no other key store uses it, and that it
 * answers. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html
 */
final class XksRules {

  /** A proxy's fault during configuration, by the code of the same fault in a connect. */
  private static final Map<String, AwsError> ERRORS =
      Map.of(
          "XKS_PROXY_NOT_REACHABLE", AwsError.XKS_UNREACHABLE,
          "XKS_PROXY_TIMED_OUT", AwsError.XKS_UNREACHABLE,
          "XKS_PROXY_INVALID_TLS_CONFIGURATION", AwsError.XKS_UNREACHABLE,
          "XKS_PROXY_INVALID_RESPONSE", AwsError.XKS_INVALID_RESPONSE,
          "XKS_PROXY_ACCESS_DENIED", AwsError.XKS_INVALID_RESPONSE,
          "XKS_PROXY_INVALID_CONFIGURATION", AwsError.XKS_INVALID_CONFIGURATION,
          "INVALID_CREDENTIALS", AwsError.XKS_INCORRECT_CREDENTIAL,
          "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND", AwsError.XKS_VPC_SERVICE_NOT_FOUND,
          "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION", AwsError.XKS_VPC_SERVICE_INVALID);

  private final List<KeyStore> all;

  XksRules(List<KeyStore> all) {
    this.all = all;
  }

  void check(KeyStore store, XksSettings wanted) {
    checkComplete(wanted);
    refuseIfTaken(store, wanted, XksRules::sameService, AwsError.XKS_VPC_SERVICE_IN_USE);
    refuseIfTaken(store, wanted, XksRules::endpointTaken, AwsError.XKS_ENDPOINT_IN_USE);
    refuseIfTaken(store, wanted, XksRules::sameUri, AwsError.XKS_URI_IN_USE);
    Objects.requireNonNull(store.proxy)
        .refuses(wanted)
        .ifPresent(
            code -> {
              throw error(code).because("The external key store proxy: " + code + ".");
            });
  }

  private static AwsError error(String code) {
    return Objects.requireNonNull(ERRORS.get(code), code);
  }

  private static void checkComplete(XksSettings wanted) {
    if (isVpc(wanted) && wanted.vpcServiceName() == null) {
      throw AwsError.VALIDATION.because(
          "XksProxyVpcEndpointServiceName is required with VPC_ENDPOINT_SERVICE.");
    }
  }

  private void refuseIfTaken(
      KeyStore store,
      XksSettings wanted,
      BiPredicate<XksSettings, XksSettings> clash,
      AwsError error) {
    boolean taken =
        all.stream()
            .filter(k -> k != store && k.xks != null)
            .anyMatch(k -> clash.test(Objects.requireNonNull(k.xks), wanted));
    if (taken) {
      throw error.because("Another external key store already uses it.");
    }
  }

  private static boolean sameService(XksSettings a, XksSettings b) {
    return a.vpcServiceName() != null && a.vpcServiceName().equals(b.vpcServiceName());
  }

  /** Only public key stores may share an endpoint, and then only with different paths. */
  private static boolean endpointTaken(XksSettings a, XksSettings b) {
    return a.endpoint().equals(b.endpoint()) && (isVpc(a) || isVpc(b));
  }

  private static boolean sameUri(XksSettings a, XksSettings b) {
    return a.endpoint().equals(b.endpoint()) && a.path().equals(b.path());
  }

  private static boolean isVpc(XksSettings settings) {
    return settings.connectivity() == XksSettings.Connectivity.VPC_ENDPOINT_SERVICE;
  }
}
