package io.keystoreconnector.emulator.world;

/**
 * Both ways of what AWS does not document. The first choice of each is the default.
 *
 * @param connectWhileConnected Connect on a CONNECTED store
 * @param connectWhileConnecting Connect on a CONNECTING store
 * @param connectWithoutActiveHsm Connect while the cluster has no active HSM
 * @param connectToDegradedCluster Connect to a DEGRADED cluster that has an active HSM
 * @param fifthFailedLogIn the code of the connect whose failed login locks kmsuser
 * @param labelMovedToItsOwnVersion UpdateSecretVersionStage to the version that has the label
 * @param useWithoutActiveHsm how the use of a CONNECTED store ends whose cluster has no active HSM
 * @param deletedClusters whether DescribeClusters still lists a deleted cluster
 * @param xksUpdateWhileConnected an external key store's credential or path is updated while it is
 *     CONNECTED
 */
public record Variants(
    Repeat connectWhileConnected,
    Repeat connectWhileConnecting,
    NoHsm connectWithoutActiveHsm,
    DegradedCluster connectToDegradedCluster,
    FifthLogIn fifthFailedLogIn,
    LabelMove labelMovedToItsOwnVersion,
    NoHsmUse useWithoutActiveHsm,
    Deleted deletedClusters,
    LiveUpdate xksUpdateWhileConnected) {

  /** A call that asks for the state that already exists. */
  public enum Repeat {
    /** Answered with success, and nothing changes. */
    ACCEPTED,
    INVALID_STATE
  }

  /** When a missing HSM is noticed. */
  public enum NoHsm {
    /** The connect ends FAILED with INSUFFICIENT_CLOUDHSM_HSMS. */
    FAILS_LATER,
    /** The call is refused with CloudHsmClusterInvalidConfigurationException. */
    REFUSED
  }

  /** Whether KMS counts a DEGRADED cluster as active. */
  public enum DegradedCluster {
    ACCEPTED,
    /** The call is refused with CloudHsmClusterNotActiveException. */
    NOT_ACTIVE
  }

  /** The code of the fifth failed login. */
  public enum FifthLogIn {
    INVALID_CREDENTIALS,
    USER_LOCKED_OUT
  }

  /** A staging label is moved to the version that already has it. */
  public enum LabelMove {
    ACCEPTED,
    INVALID_PARAMETER
  }

  /** The error of a call that needs an HSM when there is none. */
  public enum NoHsmUse {
    DEPENDENCY_TIMEOUT(AwsError.DEPENDENCY_TIMEOUT),
    KMS_INTERNAL(AwsError.KMS_INTERNAL),
    INVALID_STATE(AwsError.KEY_STORE_INVALID_STATE);

    private final AwsError error;

    NoHsmUse(AwsError error) {
      this.error = error;
    }

    AwsError error() {
      return error;
    }
  }

  /** Whether the settings that some pages exempt need a DISCONNECTED store all the same. */
  public enum LiveUpdate {
    ACCEPTED,
    INVALID_STATE
  }

  /** Whether a deleted cluster is listed with state DELETED. */
  public enum Deleted {
    HIDDEN,
    SHOWN
  }
}
