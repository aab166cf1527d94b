package io.keystoreconnector.watch;

import org.jspecify.annotations.Nullable;

/**
 * A custom key store as KMS shows it.
 *
 * @param state its connection state; null if KMS did not say
 * @param errorCode why it is FAILED; null in any other state
 * @param clusterId its CloudHSM cluster; null for an external key store
 */
record KeyStore(
    String id,
    String name,
    String type,
    @Nullable String state,
    @Nullable String errorCode,
    @Nullable String clusterId) {

  boolean isConnected() {
    return "CONNECTED".equals(state);
  }

  /** Whether it can make a random byte; an external key store cannot. */
  boolean isOfCloudHsm() {
    return type.equals("AWS_CLOUDHSM");
  }
}
