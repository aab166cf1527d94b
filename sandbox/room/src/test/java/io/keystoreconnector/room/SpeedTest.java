package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

  @ParameterizedTest
  @CsvSource({"real, 1", "1, 1", "60, 60", "virtual, 0"})
  void aSpeedIsRealVirtualOrANumber(String text, int factor) {
    assertThat(Speed.parse("--speed", text).factor()).isEqualTo(factor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "61", "-1", "1.5", "fast", "99999"})
  void anythingElseIsRefusedWithWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Speed.parse("--speed", text))
        .hasMessage("--speed must be real, virtual, or a whole number from 1 to 60.");
  }

  @Test
  void aFastClockGoesSoManyTimesAsFast() {
    Clock clock = new Speed(60).start();
    Instant worldBefore = clock.timeline().instant();
    Instant before = Instant.now();
    clock.delay().pass(Duration.ofSeconds(3));
    Duration real = Duration.between(before, Instant.now());
    Duration passed = Duration.between(worldBefore, clock.timeline().instant());
    assertThat(passed).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(real.multipliedBy(60)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(passed).isGreaterThan(real.multipliedBy(10));
  }

  /** Otherwise a client of a server in virtual time would be refused for ever. */
  @Test
  void aSecondPassesInVirtualTimeWhenAQuotaRefusesACall() {
    Clock clock = Speed.VIRTUAL.start();
    Instant before = clock.timeline().instant();

    clock.delay().afterRefusal();

    assertThat(clock.timeline().instant()).isEqualTo(before.plusSeconds(1));
    clock.stop().run();
  }

  @Test
  void everyClockCanBeMovedOn() {
    for (Speed speed : new Speed[] {Speed.REAL, new Speed(20), Speed.VIRTUAL}) {
      Clock clock = speed.start();
      Instant before = clock.timeline().instant();
      clock.jump().accept(Duration.ofHours(1));
      assertThat(clock.timeline().instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
      clock.stop().run();
    }
  }
}
