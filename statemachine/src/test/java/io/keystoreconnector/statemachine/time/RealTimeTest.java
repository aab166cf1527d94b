package io.keystoreconnector.statemachine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RealTimeTest {
  private final RealTime time = new RealTime();

  @Test
  void aMomentThatIsPastIsNotWaitedFor() {
    time.await(Instant.EPOCH, () -> false);

    assertThat(time.instant()).isAfter(Instant.EPOCH);
  }

  @Test
  void waitsUntilTheMoment() {
    Instant moment = Instant.now().plusMillis(20);

    time.await(moment, () -> false);

    assertThat(Instant.now()).isAfterOrEqualTo(moment);
  }

  @Test
  void aConditionWakesBeforeTheMoment() {
    AtomicBoolean done = new AtomicBoolean();
    time.start(
        "work",
        () -> {
          done.set(true);
          time.changed();
        });

    time.await(Instant.MAX, done::get);

    assertThat(done).isTrue();
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.await(Instant.MAX, () -> false))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anotherSpeedCountsFromWhereTheClockStands() {
    AtomicReference<Instant> wall = new AtomicReference<>(Instant.EPOCH);
    RealTime clock = new RealTime(1, wall::get);
    wall.set(Instant.EPOCH.plusSeconds(10));

    clock.goOnAt(60);

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(10));
    wall.set(Instant.EPOCH.plusSeconds(12));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(130));
    clock.advance(Duration.ofSeconds(5));
    clock.goOnAt(1);
    wall.set(Instant.EPOCH.plusSeconds(13));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(136));
    assertThat(clock.speed()).isEqualTo(1);
  }

  @Test
  void workThatHoldsTheClockTakesItsOwnTimeAndNoMore() {
    AtomicReference<Instant> wall = new AtomicReference<>(Instant.EPOCH);
    RealTime clock = new RealTime(60, wall::get);
    try (RealTime.Hold outer = clock.hold()) {
      try (RealTime.Hold inner = clock.hold()) {
        assertThat(outer).isNotSameAs(inner);
        wall.set(Instant.EPOCH.plusSeconds(2));
      }
      clock.goOnAt(20);
      wall.set(Instant.EPOCH.plusSeconds(3));
    }
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(3));
    assertThat(clock.speed()).isEqualTo(20);
    wall.set(Instant.EPOCH.plusSeconds(4));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(23));
  }

  @Test
  void whoWaitsGoesOnAtTheOtherSpeed() {
    AtomicReference<Instant> wall = new AtomicReference<>(Instant.EPOCH);
    RealTime moved = new RealTime(1, wall::get);
    AtomicBoolean waiting = new AtomicBoolean();
    moved.start(
        "driver",
        () -> {
          while (!waiting.get()) {
            Thread.onSpinWait();
          }
          moved.goOnAt(60);
          wall.set(Instant.EPOCH.plusSeconds(60));
          moved.changed();
        });

    moved.await(
        Instant.EPOCH.plusSeconds(3600),
        () -> {
          waiting.set(true);
          return false;
        });

    assertThat(moved.instant()).isEqualTo(Instant.EPOCH.plusSeconds(3600));
  }

  @Test
  void aSpeedBelowOneIsRefused() {
    assertThatThrownBy(() -> time.goOnAt(0)).hasMessage("the speed must be 1 or more");
    assertThat(time.speed()).isEqualTo(1);
  }
}
