package io.keystoreconnector.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One endpoint for all services that the functions call, regardless of how the machine is
 * configured. The names are those of the AWS SDK for Java, where a system property takes precedence
 * over the environment and the files below {@code ~/.aws}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     Service-specific endpoints</a>
 */
public record Endpoint(URI uri) {

  private static final List<String> SERVICES =
      List.of(
          "",
          "Kms",
          "CloudhsmV2",
          "SecretsManager",
          "DynamoDb",
          "Sfn",
          "CloudFormation",
          "S3",
          "Rds",
          "EventBridge",
          "Sns");

  /**
   * The variables in which the AWS CLI and the SDKs look for the endpoints of these services.
   *
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html">
   *     Identifiers for service-specific endpoints</a>
   */
  public static final List<String> VARIABLES =
      List.of(
          "AWS_ENDPOINT_URL_KMS",
          "AWS_ENDPOINT_URL_CLOUDHSM_V2",
          "AWS_ENDPOINT_URL_SECRETS_MANAGER",
          "AWS_ENDPOINT_URL_DYNAMODB",
          "AWS_ENDPOINT_URL_SFN",
          "AWS_ENDPOINT_URL_CLOUDFORMATION",
          "AWS_ENDPOINT_URL_S3",
          "AWS_ENDPOINT_URL_RDS",
          "AWS_ENDPOINT_URL_EVENTBRIDGE",
          "AWS_ENDPOINT_URL_SNS");

  /** The environment for a {@link Deployment}. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    SERVICES.forEach(service -> environment.put("aws.endpointUrl" + service, uri.toString()));
    environment.put("aws.ignoreConfiguredEndpointUrls", "false");
    environment.put("http.nonProxyHosts", "127.0.0.1|localhost");
    environment.put("PRIMING", "off");
    return environment;
  }
}
