package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectorDashboardTest {

  private static final Pattern METRIC = Pattern.compile("\"id\":\"(\\w+)\"");
  private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]+)\"");

  @Test
  void theChartsAreThoseOfTheDocument() {
    List<String> documented =
        Document.of("operate.md").under("## The dashboard").rows().stream()
            .map(List::getFirst)
            .toList();
    for (CloudTemplate template : Synthesized.all()) {
      String body = CloudTemplate.text(Json.at(template.properties("Dashboard"), "DashboardBody"));
      assertThat(TITLE.matcher(body).results().map(title -> title.group(1)))
          .containsExactlyElementsOf(documented);
    }
  }

  /** A Java map has another order in each process, so an update would change the dashboard. */
  @Test
  void theMetricsOfAnExpressionAreInOneOrder() {
    String body =
        CloudTemplate.text(
            Json.at(Synthesized.PLAIN.template().properties("Dashboard"), "DashboardBody"));
    assertThat(METRIC.matcher(body).results().map(id -> id.group(1)))
        .containsExactly("aborted", "failed", "started", "succeeded", "timedOut");
  }

  /** An expression has no value where one of its metrics has none: most periods have no runs. */
  @Test
  void runsInProgressAreCountedThroughPeriodsWithoutData() {
    String body =
        CloudTemplate.text(
            Json.at(Synthesized.SMALLEST.template().properties("Dashboard"), "DashboardBody"));
    assertThat(body)
        .contains("RUNNING_SUM(FILL(started, 0) - FILL(succeeded, 0) - FILL(failed, 0) - ")
        .contains("FILL(aborted, 0) - FILL(timedOut, 0))");
  }
}
