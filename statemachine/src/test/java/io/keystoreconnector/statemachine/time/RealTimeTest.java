package io.keystoreconnector.statemachine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
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
}
