package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class PartitionTest {

  @Test
  void everyRegionIsInThePartitionThatTheSdkSays() {
    List<Region> regions =
        Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();
    assertThat(regions)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            region ->
                assertThat(Partition.of(region.id()))
                    .as(region.id())
                    .isEqualTo(PartitionMetadata.of(region).id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-new-9", "us-gov-new-9", "cn-new-9", "us-isob-new-9"})
  void aRegionThatIsNewerThanTheConnectorIsInThePartitionOfItsNeighbors(String region) {
    assertThat(Partition.of(region)).isEqualTo(PartitionMetadata.of(Region.of(region)).id());
  }
}
