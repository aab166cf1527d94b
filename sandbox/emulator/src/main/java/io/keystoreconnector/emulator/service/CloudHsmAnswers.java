package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.Cluster;
import io.keystoreconnector.emulator.world.Hsm;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes clusters and HSMs as DescribeClusters does. */
final class CloudHsmAnswers {

  static final String VPC = "vpc-0123456789abcdef0";
  private static final String HSM_TYPE = "hsm2m.medium";
  private static final long BUILT_MILLIS_AGO = 200L * 24 * 3600 * 1000;

  private final World world;

  CloudHsmAnswers(World world) {
    this.world = world;
  }

  Map<String, Object> cluster(Cluster cluster) {
    return new Body()
        .with("BackupPolicy", "DEFAULT")
        .with("ClusterId", cluster.id())
        .with("CreateTimestamp", world.epochSeconds(-BUILT_MILLIS_AGO))
        .with("Hsms", cluster.hsms().stream().map(h -> hsm(cluster.id(), h)).toList())
        .with("HsmType", HSM_TYPE)
        .with("Mode", "FIPS")
        .with("NetworkType", "IPV4")
        .with("SecurityGroup", "sg-0123456789abcdef0")
        .with("State", cluster.state().name())
        .with("SubnetMapping", subnets(cluster))
        .with("VpcId", VPC)
        .with("Certificates", Map.of("ClusterCertificate", cluster.clusterCertificate()))
        .json();
  }

  Map<String, Object> hsm(String clusterId, Hsm hsm) {
    return new Body()
        .with("AvailabilityZone", hsm.zone())
        .with("ClusterId", clusterId)
        .with("SubnetId", subnet(hsm.zone()))
        .with("EniId", hsm.eniId())
        .with("EniIp", hsm.ip())
        .with("HsmId", hsm.id())
        .with("HsmType", HSM_TYPE)
        .with("State", hsm.state().name())
        .json();
  }

  private static Map<String, Object> subnets(Cluster cluster) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    cluster.zones().forEach(zone -> mapping.put(zone, subnet(zone)));
    return mapping;
  }

  private static String subnet(String zone) {
    return "subnet-0123456789abcde" + zone.charAt(zone.length() - 1) + "0";
  }
}
