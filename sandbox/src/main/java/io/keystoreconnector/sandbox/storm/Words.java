package io.keystoreconnector.sandbox.storm;

import java.util.List;

/** The names of AWS that the storm chooses from, and of what it puts into its worlds. */
final class Words {

  static final String STORE_ID = "cks-0123456789abcdef0";
  static final String CLUSTER = "cluster-payments234";
  static final String RELATED = "cluster-related2345";
  static final String SECRET = "payments/kmsuser";

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
          "GetSecretValue",
          "DescribeSecret",
          "UpdateSecretVersionStage");

  /** Errors that any of these operations may be refused with; the world has most by itself. */
  static final List<String> ERRORS =
      List.of(
          "CloudHsmClusterNotActiveException",
          "CloudHsmClusterInvalidConfigurationException",
          "CustomKeyStoreInvalidStateException",
          "CustomKeyStoreNotFoundException",
          "KMSInternalException",
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
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException");

  private Words() {}
}
