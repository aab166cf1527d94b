package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.control.OpenRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

  /**
   * Otherwise a function on a busy machine would reach the time-outs of the workflow, which count
   * on the fast clock.
   */
  @Test
  void aFunctionTakesNoLongerOnAFastClockThanItReallyTakes() throws Exception {
    BlockingQueue<String> tooFast = new LinkedBlockingQueue<>();
    CountDownLatch ended = new CountDownLatch(1);
    AtomicReference<Account> account = new AtomicReference<>();
    Consumer<CallRecord> measure =
        call -> {
          if (!isNoFasterThanReal(Objects.requireNonNull(account.get()))) {
            tooFast.add(call.operation());
          }
        };
    Scenario scenario =
        new Scenarios(Installation.ofThisProcess().scenarios()).read("start-connected");
    try (OpenRoom room =
        Accounts.room(scenario, new Speed(60), measure, run -> ended.countDown())) {
      account.set(room.account());
      room.account().start("{\"customKeyStoreName\": \"payments\"}", false);
      ended.await();
    }
    assertThat(tooFast).isEmpty();
  }

  /**
   * Compares the account's clock with the machine's, which is read first and last: whatever delays
   * this code, the account's can only seem slower. The two may tick differently, but not twice as
   * fast.
   */
  private static boolean isNoFasterThanReal(Account account) {
    long realBefore = System.nanoTime();
    Instant before = account.now();
    Instant after = before;
    while (!after.isAfter(before.plusMillis(5))) {
      after = account.now();
    }
    long real = System.nanoTime() - realBefore;
    return Duration.between(before, after).compareTo(Duration.ofNanos(2 * real)) <= 0;
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
