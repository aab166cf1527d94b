package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Emulated.CLUSTER;
import static io.keystoreconnector.handlers.Emulated.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.handlers.account.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersContractTest {

  private static Emulated cluster(String fields) {
    return Emulated.of("{'clusters': [{'id': '%s', %s}]}".formatted(CLUSTER, fields));
  }

  @Test
  void aClusterIsFoundAmongOthersWithItsZonesInOrder() {
    Emulated.of(
        """
        {'clusters': [{'id': 'cluster-otherHsmAbcd', 'hsms': 0},
          {'id': '%s', 'zones': ['eu-central-1c', 'eu-central-1a', 'eu-central-1b'],
           'hsms': [{'id': 'hsm-one', 'zone': 'eu-central-1c', 'state': 'ACTIVE'}]}]}
        """
            .formatted(CLUSTER));
    Cluster cluster = CLUSTERS.byId(CLUSTER).orElseThrow();
    assertThat(cluster.id()).isEqualTo(CLUSTER);
    assertThat(cluster.state()).isEqualTo("ACTIVE");
    assertThat(cluster.hsms()).containsExactly(new Hsm("hsm-one", "eu-central-1c", "ACTIVE"));
    assertThat(cluster.availabilityZones())
        .containsExactly("eu-central-1a", "eu-central-1b", "eu-central-1c");
    assertThat(CLUSTERS.any()).get().extracting(Cluster::id).isEqualTo("cluster-otherHsmAbcd");
  }

  @Test
  void whatCloudHsmDoesNotKnowIsEmpty() {
    cluster("'hsms': 2");
    assertThat(CLUSTERS.byId("cluster-nobodyKnows1")).isEmpty();
    cluster("'state': 'DELETED', 'hsms': 0");
    assertThat(CLUSTERS.byId(CLUSTER)).isEmpty();
    Emulated.of("{}");
    assertThat(CLUSTERS.any()).isEmpty();
  }

  @Test
  void aDeletedClusterThatCloudHsmStillShowsIsNotActive() {
    Emulated.of(
        """
        {'variants': {'deletedClusters': 'SHOWN'},
         'clusters': [{'id': '%s', 'state': 'DELETED', 'hsms': 0}]}
        """
            .formatted(CLUSTER));
    assertThat(CLUSTERS.byId(CLUSTER)).get().extracting(Cluster::active).isEqualTo(false);
  }

  @ParameterizedTest
  @EnumSource(
      value = io.keystoreconnector.emulator.world.Cluster.State.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "DELETED")
  void theStateComesInTheWordsOfCloudHsm(io.keystoreconnector.emulator.world.Cluster.State state) {
    cluster("'hsms': 0, 'state': '%s'".formatted(state));
    assertThat(CLUSTERS.byId(CLUSTER)).get().extracting(Cluster::state).isEqualTo(state.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ACTIVE", "CREATE_IN_PROGRESS", "DEGRADED", "DELETE_IN_PROGRESS", "DELETED"})
  void soDoesTheStateOfAnHsm(String state) {
    cluster("'hsms': [{'zone': 'eu-central-1b', 'state': '%s'}]".formatted(state));
    Cluster cluster = CLUSTERS.byId(CLUSTER).orElseThrow();
    assertThat(cluster.hsms())
        .extracting(Hsm::availabilityZone, Hsm::state)
        .containsExactly(tuple("eu-central-1b", state));
    assertThat(cluster.activeHsms()).isEqualTo(state.equals("ACTIVE") ? 1 : 0);
    assertThat(cluster.hsmBeingCreated()).isEqualTo(state.equals("CREATE_IN_PROGRESS"));
  }

  @Test
  void whatOnlyPeopleNeedToKnowComesInTheWordsOfCloudHsm() {
    cluster(
        """
        'hsmType': 'hsm2m.medium', 'mode': 'NON_FIPS', 'stateMessage': 'All is well.',
        'rollback': {'hsmType': 'hsm1.medium', 'secondsLeft': 60}
        """);
    Cluster.Details details = CLUSTERS.byId(CLUSTER).orElseThrow().details();
    assertThat(details.hsmType()).isEqualTo("hsm2m.medium");
    assertThat(details.mode()).isEqualTo("NON_FIPS");
    assertThat(details.stateMessage()).isEqualTo("All is well.");
    assertThat(details.rollbackUntil()).isNotNull();
    cluster("'hsms': 2");
    assertThat(CLUSTERS.byId(CLUSTER).orElseThrow().details())
        .isEqualTo(new Cluster.Details("hsm2m.medium", "FIPS", null, null));
  }

  @Test
  void aNewHsmIsReallyOnItsWayInTheZoneThatWasAskedFor() {
    Emulated emulated = cluster("'hsms': 0");
    String id = CLUSTERS.createHsm(CLUSTER, "eu-central-1b");
    assertThat(emulated.world().clusters().all().getFirst().hsms())
        .extracting(hsm -> hsm.id(), hsm -> hsm.zone(), hsm -> hsm.state().name())
        .containsExactly(tuple(id, "eu-central-1b", "CREATE_IN_PROGRESS"));
    assertThat(CLUSTERS.byId(CLUSTER)).get().extracting(Cluster::hsmBeingCreated).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'hsms': 0                              | eu-central-1z | CloudHsmInvalidRequestException
          'hsms': 0, 'state': 'DELETED'          | eu-central-1a | CloudHsmResourceNotFoundException
          'hsms': 0, 'state': 'UPDATE_IN_PROGRESS' | eu-central-1a | CloudHsmInvalidRequestException
          'hsms': 0, 'subnets': 'FULL'           | eu-central-1a | CloudHsmServiceException
          """)
  void anHsmThatCannotBeIsRefusedByName(String cluster, String zone, String error) {
    cluster(cluster);
    assertThatThrownBy(() -> CLUSTERS.createHsm(CLUSTER, zone))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
