package io.keystoreconnector.statemachine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreeRunningTimeTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private final FreeRunningTime time = new FreeRunningTime(START);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void itMovesByItselfWhileWorkIsUnderWayAndStandsStillOtherwise() throws InterruptedException {
    assertThat(work(Duration.ofMinutes(20))).isEqualTo(START.plus(Duration.ofMinutes(20)));
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofMinutes(20)));
    assertThat(work(Duration.ofMinutes(5))).isEqualTo(START.plus(Duration.ofMinutes(25)));
  }

  @Test
  void itIsMovedOnByHandToo() {
    time.advance(Duration.ofHours(1));
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofHours(1)));
  }

  /** The driver once treated such work as a bug and died, and everything after it hung. */
  @Test
  void workThatWaitsForSomebodyOutsideGoesOnWhenToldSo() throws InterruptedException {
    AtomicBoolean rung = new AtomicBoolean();
    CountDownLatch opened = new CountDownLatch(1);
    time.start(
        "door",
        () -> {
          time.await(Instant.MAX, rung::get);
          opened.countDown();
        });
    work(Duration.ofMinutes(20));
    assertThat(opened.getCount()).isEqualTo(1);
    rung.set(true);
    time.changed();
    opened.await();
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofMinutes(20)));
  }

  /** Work that is started while the last one ends is not a bug either. */
  @Test
  void piecesOfWorkThatBeginAsOthersEndAreAllDone() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      work(Duration.ofMinutes(1));
    }
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofMinutes(2_000)));
  }

  /** Begins work that waits that long, and records when it has waited. */
  private Instant work(Duration wait) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Instant[] end = new Instant[1];
    time.start(
        "work",
        () -> {
          time.await(time.instant().plus(wait), () -> false);
          end[0] = time.instant();
          done.countDown();
        });
    done.await();
    return end[0];
  }
}
