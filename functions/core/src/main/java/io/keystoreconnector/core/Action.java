package io.keystoreconnector.core;

import io.keystoreconnector.core.Report.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next. {@link #name()} is the name by which the state machine's Choice knows it: a
 * drift test compares the two.
 */
public sealed interface Action {

  /** Its name for the state machine: the name of the record. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** The outcome of a run that has decided on it. */
  Outcome outcome();

  /** An action that changes something in AWS. */
  sealed interface Act extends Action {

    /** Which kind of act it is. */
    ActKind kind();

    @Override
    default Outcome outcome() {
      return Outcome.IN_PROGRESS;
    }

    @Override
    default String name() {
      return kind().json();
    }
  }

  /** An action that ends the run. */
  sealed interface End extends Action {}

  /** Call ConnectCustomKeyStore. */
  record Connect(String keyStoreId) implements Act {
    @Override
    public ActKind kind() {
      return ActKind.CONNECT;
    }
  }

  /**
   * Call DisconnectCustomKeyStore, on a FAILED store only.
   *
   * @param proof an update that is to follow; it must be proved possible first, so that no repair
   *     is begun that cannot be finished
   */
  record Disconnect(String keyStoreId, Optional<Update> proof) implements Act {
    Disconnect(String keyStoreId) {
      this(keyStoreId, Optional.empty());
    }

    @Override
    public ActKind kind() {
      return ActKind.DISCONNECT;
    }
  }

  /**
   * Call UpdateCustomKeyStore with these settings and, if given, the value of this secret.
   *
   * @param meantFor the state that the store must be in: DISCONNECTED, or CONNECTED for an update
   *     that leaves it so
   */
  record Update(
      String keyStoreId,
      Map<UpdateField, String> settings,
      Optional<Secret> secret,
      ConnectionState meantFor)
      implements Act {
    Update(String keyStoreId, Map<UpdateField, String> settings, Optional<Secret> secret) {
      this(keyStoreId, settings, secret, ConnectionState.DISCONNECTED);
    }

    @Override
    public ActKind kind() {
      return ActKind.UPDATE;
    }

    Update whileConnected() {
      return new Update(keyStoreId, settings, secret, ConnectionState.CONNECTED);
    }
  }

  /** Call CreateHsm. */
  record AddHsm(String keyStoreId, String clusterId, String availabilityZone) implements Act {
    @Override
    public ActKind kind() {
      return ActKind.ADD_HSM;
    }
  }

  /** Read the key store's journal, then check again. */
  record Recall() implements Action {
    @Override
    public Outcome outcome() {
      return Outcome.IN_PROGRESS;
    }
  }

  /** Change nothing, check again after a while. */
  record Wait() implements Action {
    @Override
    public Outcome outcome() {
      return Outcome.IN_PROGRESS;
    }
  }

  /** The store is CONNECTED: success. */
  record Connected() implements End {
    @Override
    public Outcome outcome() {
      return Outcome.CONNECTED;
    }
  }

  /** The store is DISCONNECTED, as requested: success. */
  record LeftDisconnected() implements End {
    @Override
    public Outcome outcome() {
      return Outcome.LEFT_DISCONNECTED;
    }
  }

  /** A dry run has said what it would do: success. */
  record Planned() implements End {
    @Override
    public Outcome outcome() {
      return Outcome.DRY_RUN;
    }
  }

  /** Only a person can continue: failure, with the reason as the error. */
  record NeedsAPerson(String reason, String guidance) implements End {
    @Override
    public Outcome outcome() {
      return Outcome.NEEDS_A_PERSON;
    }
  }

  /** The request cannot be carried out as it stands: failure. */
  record InvalidRequest() implements End {
    @Override
    public Outcome outcome() {
      return Outcome.INVALID_REQUEST;
    }
  }

  /** The version of a secret whose value is to be pushed. */
  record Secret(UpdateField field, String secretId, String versionId) {}
}
