package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.Cluster;
import io.keystoreconnector.emulator.world.Hsm;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes clusters and HSMs as DescribeClusters does. */
final class CloudHsmAnswers {

  static final String VPC = "vpc-0123456789abcdef0";
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
        .with("Hsms", cluster.hsms().stream().map(h -> hsm(cluster, h)).toList())
        .with("HsmType", cluster.hsmType())
        .with("HsmTypeRollbackExpiration", rollbackUntil(cluster))
        .with("Mode", cluster.mode())
        .with("NetworkType", "IPV4")
        .with("SecurityGroup", "sg-0123456789abcdef0")
        .with("State", cluster.state().name())
        .with("StateMessage", cluster.stateMessage())
        .with("SubnetMapping", subnets(cluster))
        .with("VpcId", VPC)
        .with("Certificates", Map.of("ClusterCertificate", cluster.clusterCertificate()))
        .json();
  }

  private @Nullable Object rollbackUntil(Cluster cluster) {
    OptionalLong until = world.clusters().rollbackUntil(cluster);
    return until.isPresent() ? world.epochSeconds(until.getAsLong()) : null;
  }

  Map<String, Object> hsm(Cluster cluster, Hsm hsm) {
    return new Body()
        .with("AvailabilityZone", hsm.zone())
        .with("ClusterId", cluster.id())
        .with("SubnetId", subnet(hsm.zone()))
        .with("EniId", hsm.eniId())
        .with("EniIp", hsm.ip())
        .with("HsmId", hsm.id())
        .with("HsmType", cluster.hsmType())
        .with("State", hsm.state().name())
        .with("StateMessage", hsm.stateMessage())
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
