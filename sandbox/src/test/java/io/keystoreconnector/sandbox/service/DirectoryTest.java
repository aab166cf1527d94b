package io.keystoreconnector.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.sandbox.Bench;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  @Test
  void everyEmulatedOperationAndNoOtherCanBeStruckByAFault() {
    Bench bench = Bench.of("{}");
    Stream<Service> services =
        Stream.of(
            new Kms(bench.world()), new CloudHsm(bench.world()), new SecretsManager(bench.world()));
    List<String> emulated = services.flatMap(s -> s.operations().keySet().stream()).toList();
    for (String operation : emulated) {
      Bench.of("{'faults': [{'fault': 'THROTTLE', 'operation': '%s'}]}".formatted(operation));
    }
    assertThat(emulated).hasSize(13);
  }
}
