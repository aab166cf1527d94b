package io.keystoreconnector.handlers.aws;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Waits longer for the answer to UpdateCustomKeyStore than for any other. KMS refuses a new setting
 * of an external key store only after it has asked the proxy, and a new cluster after it has asked
 * CloudHSM; a refusal that nobody waits for is a run that does not know what is wrong.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/update-xks-keystore.html">Edit
 *     external key store properties</a>
 */
record OperationTimeouts(SdkHttpClient usual, SdkHttpClient patient) implements SdkHttpClient {

  private static final String UPDATE = "TrentService.UpdateCustomKeyStore";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return client(request).prepareRequest(request);
  }

  private SdkHttpClient client(HttpExecuteRequest request) {
    return request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .filter(UPDATE::equals)
            .isPresent()
        ? patient
        : usual;
  }

  @Override
  public String clientName() {
    return usual.clientName();
  }

  @Override
  public void close() {
    usual.close();
    patient.close();
  }
}
