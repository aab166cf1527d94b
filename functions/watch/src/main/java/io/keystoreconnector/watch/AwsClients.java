package io.keystoreconnector.watch;

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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Creates the clients of the watch and of the hub. They retry once by themselves: every call may be
 * repeated, and the next check is only minutes away.
 */
public final class AwsClients {

  /** The longest that a call takes, with its retry. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(8);

  private static final int ATTEMPTS = 2;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(CONNECT_TIMEOUT)
          .socketTimeout(READ_TIMEOUT)
          .build();
  private final boolean lambda = System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null;
  private final AwsCredentialsProvider credentials =
      lambda ? ofFunction() : DefaultCredentialsProvider.builder().build();
  private final Region region =
      lambda
          ? Region.of(System.getenv("AWS_REGION"))
          : DefaultAwsRegionProviderChain.builder().build().getRegion();

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

  String region() {
    return region.id();
  }

  KmsClient kms() {
    return configured(KmsClient.builder()).build();
  }

  CloudHsmV2Client cloudHsm() {
    return configured(CloudHsmV2Client.builder()).build();
  }

  /** Of DynamoDB. */
  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder()).build();
  }

  /** Of EventBridge. */
  public EventBridgeClient eventBridge() {
    return configured(EventBridgeClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(LONGEST_CALL)
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
  }
}
