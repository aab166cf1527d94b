package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.util.Optional;

/**
 * Calls CreateHsm on a key store's cluster that has no active HSM, none being created and none that
 * has failed.
 */
public final class AddHsmHandler extends ActHandler {

  private final Clusters clusters;
  private final AllowList allowed;

  /** The handler that Lambda calls. */
  public AddHsmHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private AddHsmHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), aws.clusters(), settings);
    settings.prime(
        () -> {
          prime(clusters::any);
          var unused = keyStores.any();
        });
  }

  AddHsmHandler(KeyStores keyStores, Clusters clusters, Settings settings) {
    super(keyStores, settings);
    this.clusters = clusters;
    this.allowed = settings.addHsm();
  }

  @Override
  ActResult act(KeyStore store, Event act, Deadline deadline) {
    if (!allowed.allows(store)) {
      throw new Refused(
          "NotAllowed", "The deployment does not allow buying an HSM for the key store.");
    }
    String clusterId = act.text("clusterId");
    if (!clusterId.equals(store.clusterId())) {
      return skipped("The cluster is no longer the key store's.");
    }
    Optional<Cluster> cluster = clusters.byId(clusterId);
    if (cluster.filter(AddHsmHandler::needsOne).isEmpty()) {
      return skipped("The cluster now has an HSM, or no longer exists.");
    }
    deadline.leavesTimeFor(Deadline.LONGEST_CALL);
    String hsm = clusters.createHsm(clusterId, act.text("availabilityZone"));
    return new ActResult(ActResult.Outcome.ACCEPTED, "", "CloudHSM is creating " + hsm + ".", hsm);
  }

  private static boolean needsOne(Cluster cluster) {
    return cluster.activeHsms() == 0
        && !cluster.hsmBeingCreated()
        && cluster.hsms().stream().noneMatch(Hsm::degraded);
  }
}
