package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.world.Delay;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five requests a second for each operation. */
class QuotaTest {

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));

  /** The statuses of so many calls at once. */
  private static IntStream calls(World world, int count) {
    AwsEndpoint aws = new AwsEndpoint(world);
    return IntStream.range(0, count).map(i -> status(aws));
  }

  private static int status(AwsEndpoint aws) {
    Reply reply = aws.handle("TrentService.DescribeCustomKeyStores", "{}");
    return reply instanceof Reply.Answer answer ? answer.status() : 0;
  }

  @Test
  void theSixthCallWithinASecondIsRefused() {
    World world = World.load(Map.of(), time);

    assertThat(calls(world, 7)).containsExactly(200, 200, 200, 200, 200, 400, 400);
    time.pass(Duration.ofSeconds(1));
    assertThat(calls(world, 1)).containsExactly(200);
  }

  @Test
  void aClientThatWaitsOnAnotherClockIsNotRefusedForEver() {
    Delay ofAServer =
        new Delay() {
          @Override
          public void pass(Duration duration) {}

          @Override
          public void afterRefusal() {
            time.pass(Duration.ofSeconds(1));
          }
        };
    World world = World.load(Map.of(), time, ofAServer);

    assertThat(calls(world, 7)).containsExactly(200, 200, 200, 200, 200, 400, 200);
  }
}
