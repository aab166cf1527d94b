package io.keystoreconnector.emulator.world;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Every error that the emulated services can return, by its name on the wire. */
public enum AwsError {
  ACCESS_DENIED("AccessDeniedException"),
  THROTTLING("ThrottlingException"),
  VALIDATION("ValidationException"),
  SERIALIZATION("SerializationException"),
  NOT_EMULATED("NotEmulatedException"),

  CLUSTER_IN_USE("CloudHsmClusterInUseException"),
  CLUSTER_INVALID_CONFIGURATION("CloudHsmClusterInvalidConfigurationException"),
  CLUSTER_NOT_ACTIVE("CloudHsmClusterNotActiveException"),
  CLUSTER_NOT_FOUND("CloudHsmClusterNotFoundException"),
  CLUSTER_NOT_RELATED("CloudHsmClusterNotRelatedException"),
  DEPENDENCY_TIMEOUT("DependencyTimeoutException", 503),
  KEY_NOT_FOUND("NotFoundException"),
  KEY_STORE_HAS_KEYS("CustomKeyStoreHasCMKsException"),
  KEY_STORE_INVALID_STATE("CustomKeyStoreInvalidStateException"),
  KEY_STORE_NAME_IN_USE("CustomKeyStoreNameInUseException"),
  KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException"),
  INCORRECT_TRUST_ANCHOR("IncorrectTrustAnchorException"),
  INVALID_MARKER("InvalidMarkerException"),
  KMS_INTERNAL("KMSInternalException", 500),
  KMS_INVALID_STATE("KMSInvalidStateException", 409),
  /** KMS and Secrets Manager use the same name. */
  LIMIT_EXCEEDED("LimitExceededException"),
  UNSUPPORTED_OPERATION("UnsupportedOperationException"),
  XKS_INCORRECT_CREDENTIAL("XksProxyIncorrectAuthenticationCredentialException"),
  XKS_INVALID_CONFIGURATION("XksProxyInvalidConfigurationException"),
  XKS_INVALID_RESPONSE("XksProxyInvalidResponseException"),
  XKS_ENDPOINT_IN_USE("XksProxyUriEndpointInUseException"),
  XKS_URI_IN_USE("XksProxyUriInUseException"),
  XKS_UNREACHABLE("XksProxyUriUnreachableException"),
  XKS_VPC_SERVICE_IN_USE("XksProxyVpcEndpointServiceInUseException"),
  XKS_VPC_SERVICE_INVALID("XksProxyVpcEndpointServiceInvalidConfigurationException"),
  XKS_VPC_SERVICE_NOT_FOUND("XksProxyVpcEndpointServiceNotFoundException"),

  HSM_ACCESS_DENIED("CloudHsmAccessDeniedException"),
  HSM_INTERNAL("CloudHsmInternalFailureException", 500),
  HSM_INVALID_REQUEST("CloudHsmInvalidRequestException"),
  HSM_NOT_FOUND("CloudHsmResourceNotFoundException"),
  HSM_SERVICE("CloudHsmServiceException"),
  HSM_TAG("CloudHsmTagException"),

  /** Secrets Manager's model has these two without the suffix. */
  SECRET_DECRYPTION("DecryptionFailure"),
  SECRET_INTERNAL("InternalServiceError", 500),
  SECRET_ENCRYPTION("EncryptionFailure"),
  SECRET_INVALID_PARAMETER("InvalidParameterException"),
  SECRET_INVALID_REQUEST("InvalidRequestException"),
  SECRET_EXISTS("ResourceExistsException"),
  /** Secrets Manager and DynamoDB use the same name. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),

  CONDITION_FAILED("ConditionalCheckFailedException"),
  CAPACITY_EXCEEDED("ProvisionedThroughputExceededException"),
  REQUEST_LIMIT_EXCEEDED("RequestLimitExceeded"),
  ITEM_COLLECTION_TOO_LARGE("ItemCollectionSizeLimitExceededException"),
  TRANSACTION_CONFLICT("TransactionConflictException"),
  TABLE_INTERNAL("InternalServerError", 500),

  EXECUTION_EXISTS("ExecutionAlreadyExists"),
  EXECUTION_NOT_FOUND("ExecutionDoesNotExist"),
  EXECUTION_LIMIT("ExecutionLimitExceeded"),
  EXECUTION_INPUT("InvalidExecutionInput"),
  EXECUTION_NAME("InvalidName"),
  STATES_ARN("InvalidArn"),
  STATES_TOKEN("InvalidToken"),
  STATE_MACHINE_DELETING("StateMachineDeleting"),
  STATE_MACHINE_NOT_FOUND("StateMachineDoesNotExist"),
  STATES_INTERNAL("InternalFailure", 500),

  EVENTS_INTERNAL("InternalException", 500),

  /** The names that CloudFormation and RDS have for errors that the others share. */
  QUERY_ACCESS_DENIED("AccessDenied", 403),
  QUERY_THROTTLED("Throttling"),
  /** Also for a stack that does not exist. */
  STACK_VALIDATION("ValidationError"),
  STACK_CAPABILITIES("InsufficientCapabilitiesException"),
  CHANGE_SET_NOT_FOUND("ChangeSetNotFound", 404),
  CHANGE_SET_STATUS("InvalidChangeSetStatus"),

  BUCKET_NOT_FOUND("NoSuchBucket", 404),
  OBJECT_NOT_FOUND("NoSuchKey", 404),
  OBJECT_EXISTS("PreconditionFailed", 412),
  BUCKET_ELSEWHERE("PermanentRedirect", 301),

  DATABASE_NOT_FOUND("DBInstanceNotFound", 404),
  DATABASE_CLUSTER_NOT_FOUND("DBClusterNotFoundFault", 404),
  DATABASE_INVALID_PARAMETER("InvalidParameterValue"),

  /** SNS has its own names and HTTP statuses for errors that the others share. */
  SNS_ACCESS_DENIED("AuthorizationError", 403),
  SNS_INTERNAL("InternalError", 500),
  SNS_INVALID_PARAMETER("InvalidParameter"),
  SNS_NOT_FOUND("NotFound", 404),
  SNS_THROTTLED("Throttled", 429);

  private final String wireName;
  private final int status;

  AwsError(String wireName) {
    this(wireName, 400);
  }

  AwsError(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /** The value of {@code __type}. */
  public String wireName() {
    return wireName;
  }

  /** The HTTP status that carries it. */
  public int status() {
    return status;
  }

  /** This error as an exception, with its message for the caller. */
  public Refusal because(String message) {
    return new Refusal(this, message);
  }

  /** Finds an error by its name on the wire, with or without the suffix {@code Exception}. */
  static Optional<AwsError> named(String name) {
    return Arrays.stream(values())
        .filter(e -> e.wireName.equals(name) || e.wireName.equals(name + "Exception"))
        .min(Comparator.comparing(e -> !e.wireName.equals(name)));
  }
}
