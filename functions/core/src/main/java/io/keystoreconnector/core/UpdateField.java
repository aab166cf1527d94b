package io.keystoreconnector.core;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What {@code update} in a request may change, with the rule that a value must follow.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
public enum UpdateField {
  CLOUD_HSM_CLUSTER_ID(
      "cloudHsmClusterId",
      "--cluster",
      KeyStoreType.AWS_CLOUDHSM,
      "cluster-[2-7a-zA-Z]{11,16}",
      "a cluster id such as cluster-2a3b4c5d6e7 (cluster- and 11 to 16 letters or digits 2 to 7)"),
  KEY_STORE_PASSWORD_SECRET_ID(
      "keyStorePasswordSecretId",
      "--secret",
      KeyStoreType.AWS_CLOUDHSM,
      SecretRule.PATTERN,
      SecretRule.WORDS),
  XKS_PROXY_URI_ENDPOINT(
      "xksProxyUriEndpoint",
      "--xks-endpoint",
      KeyStoreType.EXTERNAL_KEY_STORE,
      length(10, 128) + "https://[a-zA-Z0-9.-]+",
      "https:// and a host name, 10 to 128 characters, without a port or path"),
  XKS_PROXY_URI_PATH(
      "xksProxyUriPath",
      "--xks-path",
      KeyStoreType.EXTERNAL_KEY_STORE,
      length(10, 128) + "(/[a-zA-Z0-9/_-]+)?/kms/xks/v\\d{1,2}",
      "a path that ends in /kms/xks/v1, 10 to 128 characters"),
  XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME(
      "xksProxyVpcEndpointServiceName",
      "--xks-service",
      KeyStoreType.EXTERNAL_KEY_STORE,
      length(20, 64) + "(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+",
      "a service name such as com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718, or an"
          + " empty string with xksProxyConnectivity PUBLIC_ENDPOINT"),
  XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER(
      "xksProxyVpcEndpointServiceOwner",
      "--xks-owner",
      KeyStoreType.EXTERNAL_KEY_STORE,
      "[0-9]{12}",
      "the 12 digits of the AWS account that owns the VPC endpoint service, as a string"),
  XKS_PROXY_CREDENTIAL_SECRET_ID(
      "xksProxyAuthenticationCredentialSecretId",
      "--xks-secret",
      KeyStoreType.EXTERNAL_KEY_STORE,
      SecretRule.PATTERN,
      SecretRule.WORDS),
  XKS_PROXY_CONNECTIVITY(
      "xksProxyConnectivity",
      "--xks-connectivity",
      KeyStoreType.EXTERNAL_KEY_STORE,
      "PUBLIC_ENDPOINT|VPC_ENDPOINT_SERVICE",
      "PUBLIC_ENDPOINT or VPC_ENDPOINT_SERVICE");

  private final String json;
  private final String option;
  private final KeyStoreType type;
  private final Pattern pattern;
  private final String rule;

  UpdateField(String json, String option, KeyStoreType type, String pattern, String rule) {
    this.json = json;
    this.option = option;
    this.type = type;
    this.pattern = Pattern.compile(pattern);
    this.rule = rule;
  }

  /** Its name in a request. */
  public String json() {
    return json;
  }

  /** The option of the command line that gives it. */
  public String option() {
    return option;
  }

  /** What stands in a command for a value that is not known. No shell accepts it. */
  public String placeholder() {
    return "<" + option.substring(2).toUpperCase(Locale.ROOT) + ">";
  }

  /**
   * How a person requests it: before the next connect, which would otherwise use what KMS has now.
   */
  String inOptions() {
    return option + " and --before-connect";
  }

  /** The kind of key store that it belongs to. */
  public KeyStoreType type() {
    return type;
  }

  /**
   * The rule as a regular expression, which also works between the quotation marks of a JSON
   * string.
   */
  public String pattern() {
    return pattern.pattern();
  }

  /** Whether a value follows the rule. */
  public boolean allows(String value) {
    return pattern.matcher(value).matches();
  }

  /** The rule, as the end of a sentence that begins with the field's name and "must be". */
  public String rule() {
    return rule;
  }

  /** Whether the value names a secret instead of being the value for KMS. */
  public boolean namesSecret() {
    return this == KEY_STORE_PASSWORD_SECRET_ID || this == XKS_PROXY_CREDENTIAL_SECRET_ID;
  }

  /**
   * Whether KMS can change it while the store is CONNECTED.
   *
   * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/update-keystore.html">Edit
   *     custom key store settings</a>
   */
  public boolean changesWhileConnected() {
    return this == XKS_PROXY_URI_PATH || this == XKS_PROXY_CREDENTIAL_SECRET_ID;
  }

  /** Looks ahead to the end of the value, which in JSON is a quotation mark. */
  private static String length(int least, int most) {
    return "(?=[^\"]{%d,%d}(\"|$))".formatted(least, most);
  }

  /** The rule for a secret's name or ARN, which two fields share. */
  private static final class SecretRule {
    static final String PATTERN = "[A-Za-z0-9/_+=.@:-]{1,2048}";
    static final String WORDS =
        "the name or ARN of a secret in Secrets Manager (letters, digits and /_+=.@:-)";
  }
}
