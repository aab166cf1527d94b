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
    assertThat(window.lastRepair()).isEqualTo(START.plusSeconds(1103));
    assertThat(window.lastUpdate()).isEqualTo(START.plusSeconds(1136));
    assertThat(window.lastRecall()).isEqualTo(START.plusSeconds(1160));
    assertThat(window.deadline()).isEqualTo(START.plusSeconds(1163));
    assertThat(window.lastConnect()).isEqualTo(START.plusSeconds(1165));
    assertThat(window.lastLook()).isEqualTo(START.plusSeconds(1179));
  }

  @Test
  void itIsOverFromTheDeadlineOn() {
    assertThat(window.over(window.deadline().minusMillis(1))).isFalse();
    assertThat(window.over(window.deadline())).isTrue();
  }

  @ParameterizedTest(name = "asked for {0} s at {1} ms: {2} s")
  @CsvSource({
    "10, 0, 10",
    "60, 1103000, 60",
    "60, 1103001, 60",
    "60, 1104000, 59",
    "10, 1161999, 2",
    "10, 1162000, 1",
    "10, 1162999, 1",
    "10, 1163000, 1",
    "10, 1180000, 1",
    "1, 0, 1"
  })
  void aWaitIsCutSoThatTheNextLookMeetsTheDeadline(int asked, long atMillis, int waits) {
    assertThat(window.clip(asked, START.plusMillis(atMillis))).isEqualTo(waits);
  }
}
