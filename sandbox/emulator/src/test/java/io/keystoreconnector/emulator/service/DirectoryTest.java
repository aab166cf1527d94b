package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.time.RealTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  private static final Runner NO_RUNNER =
      new Runner(new RealTime(), (resource, arguments) -> null, new Random(1));

  @Test
  void everyEmulatedOperationAndNoOtherCanBeStruckByAFault() {
    Bench bench = Bench.of("{}");
    Stream<Service> services =
        Stream.of(
            new Kms(bench.world()),
            new CloudHsm(bench.world()),
            new SecretsManager(bench.world()),
            new DynamoDb(bench.world()),
            new Rds(bench.world()),
            new StepFunctions(new Workflows(NO_RUNNER, "eu-central-1")),
            new EventBridge(bench.world()),
            new Sns(bench.world()));
    List<String> emulated = services.flatMap(s -> s.operations().keySet().stream()).toList();
    for (String operation : emulated) {
      Bench.of("{'faults': [{'fault': 'THROTTLE', 'operation': '%s'}]}".formatted(operation));
    }
    assertThat(emulated).hasSize(38);
  }
}
