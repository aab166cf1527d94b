package io.keystoreconnector.statemachine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private final List<String> log = new ArrayList<>();
  private VirtualTime time = new VirtualTime(START);

  private void start(String name, int... waits) {
    time.start(
        name,
        () -> {
          for (int seconds : waits) {
            time.await(time.instant().plusSeconds(seconds), () -> false);
            log.add(name + Duration.between(START, time.instant()).toSeconds());
          }
        });
  }

  private void passSeconds(int seconds) {
    time.await(time.instant().plusSeconds(seconds), () -> false);
  }

  @Test
  void whoIsDueFirstGoesFirst() {
    start("a", 3, 3);
    start("b", 1, 1, 1, 1);

    passSeconds(10);

    assertThat(log).containsExactly("b1", "b2", "a3", "b3", "b4", "a6");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void atTheSameMomentTheFirstToArriveGoesFirst() {
    start("a", 2);
    start("b", 1, 1);
    start("c", 2);

    passSeconds(2);

    assertThat(log).containsExactly("b1", "a2", "c2", "b2");
  }

  @Test
  void theChooserDecidesBetweenThoseDueAtTheSameMoment() {
    List<List<String>> asked = new ArrayList<>();
    time =
        new VirtualTime(
            START,
            names -> {
              asked.add(names);
              return names.size() - 1;
            });
    start("a", 5);
    start("b", 5);
    start("c", 7);

    passSeconds(9);

    assertThat(log).containsExactly("a5", "b5", "c7");
    assertThat(asked).contains(List.of("a", "b", "c"), List.of("b", "a"));
  }

  @Test
  void nothingMovesWhileNobodyAwaits() {
    start("a", 1);

    assertThat(log).isEmpty();
    passSeconds(0);
    assertThat(log).isEmpty();
    passSeconds(1);
    assertThat(log).containsExactly("a1");
  }

  @Test
  void workThatAdvancesTheClockMakesOthersLate() {
    start("a", 1);
    time.start("slow", () -> time.advance(Duration.ofSeconds(5)));

    passSeconds(6);

    assertThat(log).containsExactly("a5");
  }

  @Test
  void thoseWhoAreLateGoInTheOrderOfTheirMoments() {
    start("a", 3);
    start("b", 1);
    time.start("slow", () -> time.advance(Duration.ofSeconds(5)));

    passSeconds(6);

    assertThat(log).containsExactly("b5", "a5");
  }

  @Test
  void aConditionWakesBeforeTheMoment() {
    AtomicInteger done = new AtomicInteger();
    time.start("a", () -> time.await(START.plusSeconds(4), () -> false));
    time.start(
        "b",
        () -> {
          time.await(START.plusSeconds(3), () -> false);
          done.set(1);
        });

    time.await(Instant.MAX, () -> done.get() == 1);

    assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void workMayStartWork() {
    time.start("parent", () -> start("child", 1));

    passSeconds(5);

    assertThat(log).containsExactly("child1");
  }

  @Test
  void waitingForWhatNobodyWillDoIsAMistake() {
    start("a", 1);

    assertThatThrownBy(() -> time.await(Instant.MAX, () -> false))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log).containsExactly("a1");
  }

  @Test
  void aThreadFromOutsideMayNotWaitWhileAnotherWorks() {
    List<Throwable> thrown = new ArrayList<>();
    time.start(
        "worker",
        () -> {
          Thread server = new Thread(() -> passSeconds(1));
          server.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
          server.start();
          join(server);
        });

    passSeconds(1);

    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 50)
  void exactlyOneWorksAtATimeAndTimeNeverRunsBack(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 9) Integer> waits) {
    VirtualTime virtual = new VirtualTime(START);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Instant> seen = new ArrayList<>();
    for (int wait : waits) {
      virtual.start(
          "w" + wait,
          () -> {
            for (int i = 0; i < 3; i++) {
              most.accumulateAndGet(working.incrementAndGet(), Math::max);
              seen.add(virtual.instant());
              working.decrementAndGet();
              virtual.await(virtual.instant().plusSeconds(wait), () -> false);
            }
          });
    }

    virtual.await(START.plusSeconds(60), () -> false);

    assertThat(most).hasValue(1);
    assertThat(seen).hasSize(waits.size() * 3).isSorted();
  }
}
