package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudhsmv2.model.Cluster;
import software.amazon.awssdk.services.cloudhsmv2.model.ClusterState;
import software.amazon.awssdk.services.cloudhsmv2.model.Hsm;
import software.amazon.awssdk.services.cloudhsmv2.model.HsmState;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;

/** What the two Describe operations show, page by page, and after a write. */
class DescribeTest {

  private static final String TWO_CLUSTERS =
      """
      {'clusters': [{'id': 'cluster-firstcluster', 'backupHistory': 'one'},
                    {'id': 'cluster-secondcluste', 'backupHistory': 'one', 'hsms': 0, 'state': 'INITIALIZED'}]}
      """;

  @Test
  void aClusterStoreIsShownWithAllItsFields() {
    Bench bench = Bench.of("{'keyStores': [{'name': 'store'}], 'clusters': [{}]}");
    CustomKeyStoresListEntry seen = bench.look();
    assertThat(seen.customKeyStoreId()).matches("cks-[0-9a-f]{17}");
    assertThat(seen.customKeyStoreName()).isEqualTo("store");
    assertThat(seen.customKeyStoreTypeAsString()).isEqualTo("AWS_CLOUDHSM");
    assertThat(seen.cloudHsmClusterId()).matches("cluster-[2-7a-zA-Z]{11,16}");
    assertThat(seen.trustAnchorCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(seen.creationDate()).isEqualTo("2026-11-22T03:00:00Z");
    assertThat(seen.connectionErrorCodeAsString()).isNull();
    assertThat(seen.xksProxyConfiguration()).isNull();
  }

  @Test
  void anExternalStoreIsShownWithItsProxyButNotItsSecretKey() {
    Bench bench = Bench.of("{'keyStores': [{'name': 'store', 'xks': {}}]}");
    CustomKeyStoresListEntry seen = bench.look();
    assertThat(seen.cloudHsmClusterId()).isNull();
    assertThat(seen.xksProxyConfiguration().uriEndpoint()).isEqualTo("https://xks.example.com");
    assertThat(seen.xksProxyConfiguration().uriPath()).isEqualTo("/kms/xks/v1");
    assertThat(seen.xksProxyConfiguration().accessKeyId()).isEqualTo("ABCDEFGHIJKLMNOPQRST");
    assertThat(seen.xksProxyConfiguration().connectivityAsString()).isEqualTo("PUBLIC_ENDPOINT");
  }

  @ParameterizedTest
  @CsvSource({"7, 1", "4, 2", "3, 3", "1, 7", "1, 1000"})
  void keyStoresComeInPages(int pages, int limit) {
    Bench bench =
        Bench.of("{'settings': {'requestsPerSecond': 0}, 'keyStores': [" + stores(7) + "]}");
    List<String> names = new ArrayList<>();
    int calls = 0;
    String marker = null;
    do {
      DescribeCustomKeyStoresRequest.Builder request =
          DescribeCustomKeyStoresRequest.builder().limit(limit);
      DescribeCustomKeyStoresResponse page =
          bench
              .kms()
              .describeCustomKeyStores(
                  marker == null ? request.build() : request.marker(marker).build());
      page.customKeyStores().forEach(k -> names.add(k.customKeyStoreName()));
      assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
      marker = page.nextMarker();
      calls++;
    } while (marker != null);
    assertThat(calls).isEqualTo(pages);
    assertThat(names).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
  }

  private static String stores(int count) {
    return String.join(",", IntStream.range(0, count).mapToObj(i -> storeNamed("s" + i)).toList());
  }

  private static String storeNamed(String name) {
    return "{'name': '%s', 'xks': {'endpoint': 'https://%s.example.com'}}".formatted(name, name);
  }

  @Test
  void oneKeyStoreIsFoundByIdOrByName() {
    Bench bench = Bench.of("{'keyStores': [" + stores(3) + "]}");
    String id =
        bench
            .kms()
            .describeCustomKeyStores(r -> r.customKeyStoreName("s1"))
            .customKeyStores()
            .getFirst()
            .customKeyStoreId();
    assertThat(bench.kms().describeCustomKeyStores(r -> r.customKeyStoreId(id)).customKeyStores())
        .singleElement()
        .satisfies(k -> assertThat(k.customKeyStoreName()).isEqualTo("s1"));
  }

  @Test
  void aClusterIsShownWithItsHsmsZonesAndCertificate() {
    Bench bench = Bench.of(TWO_CLUSTERS);
    List<Cluster> clusters = bench.cloudHsm().describeClusters().clusters();
    assertThat(clusters)
        .extracting(Cluster::state)
        .containsExactly(ClusterState.ACTIVE, ClusterState.INITIALIZED);
    Cluster first = clusters.getFirst();
    assertThat(first.hsms()).extracting(Hsm::state).containsOnly(HsmState.ACTIVE).hasSize(2);
    assertThat(first.hsms())
        .extracting(Hsm::availabilityZone)
        .containsExactly("eu-central-1a", "eu-central-1b");
    assertThat(first.hsms()).allSatisfy(h -> assertThat(h.hsmId()).matches("hsm-[2-7a-zA-Z]{11}"));
    assertThat(first.hsms()).allSatisfy(h -> assertThat(h.eniId()).matches("eni-[0-9a-f]{8,17}"));
    assertThat(first.subnetMapping())
        .containsOnlyKeys("eu-central-1a", "eu-central-1b", "eu-central-1c");
    assertThat(first.certificates().clusterCertificate())
        .as("related clusters share it")
        .isEqualTo(clusters.getLast().certificates().clusterCertificate());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "clusterIds, cluster-firstcluster, 1",
    "clusterIds, cluster-aaaaaaaaaaaa, 0",
    "states,     INITIALIZED,          1",
    "states,     DEGRADED,             0",
    "vpcIds,     vpc-0123456789abcdef0, 2",
    "vpcIds,     vpc-other,            0"
  })
  void clustersAreFiltered(String filter, String value, int count) {
    Bench bench = Bench.of(TWO_CLUSTERS);
    assertThat(
            bench
                .cloudHsm()
                .describeClusters(r -> r.filters(Map.of(filter, List.of(value))))
                .clusters())
        .hasSize(count);
  }

  @Test
  void clustersComeInPages() {
    Bench bench = Bench.of(TWO_CLUSTERS);
    assertThat(bench.cloudHsm().describeClustersPaginator(r -> r.maxResults(1)).stream())
        .hasSize(2);
  }

  @Test
  void anHsmTakesItsTimeToComeAndToGo() {
    Bench bench = Bench.of(TWO_CLUSTERS);
    Hsm hsm =
        bench
            .cloudHsm()
            .createHsm(r -> r.clusterId("cluster-firstcluster").availabilityZone("eu-central-1c"))
            .hsm();
    assertThat(hsm.state()).isEqualTo(HsmState.CREATE_IN_PROGRESS);
    bench.pass(719.9);
    assertThat(lastHsm(bench).state()).isEqualTo(HsmState.CREATE_IN_PROGRESS);
    bench.pass(0.1);
    assertThat(lastHsm(bench).state()).isEqualTo(HsmState.ACTIVE);
    bench.cloudHsm().deleteHsm(r -> r.clusterId("cluster-firstcluster").eniIp(hsm.eniIp()));
    assertThat(lastHsm(bench).state()).isEqualTo(HsmState.DELETE_IN_PROGRESS);
    bench.pass(60);
    assertThat(lastHsm(bench).hsmId()).isNotEqualTo(hsm.hsmId());
  }

  private static Hsm lastHsm(Bench bench) {
    return bench.cloudHsm().describeClusters().clusters().getFirst().hsms().getLast();
  }

  private static Bench stale(String staleness) {
    return Bench.of(
        """
        {'settings': {'staleSeconds': 3, 'staleness': '%s', 'requestsPerSecond': 0},
         'keyStores': [{'name': 'store'}], 'clusters': [{}]}
        """
            .formatted(staleness));
  }

  @Test
  void aDescribeRightAfterAWriteStillShowsTheOldState() {
    Bench bench = stale("ALWAYS").connect();
    assertThat(bench.state()).isEqualTo("DISCONNECTED");
    assertThat(bench.pass(2.999).state()).isEqualTo("DISCONNECTED");
    assertThat(bench.pass(0.001).state()).isEqualTo("CONNECTING");
  }

  @Test
  void everyWriteIsStaleForItsOwnTime() {
    Bench bench = stale("ALWAYS").connect().pass(2).disconnect();
    assertThat(bench.state()).isEqualTo("DISCONNECTED");
    assertThat(bench.pass(1).state()).isEqualTo("CONNECTING");
    assertThat(bench.pass(2).state()).isEqualTo("DISCONNECTING");
  }

  @Test
  void aStaleDescribeDoesNotChangeWhatKmsAllows() {
    Bench bench = stale("ALWAYS").connect().pass(1).disconnect();
    assertThatThrownBy(bench::connect).hasMessageContaining("DISCONNECTING");
  }

  @Test
  void sometimesADescribeIsStaleAndSometimesNot() {
    Bench bench = stale("SOMETIMES").connect();
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 29; i++) {
      states.add(bench.pass(0.1).state());
    }
    assertThat(states).contains("DISCONNECTED", "CONNECTING");
    assertThat(bench.pass(0.1).state()).isEqualTo("CONNECTING");
  }

  @Test
  void aStoreCreatedOrDeletedAMomentAgoMayBeStale() {
    Bench bench = stale("ALWAYS");
    String id =
        bench
            .kms()
            .createCustomKeyStore(
                r ->
                    r.customKeyStoreName("new")
                        .customKeyStoreType("EXTERNAL_KEY_STORE")
                        .xksProxyConnectivity("PUBLIC_ENDPOINT")
                        .xksProxyUriEndpoint("https://new.example.com")
                        .xksProxyUriPath("/kms/xks/v1")
                        .xksProxyAuthenticationCredential(
                            c ->
                                c.accessKeyId("ABCDEFGHIJKLMNOPQRST")
                                    .rawSecretAccessKey("a".repeat(43))))
            .customKeyStoreId();
    assertThatThrownBy(() -> bench.kms().describeCustomKeyStores(r -> r.customKeyStoreId(id)))
        .isInstanceOf(CustomKeyStoreNotFoundException.class);
    bench.pass(3);
    assertThat(bench.kms().describeCustomKeyStores(r -> r.customKeyStoreId(id)).customKeyStores())
        .hasSize(1);
    bench.kms().deleteCustomKeyStore(r -> r.customKeyStoreId(id));
    assertThat(bench.kms().describeCustomKeyStores().customKeyStores()).hasSize(2);
    assertThat(bench.pass(3).kms().describeCustomKeyStores().customKeyStores()).hasSize(1);
  }

  @Test
  void aStoreOnAClusterCanBeCreatedAndConnected() {
    Bench bench = Bench.of("{'clusters': [{'kmsuser': 'Abcdefg1', 'trustAnchor': 'the anchor'}]}");
    bench
        .kms()
        .createCustomKeyStore(
            r ->
                r.customKeyStoreName("new")
                    .cloudHsmClusterId(bench.world().clusters().all().getFirst().id())
                    .keyStorePassword("Abcdefg1")
                    .trustAnchorCertificate("the anchor"));
    assertThat(bench.state()).isEqualTo("DISCONNECTED");
    assertThat(bench.connect().pass(240).state()).isEqualTo("CONNECTED");
  }
}
