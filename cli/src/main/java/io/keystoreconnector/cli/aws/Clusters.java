package io.keystoreconnector.cli.aws;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.Cluster;
import software.amazon.awssdk.services.cloudhsmv2.model.Hsm;
import software.amazon.awssdk.services.cloudhsmv2.model.HsmState;

/** The CloudHSM clusters of an account in one Region. */
public final class Clusters {

  private final Session session;
  private final CloudHsmV2Client cloudHsm;

  /** Those that this session reaches. */
  public Clusters(Session session) {
    this.session = session;
    this.cloudHsm = session.client(CloudHsmV2Client.builder());
  }

  /**
   * All of them.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<ClusterFacts> all() {
    return Problems.translated(
        session,
        "cloudhsm:DescribeClusters",
        () ->
            cloudHsm.describeClustersPaginator(r -> {}).stream()
                .flatMap(page -> page.clusters().stream())
                .map(Clusters::facts)
                .toList());
  }

  private static ClusterFacts facts(Cluster cluster) {
    List<Hsm> active =
        cluster.hsms().stream().filter(hsm -> hsm.state() == HsmState.ACTIVE).toList();
    Set<String> taken = active.stream().map(Hsm::availabilityZone).collect(Collectors.toSet());
    return new ClusterFacts(
        cluster.clusterId(),
        cluster.stateAsString(),
        active.size(),
        taken.size(),
        cluster.subnetMapping().keySet().stream()
            .filter(zone -> !taken.contains(zone))
            .sorted()
            .toList());
  }
}
