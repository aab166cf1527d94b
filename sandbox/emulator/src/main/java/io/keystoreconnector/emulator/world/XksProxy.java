package io.keystoreconnector.emulator.world;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of an external key store as it really is, which may differ from what KMS was given.
 *
 * @param vpcServiceName the endpoint service that leads to it; null if any name will do
 * @param vpcServiceOwner the account that owns that service; null if any will do
 */
record XksProxy(
    String endpoint,
    String path,
    XksCredential credential,
    @Nullable String vpcServiceName,
    @Nullable String vpcServiceOwner,
    VpcService vpcService,
    Answers answers) {

  /** How the proxy answers a request that reaches it. */
  enum Answers {
    OK,
    TIMED_OUT,
    INVALID_RESPONSE,
    NOT_REACHABLE,
    ACCESS_DENIED,
    INVALID_TLS_CONFIGURATION
  }

  /** The state of the VPC endpoint service. */
  enum VpcService {
    OK,
    MISSING,
    INVALID
  }

  static XksProxy agreeingWith(XksSettings told) {
    return new XksProxy(
        told.endpoint(),
        told.path(),
        told.credential(),
        told.vpcServiceName(),
        told.vpcServiceOwner(),
        VpcService.OK,
        Answers.OK);
  }

  /** The code with which a connect with these settings fails; empty if it succeeds. */
  Optional<String> refuses(XksSettings told) {
    return vpcFault(told)
        .or(() -> answerFault(told))
        .or(() -> when(!path.equals(told.path()), "XKS_PROXY_INVALID_CONFIGURATION"))
        .or(() -> when(!credential.equals(told.credential()), "INVALID_CREDENTIALS"));
  }

  private Optional<String> vpcFault(XksSettings told) {
    if (told.connectivity() == XksSettings.Connectivity.PUBLIC_ENDPOINT) {
      return Optional.empty();
    }
    boolean otherName = vpcServiceName != null && !vpcServiceName.equals(told.vpcServiceName());
    boolean otherOwner = vpcServiceOwner != null && !vpcServiceOwner.equals(told.vpcServiceOwner());
    return when(
            otherName || otherOwner || vpcService == VpcService.MISSING,
            "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND")
        .or(
            () ->
                when(
                    vpcService == VpcService.INVALID,
                    "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION"));
  }

  private Optional<String> answerFault(XksSettings told) {
    if (!endpoint.equals(told.endpoint())) {
      return Optional.of("XKS_PROXY_NOT_REACHABLE");
    }
    return when(answers != Answers.OK, "XKS_PROXY_" + answers);
  }

  private static Optional<String> when(boolean so, String code) {
    return so ? Optional.of(code) : Optional.empty();
  }
}
