package io.keystoreconnector.handlers.account;

import io.keystoreconnector.core.Cluster;
import java.util.Optional;

/** CloudHSM. Every method throws {@link NoUsableAnswer}. */
public interface Clusters {

  /** The cluster with that id; empty if CloudHSM does not know it. */
  Optional<Cluster> byId(String id);

  /**
   * Begins to create an HSM and returns its id. CloudHSM has no idempotency token: a repeated call
   * buys a second one.
   *
   * @throws Refused if CloudHSM refuses with a reason
   */
  String createHsm(String clusterId, String availabilityZone);

  /** The first cluster in the list; empty if there is none. */
  Optional<Cluster> any();
}
