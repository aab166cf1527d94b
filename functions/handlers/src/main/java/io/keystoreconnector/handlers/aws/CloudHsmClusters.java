package io.keystoreconnector.handlers.aws;

import static io.keystoreconnector.handlers.aws.AwsErrors.translated;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.DescribeClustersRequest;

/** Clusters in CloudHSM. */
final class CloudHsmClusters implements Clusters {

  private static final String DESCRIBE = "cloudhsm:DescribeClusters";

  private final CloudHsmV2Client cloudHsm;

  CloudHsmClusters(CloudHsmV2Client cloudHsm) {
    this.cloudHsm = cloudHsm;
  }

  @Override
  public Optional<Cluster> byId(String id) {
    return find(request -> request.filters(Map.of("clusterIds", List.of(id))));
  }

  @Override
  public Optional<Cluster> any() {
    return find(request -> request.maxResults(1));
  }

  /** A page may be empty although others follow, so nothing is missing before the last one. */
  private Optional<Cluster> find(Consumer<DescribeClustersRequest.Builder> which) {
    try {
      return translated(
              DESCRIBE,
              () ->
                  cloudHsm.describeClustersPaginator(which).stream()
                      .flatMap(page -> page.clusters().stream())
                      .findFirst())
          .map(CloudHsmClusters::cluster);
    } catch (Refused refused) {
      throw AwsErrors.noLook(DESCRIBE, refused);
    }
  }

  private static Cluster cluster(software.amazon.awssdk.services.cloudhsmv2.model.Cluster seen) {
    return new Cluster(
        seen.clusterId(),
        seen.stateAsString(),
        seen.hsms().stream()
            .map(
                hsm ->
                    new Hsm(
                        hsm.hsmId(),
                        String.valueOf(hsm.availabilityZone()),
                        String.valueOf(hsm.stateAsString()),
                        hsm.stateMessage()))
            .toList(),
        seen.subnetMapping().keySet().stream().sorted().toList(),
        seen.certificates() == null ? null : seen.certificates().clusterCertificate(),
        new Cluster.Details(
            seen.hsmType(),
            seen.modeAsString(),
            seen.stateMessage(),
            seen.hsmTypeRollbackExpiration()));
  }

  @Override
  public String createHsm(String clusterId, String availabilityZone) {
    return translated(
            "cloudhsm:CreateHsm",
            () ->
                cloudHsm.createHsm(r -> r.clusterId(clusterId).availabilityZone(availabilityZone)))
        .hsm()
        .hsmId();
  }
}
