package io.keystoreconnector.handlers.account;

import io.keystoreconnector.core.Cluster;
import java.util.Optional;

/** CloudHSM. Every method throws {@link NoUsableAnswer}. */
public interface Clusters {

  /** The cluster with that id; empty if CloudHSM knows none. */
  Optional<Cluster> byId(String id);

  /**
   * Begins to create an HSM and gives its id. CloudHSM has no idempotency token: a repeated call
   * buys a second one.
   *
   * @throws Refused if CloudHSM names a reason against it
   */
  String createHsm(String clusterId, String availabilityZone);

  /** Whichever cluster comes first; empty if there is none. */
  Optional<Cluster> any();
}
