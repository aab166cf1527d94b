package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, true, false",
    "CREATE_IN_PROGRESS, false, true",
    "UNINITIALIZED, false, false",
    "INITIALIZE_IN_PROGRESS, false, true",
    "INITIALIZED, false, false",
    "UPDATE_IN_PROGRESS, false, true",
    "MODIFY_IN_PROGRESS, false, true",
    "ROLLBACK_IN_PROGRESS, false, true",
    "DELETE_IN_PROGRESS, false, false",
    "DELETED, false, false",
    "DEGRADED, false, false",
    "SOMETHING_NEW, false, false"
  })
  void onlyAStateThatEndsByItselfIsWaitedFor(String state, boolean active, boolean inProgress) {
    Cluster cluster = new Cluster(Given.CLUSTER, state, List.of(), List.of());
    assertThat(cluster.active()).isEqualTo(active);
    assertThat(cluster.inProgress()).isEqualTo(inProgress);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, true, false",
    "CREATE_IN_PROGRESS, false, true",
    "DEGRADED, false, false",
    "DELETE_IN_PROGRESS, false, false",
    "DELETED, false, false",
    "SOMETHING_NEW, false, false"
  })
  void onlyAnActiveHsmServes(String state, boolean serves, boolean comesUp) {
    Hsm hsm = new Hsm("hsm-1", "a", state);
    assertThat(hsm.active()).isEqualTo(serves);
    assertThat(hsm.beingCreated()).isEqualTo(comesUp);
  }

  @Test
  void zonesAreCountedOnceAndOnlyWhereAnHsmServes() {
    Cluster cluster = cluster("a ACTIVE", "a ACTIVE", "b DEGRADED", "c ACTIVE");
    assertThat(cluster.activeHsms()).isEqualTo(3);
    assertThat(cluster.activeZones()).isEqualTo(2);
  }

  @Test
  void anotherHsmGoesWhereNoneServesYet() {
    assertThat(cluster().zoneForAnotherHsm(Set.of())).contains("a");
    assertThat(cluster("a ACTIVE").zoneForAnotherHsm(Set.of())).contains("b");
    assertThat(cluster("a DEGRADED").zoneForAnotherHsm(Set.of())).contains("a");
    assertThat(cluster("a ACTIVE", "b ACTIVE", "c ACTIVE").zoneForAnotherHsm(Set.of()))
        .contains("a");
    assertThat(new Cluster("c", "ACTIVE", List.of(), List.of()).zoneForAnotherHsm(Set.of()))
        .isEmpty();
  }

  private static Cluster cluster(String... hsms) {
    List<Hsm> all =
        Stream.of(hsms)
            .map(hsm -> hsm.split(" ", 2))
            .map(hsm -> new Hsm("hsm", hsm[0], hsm[1]))
            .toList();
    return new Cluster(Given.CLUSTER, "ACTIVE", all, List.of("a", "b", "c"));
  }
}
