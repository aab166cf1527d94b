package io.keystoreconnector.benchmarks.functions;

import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;

/** Clients that look nothing up: HTTP client, Region and credentials are given. */
final class Clients {
  private Clients() {}

  static Look over(SdkHttpClient http) {
    return new Look(
        explicit(KmsClient.builder()).httpClient(http).build(),
        explicit(CloudHsmV2Client.builder()).httpClient(http).build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> B explicit(B builder) {
    return builder
        .region(Region.of(System.getenv("AWS_REGION")))
        .credentialsProvider(EnvironmentVariableCredentialsProvider.create());
  }
}
