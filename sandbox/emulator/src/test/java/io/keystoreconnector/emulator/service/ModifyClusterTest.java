package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudhsmv2.model.CloudHsmInvalidRequestException;
import software.amazon.awssdk.services.cloudhsmv2.model.CloudHsmResourceNotFoundException;
import software.amazon.awssdk.services.cloudhsmv2.model.Cluster;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterNotActiveException;

/** A cluster whose HSM type is changed, and changed back. */
class ModifyClusterTest {

  private static final String ID = "cluster-abcdefghijk";
  private static final int LONG_ENOUGH = 3600;

  private final Bench bench =
      Bench.of(
          """
          {'keyStores': [{'name': 'store'}],
           'clusters': [{'id': 'cluster-abcdefghijk', 'hsmType': 'hsm1.medium'}]}
          """);

  @Test
  void allHsmsHaveTheNewTypeAfterHalfAnHourForEach() {
    assertThat(change("hsm2m.medium").stateAsString()).isEqualTo("MODIFY_IN_PROGRESS");
    bench.pass(LONG_ENOUGH - 1);
    assertThat(cluster().stateAsString()).isEqualTo("MODIFY_IN_PROGRESS");
    assertThat(cluster().hsmType()).isEqualTo("hsm1.medium");
    bench.pass(1);
    assertThat(cluster().stateAsString()).isEqualTo("ACTIVE");
    assertThat(cluster().hsmType()).isEqualTo("hsm2m.medium");
    assertThat(cluster().hsms()).extracting(hsm -> hsm.hsmType()).containsOnly("hsm2m.medium");
    assertThat(cluster().modeAsString()).isEqualTo("FIPS");
  }

  @Test
  void aConnectedStoreStaysUsableMeanwhile() {
    bench.connect().pass(240);
    change("hsm2m.medium");
    assertThat(bench.state()).isEqualTo("CONNECTED");
    bench.kms().generateRandom(r -> r.numberOfBytes(1).customKeyStoreId(bench.id()));
  }

  @Test
  void nobodyConnectsOrCreatesOrDeletesAnHsmMeanwhile() {
    String hsm = cluster().hsms().getFirst().hsmId();
    change("hsm2m.medium");
    assertThatThrownBy(bench::connect).isInstanceOf(CloudHsmClusterNotActiveException.class);
    assertThatThrownBy(
            () ->
                bench.cloudHsm().createHsm(r -> r.clusterId(ID).availabilityZone("eu-central-1a")))
        .isInstanceOf(CloudHsmInvalidRequestException.class);
    assertThatThrownBy(() -> bench.cloudHsm().deleteHsm(r -> r.clusterId(ID).hsmId(hsm)))
        .isInstanceOf(CloudHsmInvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'does': 'RESET_PASSWORD', 'password': 'Other12345'",
        "'does': 'UNLOCK_USER'",
        "'does': 'DELETE_USER'"
      })
  void nobodyChangesAUserMeanwhile(String action) {
    Bench world =
        Bench.of(
            """
            {'clusters': [{'id': 'cluster-abcdefghijk', 'state': 'MODIFY_IN_PROGRESS'}],
             'people': [{'at': 1, 'cluster': 'cluster-abcdefghijk', %s}]}
            """
                .formatted(action));
    world.pass(2);
    assertThat(world.events()).containsExactly("PERSON", "PERSON_REFUSED");
  }

  @Test
  void aConnectThatWasUnderWayFails() {
    bench.connect().pass(60);
    change("hsm2m.medium");
    bench.pass(240);
    assertThat(bench.state()).isEqualTo("FAILED INTERNAL_ERROR");
  }

  @Test
  void aRollbackBringsBackTheOldPassword() {
    change("hsm2m.medium");
    bench.pass(LONG_ENOUGH);
    assertThat(cluster().hsmTypeRollbackExpiration())
        .isEqualTo(Instant.parse("2026-11-24T03:00:00Z"));
    bench.connect().pass(240);
    assertThat(bench.state()).isEqualTo("CONNECTED");
    assertThat(change("hsm1.medium").stateAsString()).isEqualTo("ROLLBACK_IN_PROGRESS");
    bench.pass(LONG_ENOUGH);
    assertThat(cluster().hsmType()).isEqualTo("hsm1.medium");
    assertThat(cluster().hsmTypeRollbackExpiration()).isNull();
    bench.disconnect().pass(20);
    bench.connect().pass(240);
    assertThat(bench.state()).isEqualTo("FAILED INVALID_CREDENTIALS");
  }

  @Test
  void aDayAfterItsBeginningAChangeIsFinal() {
    change("hsm2m.medium");
    bench.pass(24 * 3600);
    assertThat(cluster().hsmTypeRollbackExpiration()).isNull();
    assertThatThrownBy(() -> change("hsm1.medium"))
        .isInstanceOf(CloudHsmInvalidRequestException.class);
  }

  @Test
  void onlyAnActiveClusterCanBeChangedAndOnlyToAnotherType() {
    assertThatThrownBy(() -> change("hsm1.medium"))
        .isInstanceOf(CloudHsmInvalidRequestException.class);
    assertThatThrownBy(
            () -> bench.cloudHsm().modifyCluster(r -> r.clusterId("cluster-2222222222222")))
        .isInstanceOf(CloudHsmResourceNotFoundException.class);
    change("hsm2m.medium");
    assertThatThrownBy(() -> change("hsm2m.medium"))
        .isInstanceOf(CloudHsmInvalidRequestException.class);
  }

  @Test
  void theRetentionOfBackupsChangesNothingElse() {
    Cluster answer =
        bench
            .cloudHsm()
            .modifyCluster(
                r -> r.clusterId(ID).backupRetentionPolicy(p -> p.type("DAYS").value("30")))
            .cluster();
    assertThat(answer.stateAsString()).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, 1, CONNECTING",
    "NOT_ACTIVE, 1, DISCONNECTED",
    "ACCEPTED, 0, DISCONNECTED"
  })
  void aDegradedClusterIsConnectedAsTheVariantSays(String variant, int hsms, String state) {
    Bench world =
        Bench.of(
            """
            {'keyStores': [{'name': 'store'}], 'variants': {'connectToDegradedCluster': '%s'},
             'clusters': [{'state': 'DEGRADED', 'stateMessage': 'One HSM has failed.', 'hsms': %d}]}
            """
                .formatted(variant, hsms));
    try {
      world.connect();
    } catch (CloudHsmClusterNotActiveException refused) {
      assertThat(state).isEqualTo("DISCONNECTED");
    }
    assertThat(world.state()).isEqualTo(state);
    assertThat(world.cloudHsm().describeClusters(r -> {}).clusters())
        .extracting(Cluster::stateMessage)
        .containsExactly("One HSM has failed.");
  }

  private Cluster change(String hsmType) {
    return bench.cloudHsm().modifyCluster(r -> r.clusterId(ID).hsmType(hsmType)).cluster();
  }

  private Cluster cluster() {
    return bench.cloudHsm().describeClusters(r -> {}).clusters().getFirst();
  }
}
