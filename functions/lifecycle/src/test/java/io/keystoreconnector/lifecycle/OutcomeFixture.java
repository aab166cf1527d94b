package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The function that tells how a run has ended, to a stack among others. */
abstract class OutcomeFixture {

  final Runs runs = new Runs();
  final EventBridgeClient events = mock(EventBridgeClient.class);
  final SnsClient sns = mock(SnsClient.class);
  final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  final Logged logged = new Logged();
  final CloudFormation cloudFormation = new CloudFormation();
  final Map<String, String> environment = new HashMap<>();

  OutcomeFixture() throws IOException {
    environment.put(Settings.RESPONSE_HOSTS, cloudFormation.origin());
    environment.put(Settings.TOPIC_ARN, "arn:aws:sns:eu-central-1:111122223333:pager");
  }

  @AfterEach
  void nothingEverShowsTheUrl() {
    assertThat(logged.lines.toString() + printed).doesNotContain(CloudFormation.SIGNATURE);
    cloudFormation.close();
  }

  final OutcomeHandler handler() {
    Settings settings = Settings.from(environment::get);
    return new OutcomeHandler(
        runs.stepFunctions,
        events,
        sns,
        new Metrics(new PrintStream(printed, true, StandardCharsets.UTF_8), settings),
        settings);
  }

  final void handle(String executionArn) {
    logged.handle(
        handler(), new JSONObject().put("detail", Map.of("executionArn", executionArn)).toString());
  }

  /** What a run has in its input if a stack waits for it. */
  final JSONObject callback(String physicalId) {
    return new JSONObject(
        Map.of(
            "responseUrl", cloudFormation.url(),
            "stackId", "arn:stack",
            "requestId", "4d2c",
            "logicalResourceId", "Connection",
            "physicalResourceId", physicalId,
            "unchangedResourceId", "not-started-4d2c"));
  }

  final JSONObject answer() {
    assertThat(cloudFormation.answers).hasSize(1);
    return cloudFormation.answers.getFirst();
  }
}
