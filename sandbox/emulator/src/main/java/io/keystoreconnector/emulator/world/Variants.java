package io.keystoreconnector.emulator.world;

/**
 * What AWS does not document, both ways. The first choice of each is the default.
 *
 * @param connectWhileConnected Connect on a CONNECTED store
 * @param connectWhileConnecting Connect on a CONNECTING store
 * @param connectWithoutActiveHsm Connect while the cluster has no active HSM
 * @param fifthFailedLogIn the code of the very connect whose failed log-in locks kmsuser
 * @param labelMovedToItsOwnVersion UpdateSecretVersionStage to the version that has the label
 * @param deletedClusters whether DescribeClusters still lists a deleted cluster
 */
public record Variants(
    Repeat connectWhileConnected,
    Repeat connectWhileConnecting,
    NoHsm connectWithoutActiveHsm,
    FifthLogIn fifthFailedLogIn,
    LabelMove labelMovedToItsOwnVersion,
    Deleted deletedClusters) {

  /** A call that asks for what is already so. */
  public enum Repeat {
    /** Answered with success, and nothing changes. */
    ACCEPTED,
    INVALID_STATE
  }

  /** When a missing HSM is found out. */
  public enum NoHsm {
    /** The connect ends FAILED with INSUFFICIENT_CLOUDHSM_HSMS. */
    FAILS_LATER,
    /** The call is refused with CloudHsmClusterInvalidConfigurationException. */
    REFUSED
  }

  /** What the fifth failed log-in is called. */
  public enum FifthLogIn {
    INVALID_CREDENTIALS,
    USER_LOCKED_OUT
  }

  /** A staging label is moved to the version that bears it already. */
  public enum LabelMove {
    ACCEPTED,
    INVALID_PARAMETER
  }

  /** Whether a deleted cluster is listed with state DELETED. */
  public enum Deleted {
    HIDDEN,
    SHOWN
  }
}
