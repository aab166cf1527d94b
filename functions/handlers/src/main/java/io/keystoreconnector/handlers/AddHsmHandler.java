package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.Answer;
import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.util.Optional;

/** Calls CreateHsm on a cluster that has no active HSM and none on its way. */
public final class AddHsmHandler extends ActHandler {

  private final Clusters clusters;
  private final AllowList allowed;

  /** The one that Lambda calls. */
  public AddHsmHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private AddHsmHandler(AwsWiring aws, Settings settings) {
    this(aws.clusters(), settings);
    settings.prime(() -> prime(clusters::any));
  }

  AddHsmHandler(Clusters clusters, Settings settings) {
    super(settings);
    this.clusters = clusters;
    this.allowed = settings.addHsm();
  }

  @Override
  Answer act(String keyStoreId, Event act, int retry) {
    if (!allowed.allows(keyStoreId)) {
      throw new Refused(
          "NotAllowed", "The deployment does not allow buying an HSM for the key store.");
    }
    String clusterId = act.text("clusterId");
    Optional<Cluster> cluster = clusters.byId(clusterId);
    if (cluster.filter(seen -> seen.activeHsms() == 0 && !seen.hsmBeingCreated()).isEmpty()) {
      return skipped("The cluster has an HSM by now, or is gone.");
    }
    String hsm = clusters.createHsm(clusterId, act.text("availabilityZone"));
    return accepted("CloudHSM is creating " + hsm + ".");
  }
}
