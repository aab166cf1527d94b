// Names from AWS. The ConnectionErrorCodes are listed by type of key store; a test compares them with the SDK's list.

const CLOUD_HSM_ONLY = [
  "CLUSTER_NOT_FOUND",
  "INSUFFICIENT_CLOUDHSM_HSMS",
  "INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET",
  "SUBNET_NOT_FOUND",
  "USER_LOCKED_OUT",
  "USER_LOGGED_IN",
  "USER_NOT_FOUND",
];

const BOTH = ["INTERNAL_ERROR", "INVALID_CREDENTIALS", "NETWORK_ERRORS"];

const XKS_ONLY = [
  "XKS_PROXY_ACCESS_DENIED",
  "XKS_PROXY_INVALID_CONFIGURATION",
  "XKS_PROXY_INVALID_RESPONSE",
  "XKS_PROXY_INVALID_TLS_CONFIGURATION",
  "XKS_PROXY_NOT_REACHABLE",
  "XKS_PROXY_TIMED_OUT",
  "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION",
  "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND",
];

export const CODES = {
  AWS_CLOUDHSM: [...BOTH, ...CLOUD_HSM_ONLY].sort(),
  EXTERNAL_KEY_STORE: [...BOTH, ...XKS_ONLY].sort(),
};

export const ALL_CODES = [...new Set([...CODES.AWS_CLOUDHSM, ...CODES.EXTERNAL_KEY_STORE])].sort();

/** What a fault can affect, as choices: the operations that the workflow calls. */
export const OPERATIONS = [
  ["*", "any operation"],
  "DescribeCustomKeyStores",
  "ConnectCustomKeyStore",
  "DisconnectCustomKeyStore",
  "UpdateCustomKeyStore",
  "DescribeClusters",
  "CreateHsm",
  "DescribeSecret",
  "GetSecretValue",
];
