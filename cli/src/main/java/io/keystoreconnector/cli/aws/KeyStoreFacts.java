package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/**
 * A custom key store as KMS describes it, in the words of AWS.
 *
 * @param clusterId of a CloudHSM key store
 * @param xks of an external key store
 */
public record KeyStoreFacts(
    String id,
    String name,
    String type,
    String state,
    @Nullable String errorCode,
    @Nullable String clusterId,
    @Nullable XksFacts xks) {

  private static final String CLOUDHSM = "AWS_CLOUDHSM";
  private static final String CONNECTED = "CONNECTED";

  /** Whether its keys are in a CloudHSM cluster. */
  public boolean isCloudHsm() {
    return type.equals(CLOUDHSM);
  }

  /** Whether KMS is connected to it. */
  public boolean isConnected() {
    return state.equals(CONNECTED);
  }
}
