package io.keystoreconnector.core;

import static io.keystoreconnector.core.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  private final Window window = new Window(START, Duration.ofMinutes(20));

  @Test
  void itsLastMomentsStandInTheOrderInWhichTheyComeIntoPlay() {
    assertThat(window.lastRepair()).isEqualTo(START.plusSeconds(1108));
    assertThat(window.deadline()).isEqualTo(START.plusSeconds(1168));
    assertThat(window.lastConnect()).isEqualTo(START.plusSeconds(1170));
    assertThat(window.lastLook()).isEqualTo(START.plusSeconds(1184));
  }

  @Test
  void itIsOverFromTheDeadlineOn() {
    assertThat(window.over(window.deadline().minusMillis(1))).isFalse();
    assertThat(window.over(window.deadline())).isTrue();
  }

  @ParameterizedTest(name = "asked for {0} s at {1} ms: {2} s")
  @CsvSource({
    "10, 0, 10",
    "60, 1108000, 60",
    "60, 1108001, 60",
    "60, 1109000, 59",
    "10, 1166999, 2",
    "10, 1167000, 1",
    "10, 1167999, 1",
    "10, 1168000, 1",
    "10, 1180000, 1",
    "1, 0, 1"
  })
  void aWaitIsCutSoThatTheNextLookMeetsTheDeadline(int asked, long atMillis, int waits) {
    assertThat(window.clip(asked, START.plusMillis(atMillis))).isEqualTo(waits);
  }
}
