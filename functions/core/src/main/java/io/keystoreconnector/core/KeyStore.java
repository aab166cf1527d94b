package io.keystoreconnector.core;

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

  /** What a FAILED store is called FAILED with, should KMS leave the code out. */
  private static final String NO_CODE = "NO_ERROR_CODE";

  /** The code of a FAILED store, never empty. */
  String failureCode() {
    return errorCode == null || errorCode.isBlank() ? NO_CODE : errorCode;
  }
}
