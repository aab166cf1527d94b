package io.keystoreconnector.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A custom key store as DescribeCustomKeyStores shows it.
 *
 * @param errorCode the ConnectionErrorCode, verbatim; KMS gives it only while the store is FAILED
 * @param clusterId the CloudHSM cluster of a CloudHSM key store
 * @param xksProxy the proxy of an external key store
 */
public record KeyStore(
    String id,
    String name,
    KeyStoreType type,
    ConnectionState state,
    @Nullable String errorCode,
    @Nullable String clusterId,
    @Nullable XksProxy xksProxy) {

  /** The code of a FAILED store if KMS leaves it out. */
  private static final String NO_CODE = "NO_ERROR_CODE";

  /** The code of a FAILED store, never empty. */
  String failureCode() {
    return errorCode == null || errorCode.isBlank() ? NO_CODE : errorCode;
  }

  /** Whether KMS shows another value for the setting; an empty one stands for none. */
  boolean differs(UpdateField field, String value) {
    return !value.equals(Objects.requireNonNullElse(setting(field), ""));
  }

  /** What KMS shows for a setting; null if it shows nothing, as for secrets. */
  @Nullable String setting(UpdateField field) {
    XksProxy proxy = xksProxy;
    return switch (field) {
      case CLOUD_HSM_CLUSTER_ID -> clusterId;
      case XKS_PROXY_URI_ENDPOINT -> proxy == null ? null : proxy.uriEndpoint();
      case XKS_PROXY_URI_PATH -> proxy == null ? null : proxy.uriPath();
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME ->
          proxy == null ? null : proxy.vpcEndpointServiceName();
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER ->
          proxy == null ? null : proxy.vpcEndpointServiceOwner();
      case XKS_PROXY_CONNECTIVITY -> proxy == null ? null : proxy.connectivity();
      case KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID -> null;
    };
  }
}
