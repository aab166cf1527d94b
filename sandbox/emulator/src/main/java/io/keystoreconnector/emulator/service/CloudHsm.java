package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Cluster;
import io.keystoreconnector.emulator.world.Clusters;
import io.keystoreconnector.emulator.world.Hsm;
import io.keystoreconnector.emulator.world.Variants;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** AWS CloudHSM v2, as far as it concerns reading clusters and backups and changing HSMs. */
final class CloudHsm implements Service {

  private final World world;
  private final Clusters clusters;
  private final CloudHsmAnswers answers;

  CloudHsm(World world) {
    this.world = world;
    this.clusters = world.clusters();
    this.answers = new CloudHsmAnswers(world);
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("DescribeClusters", this::describe);
    operations.put("DescribeBackups", new CloudHsmBackups(world)::describe);
    operations.put("CreateHsm", this::createHsm);
    operations.put("DeleteHsm", this::deleteHsm);
    operations.put("ModifyCluster", this::modify);
    return operations;
  }

  private Map<String, Object> describe(Params params) {
    int size = params.number("MaxResults", 1, 25, 25);
    String token = params.textOrNull("NextToken", Constraint.NEXT_TOKEN);
    List<Cluster> found =
        clusters.all().stream()
            .filter(this::listed)
            .filter(CloudHsmFilters.of(params.objectOrNull("Filters")))
            .toList();
    Page<Cluster> page =
        Page.of(
            "DescribeClusters" + params.without("MaxResults", "NextToken"),
            found,
            token,
            size,
            AwsError.HSM_INVALID_REQUEST.because(Page.UNKNOWN));
    return new Body()
        .with("Clusters", page.items().stream().map(answers::cluster).toList())
        .with("NextToken", page.next())
        .json();
  }

  private boolean listed(Cluster cluster) {
    return cluster.state() != Cluster.State.DELETED
        || world.variants().deletedClusters() == Variants.Deleted.SHOWN;
  }

  private Map<String, Object> createHsm(Params params) {
    String clusterId = params.text("ClusterId", Constraint.CLUSTER_ID);
    String zone = params.text("AvailabilityZone", Constraint.ZONE);
    String ip = params.textOrNull("IpAddress", Constraint.IP_ADDRESS);
    Hsm hsm = clusters.createHsm(clusterId, zone, ip);
    return new Body().with("Hsm", answers.hsm(clusters.get(clusterId), hsm)).json();
  }

  /** The retention of backups is accepted and has no effect here. */
  private Map<String, Object> modify(Params params) {
    String clusterId = params.text("ClusterId", Constraint.CLUSTER_ID);
    String hsmType = params.textOrNull("HsmType", Constraint.HSM_TYPE);
    var unused = params.objectOrNull("BackupRetentionPolicy");
    Cluster cluster =
        hsmType == null ? clusters.get(clusterId) : clusters.changeHsmType(clusterId, hsmType);
    return new Body().with("Cluster", answers.cluster(cluster)).json();
  }

  private Map<String, Object> deleteHsm(Params params) {
    String clusterId = params.text("ClusterId", Constraint.CLUSTER_ID);
    return new Body().with("HsmId", clusters.deleteHsm(clusterId, which(params)).id()).json();
  }

  private static Predicate<Hsm> which(Params params) {
    String id = params.textOrNull("HsmId", Constraint.HSM_ID);
    String eni = params.textOrNull("EniId", Constraint.ENI_ID);
    String ip = params.textOrNull("EniIp", Constraint.IP_ADDRESS);
    if (id == null && eni == null && ip == null) {
      throw AwsError.HSM_INVALID_REQUEST.because("Specify HsmId, EniId or EniIp.");
    }
    return hsm ->
        (id == null || id.equals(hsm.id()))
            && (eni == null || eni.equals(hsm.eniId()))
            && (ip == null || ip.equals(hsm.ip()));
  }

  @Override
  public String name() {
    return "cloudhsm";
  }

  @Override
  public String targetPrefix() {
    return "BaldrApiService";
  }

  @Override
  public AwsError internalError() {
    return AwsError.HSM_INTERNAL;
  }

  @Override
  public String messageField() {
    return "Message";
  }
}
