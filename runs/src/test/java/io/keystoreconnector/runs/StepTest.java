package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {

  private static Material.Event event(String type, String service, String error) {
    return new Material.Event(
        0,
        new HistoryEvent(
            1, 0, Instant.EPOCH, type, Map.of("resourceType", service, "error", error)));
  }

  @Test
  void whatTheJournalWasAskedIsNoStepUnlessItFailed() {
    List<Step> steps =
        Step.of(
            List.of(
                event("TaskSucceeded", "lambda", ""),
                event("TaskSucceeded", "dynamodb", ""),
                event("TaskFailed", "dynamodb", "DynamoDB.SdkClientException")));

    assertThat(steps).extracting(Step::succeeded).containsExactly(true, false);
  }
}
