package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.KeyStoreChange;
import io.keystoreconnector.emulator.world.XksCredential;
import io.keystoreconnector.emulator.world.XksSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of CreateCustomKeyStore and UpdateCustomKeyStore. */
final class KmsRequests {

  private static final List<String> CLOUD_HSM =
      List.of("CloudHsmClusterId", "KeyStorePassword", "TrustAnchorCertificate");
  private static final List<String> EXTERNAL =
      List.of(
          "XksProxyConnectivity",
          "XksProxyUriEndpoint",
          "XksProxyUriPath",
          "XksProxyAuthenticationCredential");

  private KmsRequests() {}

  static KeyStoreChange creation(Params params) {
    params.text("CustomKeyStoreName", Constraint.KEY_STORE_NAME);
    String type = params.text("CustomKeyStoreType", Constraint.KEY_STORE_TYPE, "AWS_CLOUDHSM");
    boolean cloudHsm = type.equals("AWS_CLOUDHSM");
    requireAll(params, type, cloudHsm ? CLOUD_HSM : EXTERNAL);
    refuseAny(params, type, cloudHsm ? EXTERNAL : CLOUD_HSM);
    return change(params, "CustomKeyStoreName");
  }

  private static void requireAll(Params params, String type, List<String> names) {
    for (String name : names) {
      if (!params.has(name)) {
        throw AwsError.VALIDATION.because(name + " is required for the type " + type + ".");
      }
    }
  }

  private static void refuseAny(Params params, String type, List<String> names) {
    for (String name : names) {
      if (params.has(name)) {
        throw AwsError.VALIDATION.because(name + " is not valid for the type " + type + ".");
      }
    }
  }

  static KeyStoreChange change(Params params, String nameField) {
    return new KeyStoreChange(
        params.textOrNull(nameField, Constraint.KEY_STORE_NAME),
        params.textOrNull("KeyStorePassword", Constraint.KEY_STORE_PASSWORD),
        params.textOrNull("CloudHsmClusterId", Constraint.CLUSTER_ID),
        new KeyStoreChange.XksChange(
            connectivity(params),
            params.textOrNull("XksProxyUriEndpoint", Constraint.XKS_ENDPOINT),
            params.textOrNull("XksProxyUriPath", Constraint.XKS_PATH),
            credential(params.objectOrNull("XksProxyAuthenticationCredential")),
            vpcServiceName(params),
            params.textOrNull(
                "XksProxyVpcEndpointServiceOwner", Constraint.XKS_VPC_SERVICE_OWNER)));
  }

  private static XksSettings.@Nullable Connectivity connectivity(Params params) {
    String text = params.textOrNull("XksProxyConnectivity", Constraint.XKS_CONNECTIVITY);
    return text == null ? null : XksSettings.Connectivity.valueOf(text);
  }

  /**
   * An empty name is allowed with a move to a public endpoint.
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html
   */
  private static @Nullable String vpcServiceName(Params params) {
    return params.textOrNull(
        "XksProxyVpcEndpointServiceName",
        connectivity(params) == XksSettings.Connectivity.PUBLIC_ENDPOINT
            ? Constraint.XKS_VPC_SERVICE_NAME_OR_NONE
            : Constraint.XKS_VPC_SERVICE_NAME);
  }

  private static @Nullable XksCredential credential(@Nullable Params params) {
    return params == null
        ? null
        : new XksCredential(
            params.text("AccessKeyId", Constraint.XKS_ACCESS_KEY_ID),
            params.text("RawSecretAccessKey", Constraint.XKS_SECRET_KEY));
  }
}
