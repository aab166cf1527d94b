package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The simulation of an organization assumes what a deployment does by default. This module does not
 * see the simulation; AssumedTest compares its assumptions with the page that this test reads.
 */
class SimulatedDefaultsTest {

  private static final MatchResult ASSUMED =
      Pattern.compile("a check every (\\d+) minutes, .*; NotConnected after (\\d+) checks")
          .matcher(Document.of("company.md").text())
          .results()
          .findFirst()
          .orElseThrow();

  private static final String MINUTES = ASSUMED.group(1);
  private static final int SECONDS = 60 * Integer.parseInt(MINUTES);
  private static final int CHECKS = Integer.parseInt(ASSUMED.group(2));

  @Test
  void theConstructChecksAndNotifiesSoByDefault() {
    CloudTemplate smallest = Synthesized.SMALLEST.template();
    assertThat(smallest.properties("Watching/Schedule"))
        .containsEntry("ScheduleExpression", "rate(%s minutes)".formatted(MINUTES));
    assertThat(smallest.properties("StoreAlarms/NotConnected-" + Synthesized.STORE))
        .containsEntry("Period", SECONDS)
        .containsEntry("EvaluationPeriods", CHECKS);
  }

  /** PlainTemplateTest has the schedule and the alarm that use these. */
  @Test
  void thePlainTemplateChecksAndNotifiesSoByDefault() {
    CloudTemplate plain = Synthesized.PLAIN.template();
    assertThat(Json.at(plain.json(), "Parameters", "WatchMinutes", "Default")).hasToString(MINUTES);
    Map<String, Object> periods = Json.map(plain.section("Mappings"), "Watch", MINUTES);
    assertThat(periods).containsEntry("Period", SECONDS).containsEntry("HalfAnHour", CHECKS);
  }
}
