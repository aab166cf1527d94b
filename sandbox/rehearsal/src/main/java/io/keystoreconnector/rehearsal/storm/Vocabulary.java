package io.keystoreconnector.rehearsal.storm;

import java.util.List;
import java.util.Map;

/** The names that the storm chooses from: those of AWS, and of what it puts into its worlds. */
final class Vocabulary {

  static final String STORE_ID = "cks-0123456789abcdef0";
  static final String CLUSTER = "cluster-payments234";
  static final String RELATED = "cluster-related2345";
  static final String SECRET = "payments/kmsuser";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

  /** Entries of lists of key stores: most name the one in the world. */
  static final List<String> ENTRIES =
      List.of(
          STORE_ID,
          STORE_ID,
          STORE_ID,
          "payments",
          "pay*",
          "*ment*",
          "*",
          "cks-another",
          "cks-*",
          "**",
          "Payments",
          "cards-*");

  static final List<String> CLOUDHSM_CODES =
      List.of(
          "INTERNAL_ERROR",
          "NETWORK_ERRORS",
          "INSUFFICIENT_CLOUDHSM_HSMS",
          "INVALID_CREDENTIALS",
          "INVALID_CREDENTIALS",
          "INVALID_CREDENTIALS",
          "USER_LOCKED_OUT",
          "USER_NOT_FOUND",
          "USER_LOGGED_IN",
          "CLUSTER_NOT_FOUND",
          "SUBNET_NOT_FOUND",
          "INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET",
          "A_NEW_CODE");

  static final List<String> XKS_CODES =
      List.of(
          "INTERNAL_ERROR",
          "NETWORK_ERRORS",
          "INVALID_CREDENTIALS",
          "XKS_PROXY_TIMED_OUT",
          "XKS_PROXY_INVALID_RESPONSE",
          "XKS_PROXY_NOT_REACHABLE",
          "XKS_PROXY_INVALID_CONFIGURATION",
          "XKS_PROXY_ACCESS_DENIED",
          "XKS_PROXY_INVALID_TLS_CONFIGURATION",
          "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND",
          "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION",
          "A_NEW_CODE");

  static final List<String> OPERATIONS =
      List.of(
          "*",
          "DescribeCustomKeyStores",
          "DescribeCustomKeyStores",
          "DescribeClusters",
          "ConnectCustomKeyStore",
          "ConnectCustomKeyStore",
          "DisconnectCustomKeyStore",
          "DisconnectCustomKeyStore",
          "UpdateCustomKeyStore",
          "UpdateCustomKeyStore",
          "CreateHsm",
          "GenerateRandom",
          "GetSecretValue",
          "DescribeSecret",
          "UpdateSecretVersionStage");

  /** The workflow's operations on the journal's table. */
  static final List<String> TABLE_OPERATIONS = List.of("GetItem", "PutItem");

  /** Errors that any of these operations may be refused with; the world causes most by itself. */
  static final List<String> ERRORS =
      List.of(
          "CloudHsmClusterNotActiveException",
          "CloudHsmClusterInvalidConfigurationException",
          "CustomKeyStoreInvalidStateException",
          "CustomKeyStoreNotFoundException",
          "KMSInternalException",
          "DependencyTimeoutException",
          "CloudHsmServiceException",
          "ResourceNotFoundException",
          "LimitExceededException");

  /** How Lambda fails before or after the function has taken effect. */
  static final List<String> CRASHES =
      List.of(
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
          "Lambda.Unknown",
          "Runtime.ExitError",
          "Sandbox.Timedout");

  /** How Lambda fails before the function has begun. */
  static final List<String> REFUSALS =
      List.of(
          "Lambda.TooManyRequestsException",
          "Lambda.ResourceNotReadyException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException");

  /** Values next to those that are allowed, and some that are. */
  static final List<Object> NEAR_MISSES =
      List.of(
          "",
          " ",
          "true",
          "false",
          "3",
          "CONNECT ",
          "leave",
          "Connect",
          "CKS-0123456789ABCDEF0",
          " " + STORE_ID,
          STORE_ID + "\n",
          "c".repeat(64),
          "c".repeat(65),
          "n".repeat(256),
          "n".repeat(257),
          0,
          1,
          5.0,
          1.5,
          true,
          false,
          List.of(),
          List.of(STORE_ID),
          Map.of(),
          Map.of("when", "BEFORE_CONNECT"));

  /** Values for a field of an update next to those that are allowed, and some that are. */
  static final List<Object> NEAR_UPDATES =
      List.of(
          "",
          "ON_FAILURE",
          "NOW",
          "now",
          "before_connect",
          CLUSTER,
          "cluster-1234567890",
          "cluster-",
          SECRET,
          "payments kmsuser",
          "s".repeat(2048),
          "s".repeat(2049),
          "https://a.b",
          "https://xks.example.com:8443",
          "http://xks.example.com",
          "/kms/xks/v1",
          "/kms/xks/v1/",
          "/kms/xks/v123",
          "PUBLIC_ENDPOINT",
          "public_endpoint",
          "444455556666",
          "44445555666",
          444455556666L,
          true,
          List.of(SECRET),
          Map.of("password", "PlantedRequestPass1"));

  /** As JSON text, because not all of them can be numbers in Java. */
  static final List<String> HOSTILE_NUMBERS =
      List.of(
          "-0",
          "-1",
          "1e2",
          "1e300",
          "1e-400",
          "0.1e1",
          "9007199254740993",
          "9223372036854775808",
          "9".repeat(308),
          "0." + "1".repeat(400));

  /** Strings that mean something to a component that they pass through. */
  static final List<String> HOSTILE_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\nb\r\nc\tb",
          "\u001b[31mred",
          "\u2028\u2029\u0085",
          "\ud800",
          "a\udc00b",
          "\ufeff" + STORE_ID,
          "\u202e" + STORE_ID,
          "\ud83d\ude00",
          "caf\u00c3\u00a9",
          "\ufffd\ufffd",
          "\"",
          "\\",
          "\",\"error\":\"x",
          "{\"a\": 1}",
          "{% $states %}",
          "{% $states.context.Execution.RoleArn %}",
          "{%",
          "%}{%",
          "$",
          "$$",
          "$string($report)",
          "$eval('1')",
          "/(a+)+$/",
          "${CheckFunction}",
          "$.customKeyStoreId",
          "States.Format('{}', 1)",
          "%s%n%d",
          "{0}",
          "../../etc/passwd",
          "/",
          "file:///etc/passwd",
          "https://example.com/?a=b#c",
          KEY,
          "C:\\windows",
          "x'; DROP TABLE keys; --",
          "<script>alert(1)</script>",
          "payments,cks-another",
          "none",
          "null",
          "undefined",
          "NaN",
          "__proto__",
          "constructor",
          "Error",
          "Cause",
          "Payload",
          "callback",
          "customKeyStoreId",
          "update",
          "sequence",
          "x".repeat(300));

  private Vocabulary() {}
}
