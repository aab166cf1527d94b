package io.keystoreconnector.handlers.aws;

import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Secrets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Creates the clients, and the ports over them. Nothing here retries: the state machine does, where
 * a person can see it, and where it is known whether a call may be repeated.
 */
public final class AwsWiring {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
  static final Duration UPDATE_TIMEOUT = Duration.ofSeconds(5);

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Region region;

  /**
   * Takes Region and credentials from the function's environment, or, outside Lambda, from wherever
   * the SDK finds them.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException if there is no Region
   */
  public AwsWiring() {
    // The JDK silently sends a POST again when a connection breaks, and a second CreateHsm buys a
    // second HSM. Streamed calls, currently all of the SDK's, are exempt; this does not rely on it.
    System.setProperty("sun.net.http.retryPost", "false");
    http = httpClient();
    boolean lambda = System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null;
    credentials = lambda ? ofFunction() : DefaultCredentialsProvider.builder().build();
    region =
        lambda
            ? Region.of(System.getenv("AWS_REGION"))
            : DefaultAwsRegionProviderChain.builder().build().getRegion();
  }

  /**
   * The function's own credentials. With SnapStart, Lambda serves them from an address instead of
   * writing them into the environment, because those of the snapshot expire.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
   */
  private static AwsCredentialsProvider ofFunction() {
    return System.getenv("AWS_ACCESS_KEY_ID") == null
        ? ContainerCredentialsProvider.builder().build()
        : EnvironmentVariableCredentialsProvider.create();
  }

  /** KMS. */
  public KeyStores keyStores() {
    return new KmsKeyStores(configured(KmsClient.builder()).build());
  }

  /** CloudHSM. */
  public Clusters clusters() {
    return new CloudHsmClusters(configured(CloudHsmV2Client.builder()).build());
  }

  /** Secrets Manager. */
  public Secrets secrets() {
    return new SecretsManagerSecrets(configured(SecretsManagerClient.builder()).build());
  }

  static OperationTimeouts httpClient() {
    return new OperationTimeouts(httpClient(READ_TIMEOUT), httpClient(UPDATE_TIMEOUT));
  }

  private static SdkHttpClient httpClient(Duration readTimeout) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .socketTimeout(readTimeout)
        .build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
