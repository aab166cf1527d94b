package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class OutcomeHandlerTest extends OutcomeFixture {

  private static final String LONG = "g".repeat(500);

  OutcomeHandlerTest() throws IOException {
    environment.put(Settings.CONNECTOR_NAME, "payments-connector");
    environment.put(Settings.RUNBOOK_URL, "https://wiki.example.com/runbook");
    when(events.putEvents(any(PutEventsRequest.class)))
        .thenReturn(PutEventsResponse.builder().failedEntryCount(0).build());
  }

  static Stream<Arguments> ends() {
    JSONObject invalid =
        Runs.report("INVALID_REQUEST", "").put("guidance", "Correct it.").put("keyStore", Map.of());
    JSONObject stepFailed =
        Runs.report("STEP_FAILED", "FAILED")
            .put("reason", "AccessDenied")
            .put("guidance", "Allow.");
    JSONObject left = Runs.report("LEFT_DISCONNECTED", "DISCONNECTED").put("attempts", 0);
    return Stream.of(
        // status, report, CloudFormation's answer, code, succeeded, people are paged
        Arguments.of(
            "SUCCEEDED", Runs.report("CONNECTED", "CONNECTED"), "SUCCESS", "CONNECTED", 1, false),
        Arguments.of("SUCCEEDED", left, "FAILED", "LEFT_DISCONNECTED", 1, false),
        Arguments.of(
            "SUCCEEDED", Runs.report("DRY_RUN", "FAILED"), "FAILED", "DRY_RUN", null, false),
        Arguments.of("SUCCEEDED", null, "FAILED", "NO_REPORT", 0, true),
        Arguments.of("SUCCEEDED", Runs.needsAPerson(), "FAILED", "NO_REPORT", 0, true),
        Arguments.of("FAILED", Runs.needsAPerson(), "FAILED", "INVALID_CREDENTIALS", 0, true),
        Arguments.of("FAILED", stepFailed, "FAILED", "AccessDenied", 0, true),
        Arguments.of("FAILED", invalid, "FAILED", "INVALID_REQUEST", 0, false),
        Arguments.of("FAILED", null, "FAILED", "NO_REPORT", 0, true),
        Arguments.of(
            "FAILED", Runs.report("CONNECTED", "CONNECTED"), "FAILED", "NO_REPORT", 0, true),
        Arguments.of("TIMED_OUT", null, "FAILED", "TIMED_OUT", 0, true),
        Arguments.of(
            "TIMED_OUT", Runs.report("CONNECTED", "CONNECTED"), "FAILED", "TIMED_OUT", 0, true),
        Arguments.of("ABORTED", null, "FAILED", "ABORTED", 0, false));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void everyEndIsToldToEverybodyWhomItConcerns(
      String status,
      @Nullable JSONObject report,
      String told,
      String code,
      @Nullable Integer succeeded,
      boolean woken) {
    handle(runs.add(status, forAStack(), report));
    assertThat(answer().get("Status")).isEqualTo(told);
    assertThat(answer().getString("Reason")).isNotBlank();
    assertThat(detail().getString("code")).isEqualTo(code);
    assertThat(succeeded == null ? printed.size() : metrics().get("Succeeded"))
        .isEqualTo(succeeded == null ? 0 : succeeded);
    verify(sns, times(woken ? 1 : 0)).publish(any(PublishRequest.class));
  }

  @Test
  void aRunThatNobodyDeployedAnswersNoStack() {
    handle(runs.add("SUCCEEDED", Runs.input(), Runs.report("CONNECTED", "CONNECTED")));
    assertThat(cloudFormation.answers).isEmpty();
    assertThat(detail().get("outcome")).isEqualTo("CONNECTED");
  }

  @Test
  void anInvalidRequestWakesPeopleUnlessItCameFromADeployment() {
    handle(runs.add("FAILED", Runs.input(), Runs.report("INVALID_REQUEST", "UNKNOWN")));
    assertThat(page().subject()).endsWith("needs a person: INVALID_REQUEST");
  }

  @Test
  void theReasonInTheEventsOfAStackEndsWithTheCommandToPaste() {
    handle(runs.add("FAILED", forAStack(), withCommand()));
    assertThat(answer().getString("Reason"))
        .isEqualTo(
            "It is so. Set the password anew. Command when the secret has a new password:"
                + " ./connector start payments --follow --region eu-central-1");
  }

  /** CloudFormation would cut it, and half a command is another one. */
  @Test
  void aReasonThatIsLongAnywayHasNoCommand() {
    JSONObject report = withCommand().put("message", "m".repeat(1_990)).put("guidance", LONG);
    handle(runs.add("FAILED", forAStack(), report));
    assertThat(answer().getString("Reason")).endsWith(LONG);
  }

  private static JSONObject withCommand() {
    return Runs.needsAPerson()
        .put(
            "commands",
            List.of(
                Map.of(
                    "purpose",
                    "when the secret has a new password",
                    "command",
                    "./connector start payments --follow")));
  }

  @Test
  void theStackIsToldWhatIsKnownOfTheKeyStore() {
    String arn = runs.add("SUCCEEDED", forAStack(), Runs.report("CONNECTED", "CONNECTED"));
    handle(arn);
    assertThat(answer().getJSONObject("Data").toMap())
        .isEqualTo(
            Map.of(
                "Outcome",
                "CONNECTED",
                "ConnectionState",
                "CONNECTED",
                "CustomKeyStoreId",
                Runs.STORE,
                "ExecutionArn",
                arn,
                "ProvedBy",
                "none"));
    assertThat(answer().toMap())
        .containsEntry("PhysicalResourceId", Runs.STORE)
        .containsEntry("StackId", "arn:stack")
        .containsEntry("RequestId", "4d2c")
        .containsEntry("LogicalResourceId", "Connection");
  }

  @Test
  void theStackIsToldWhatProvedThatTheKeysCanBeUsed() {
    JSONObject report = Runs.report("CONNECTED", "CONNECTED");
    report.put("proved", Map.of("by", "GenerateRandom", "at", "2026-11-23T03:04:50Z"));
    handle(runs.add("SUCCEEDED", forAStack(), report));
    assertThat(answer().getJSONObject("Data").get("ProvedBy")).isEqualTo("GenerateRandom");
  }

  @Test
  void theStackIsToldWhyAndWhatToDo() {
    handle(runs.add("FAILED", forAStack(), Runs.needsAPerson()));
    assertThat(answer().get("Reason")).isEqualTo("It is so. Set the password anew.");
  }

  static Stream<Arguments> actsAndWhetherTheyChangeAnything() {
    String step =
        "{'action': 'Connect', 'at': '2026-11-23T03:00:01Z', 'why': 'so', 'answer': {'outcome':"
            + " '%s'}}";
    return Stream.of(
        Arguments.of("INVALID_REQUEST", "[]", false),
        Arguments.of("NEEDS_A_PERSON", "[]", false),
        Arguments.of("STEP_FAILED", "[]", false),
        Arguments.of("NEEDS_A_PERSON", "[" + step.formatted("REFUSED") + "]", false),
        Arguments.of("NEEDS_A_PERSON", "[" + step.formatted("THROTTLED") + "]", false),
        Arguments.of(
            "NEEDS_A_PERSON",
            "[" + step.formatted("SKIPPED") + "," + step.formatted("ACCEPTED") + "]",
            true),
        Arguments.of("STEP_FAILED", "[" + step.formatted("UNKNOWN") + "]", true),
        Arguments.of("STEP_FAILED", "[{'action': 'Connect'}]", true));
  }

  /**
   * CloudFormation deletes what a failed create has made, and with DisconnectOnDelete that delete
   * would take down a key store that was in use all the time.
   */
  @ParameterizedTest
  @MethodSource("actsAndWhetherTheyChangeAnything")
  void aRunThatChangedNothingLeavesNoResourceToDelete(
      String outcome, String actions, boolean changed) {
    JSONObject report =
        Runs.report(outcome, "CONNECTED").put("actions", new JSONArray(actions.replace('\'', '"')));
    handle(runs.add("FAILED", forAStack(), report));
    assertThat(answer().get("PhysicalResourceId"))
        .isEqualTo(changed ? Runs.STORE : "not-started-4d2c");
  }

  /** Nothing shows that it did anything, so nothing is undone. */
  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "TIMED_OUT", "ABORTED"})
  void aRunWithoutAReportLeavesNoResourceToDelete(String status) {
    handle(runs.add(status, forAStack(), null));
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c");
  }

  /** Of a run that an earlier release started. */
  @Test
  void aCallbackWithoutTheIdForNoChangeKeepsItsId() {
    JSONObject input = forAStack();
    input.getJSONObject("callback").remove("unchangedResourceId");
    handle(runs.add("FAILED", input, Runs.report("INVALID_REQUEST", "")));
    assertThat(answer().get("PhysicalResourceId")).isEqualTo(Runs.STORE);
  }

  @Test
  void everyoneIsToldTheErrorAndTheCauseOfAnEndWithoutAReport() {
    handle(
        runs.addWithoutReport(
            "FAILED", forAStack(), "States.Runtime", "It belongs to a different partition."));
    String both = "States.Runtime: It belongs to a different partition.";
    assertThat(answer().getString("Reason")).contains(both);
    assertThat(detail().getString("message")).contains(both);
    assertThat(page().message()).contains(both);
  }

  @Test
  void whatWasLeftByARunWithoutAReportIsSaidToBeUnknown() {
    handle(runs.add("TIMED_OUT", Runs.input(), null));
    assertThat(detail().getString("message")).contains("is not known");
    assertThat(detail().getString("connectionState")).isEqualTo("UNKNOWN");
    assertThat(detail().getString("guidance")).startsWith("Look at the key store");
    assertThat(page().message()).contains(" ./connector status --region eu-central-1\n");
    assertThat(detail().getString("customKeyStoreId")).isEqualTo(Runs.STORE);
    assertThat(detail().has("attempts")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'text'",
        "null",
        "[]",
        "{}",
        "{'responseUrl': 'URL'}",
        "{'responseUrl': 'URL', 'stackId': 's', 'requestId': 'r', 'logicalResourceId': 'l'}",
        "{'responseUrl': 7, 'stackId': 's', 'requestId': 'r', 'logicalResourceId': 'l',"
            + " 'physicalResourceId': 'p'}",
        "{'responseUrl': 'http://[', 'stackId': 's', 'requestId': 'r', 'logicalResourceId': 'l',"
            + " 'physicalResourceId': 'p'}",
        "{'responseUrl': 'file:///etc/passwd', 'stackId': 's', 'requestId': 'r',"
            + " 'logicalResourceId': 'l', 'physicalResourceId': 'p'}"
      })
  void aMalformedCallbackIsNotAnsweredAndIsNoticed(String callback) {
    JSONObject input =
        new JSONObject(
            "{\"callback\": %s}"
                .formatted(callback.replace("URL", cloudFormation.url()).replace('\'', '"')));
    String arn = runs.add("FAILED", input, Runs.needsAPerson());
    assertThatThrownBy(() -> handle(arn))
        .isInstanceOf(NotificationFailed.class)
        .hasMessageStartingWith("CloudFormation: CloudFormation was not answered")
        .hasNoCause();
    assertThat(cloudFormation.answers).isEmpty();
    verify(sns).publish(any(PublishRequest.class));
  }

  @Test
  void anInputThatIsNoObjectIsNoReasonToStaySilent() {
    String arn = runs.add("FAILED", Runs.input(), Runs.report("INVALID_REQUEST", ""));
    when(runs.stepFunctions.describeExecution(any(DescribeExecutionRequest.class)))
        .thenAnswer(
            call ->
                software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse.builder()
                    .executionArn(arn)
                    .stateMachineArn(Runs.MACHINE)
                    .status("FAILED")
                    .input("[\"callback\"")
                    .build());
    handle(arn);
    assertThat(detail().getString("code")).isEqualTo("NO_REPORT");
  }

  @Test
  void aRunThatGoesOnIsNotTold() {
    handle(runs.add("RUNNING", forAStack(), null));
    verifyNoInteractions(events, sns);
    assertThat(cloudFormation.answers).isEmpty();
    assertThat(printed.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CloudFormation", "EventBridge", "SNS"})
  void oneWhoCannotBeToldKeepsNobodyElseFromIt(String deaf) {
    String arn = runs.add("FAILED", forAStack(), Runs.needsAPerson());
    if (deaf.equals("CloudFormation")) {
      cloudFormation.status = 403;
    } else if (deaf.equals("EventBridge")) {
      when(events.putEvents(any(PutEventsRequest.class)))
          .thenReturn(
              PutEventsResponse.builder()
                  .failedEntryCount(1)
                  .entries(PutEventsResultEntry.builder().errorCode("NotAuthorized").build())
                  .build());
    } else {
      when(sns.publish(any(PublishRequest.class))).thenThrow(SdkClientException.create("deaf"));
    }
    assertThatThrownBy(() -> handle(arn))
        .isInstanceOf(NotificationFailed.class)
        .hasMessageStartingWith(deaf + ": ")
        .hasMessageNotContaining(CloudFormation.SIGNATURE)
        .hasNoCause();
    assertThat(cloudFormation.answers).hasSize(1);
    assertThat(metrics().get("Outcome")).isEqualTo(1);
    verify(events).putEvents(any(PutEventsRequest.class));
    verify(sns).publish(any(PublishRequest.class));
  }

  @Test
  void anExecutionThatCannotBeReadIsThrownSoThatLambdaTriesAgain() {
    when(runs.stepFunctions.describeExecution(any(DescribeExecutionRequest.class)))
        .thenThrow(SdkClientException.create("no answer"));
    assertThatThrownBy(() -> handle("arn"))
        .isInstanceOf(NotificationFailed.class)
        .hasMessage("Step Functions did not describe the run that ended (no answer).");
  }

  @Test
  void anEventWithoutAnExecutionIsThrown() {
    OutcomeHandler handler = handler();
    assertThatThrownBy(() -> logged.handle(handler, "{}"))
        .isInstanceOf(InvalidEvent.class)
        .hasMessage("The event's detail must have an executionArn.");
  }

  @Test
  void withoutATopicNobodyIsWoken() {
    environment.remove(Settings.TOPIC_ARN);
    handle(runs.add("FAILED", Runs.input(), Runs.needsAPerson()));
    verify(sns, never()).publish(any(PublishRequest.class));
  }

  /** From the run that has just ended to older ones. */
  @ParameterizedTest
  @CsvSource({
    "false, connected",
    "false, connected connected",
    "true,  connected failed",
    "true,  connected timed-out",
    "false, connected connected failed",
    "true,  connected another aborted dry-run left running deployment failed connected",
    "false, connected another",
    "false, connected aborted connected failed",
    "false, left failed",
    "false, dry-run failed",
    "false, aborted failed"
  })
  void theFirstSuccessAfterAFailureOfTheSameStoreIsTold(boolean told, String newestFirst) {
    List<String> arns = Stream.of(newestFirst.split(" ")).map(this::run).toList();
    handle(arns.getFirst());
    verify(sns, times(told ? 1 : 0)).publish(any(PublishRequest.class));
    if (told) {
      assertThat(page().subject()).isEqualTo("payments is CONNECTED again");
    }
  }

  @Test
  void whatEndedLaterSaysNothingOfWhatWasBefore() {
    run("failed");
    String now = run("connected");
    run("connected");
    handle(now);
    verify(sns, never()).publish(any(PublishRequest.class));
  }

  @Test
  void theLookBackIsBounded() {
    String now = run("connected");
    for (int i = 0; i < Executions.LOOK_BACK; i++) {
      run("another");
    }
    run("failed");
    handle(now);
    verify(sns, never()).publish(any(PublishRequest.class));
    verify(runs.stepFunctions, times(1 + Executions.LOOK_BACK))
        .describeExecution(any(DescribeExecutionRequest.class));
  }

  private String run(String what) {
    return switch (what) {
      case "connected" ->
          runs.add("SUCCEEDED", Runs.input(), Runs.report("CONNECTED", "CONNECTED"));
      case "failed" -> runs.add("FAILED", Runs.input(), Runs.needsAPerson());
      case "timed-out" -> runs.add("TIMED_OUT", Runs.input(), null);
      case "aborted" -> runs.add("ABORTED", Runs.input(), null);
      case "running" -> runs.add("RUNNING", Runs.input(), null);
      case "dry-run" -> runs.add("SUCCEEDED", Runs.input(), Runs.report("DRY_RUN", "FAILED"));
      case "left" ->
          runs.add("SUCCEEDED", Runs.input(), Runs.report("LEFT_DISCONNECTED", "DISCONNECTED"));
      case "deployment" ->
          runs.add("FAILED", forAStack(), Runs.report("INVALID_REQUEST", "UNKNOWN"));
      default -> runs.add("TIMED_OUT", new JSONObject(Map.of("customKeyStoreId", "cks-2")), null);
    };
  }

  @Test
  void lambdaReadsTheEventOfStepFunctions() {
    String arn = runs.add("FAILED", Runs.input(), Runs.needsAPerson());
    String json =
        """
        {"version": "0", "id": "315c1398-40ff-a850-213b-158f73e60175", "account": "111122223333",
         "detail-type": "Step Functions Execution Status Change", "source": "aws.states",
         "time": "2026-11-23T03:05:00Z", "region": "eu-central-1", "resources": ["%1$s"],
         "detail": {"executionArn": "%1$s", "stateMachineArn": "%2$s", "name": "run-0",
           "status": "FAILED", "startDate": 1551225271984, "stopDate": 1551225301984,
           "input": "{}", "inputDetails": {"included": true}, "output": null,
           "outputDetails": null, "error": "x", "cause": "{}"}}
        """
            .formatted(arn, Runs.MACHINE);
    logged.handle(handler(), json);
    assertThat(detail().getString("executionArn")).isEqualTo(arn);
  }

  private JSONObject detail() {
    ArgumentCaptor<PutEventsRequest> request = ArgumentCaptor.forClass(PutEventsRequest.class);
    verify(events).putEvents(request.capture());
    PutEventsRequestEntry entry = request.getValue().entries().getFirst();
    assertThat(entry.source()).isEqualTo("keystore-connector");
    assertThat(entry.detailType()).isEqualTo("Key Store Connection Outcome");
    assertThat(entry.eventBusName()).isEqualTo("default");
    return new JSONObject(entry.detail());
  }

  private JSONObject metrics() {
    return new JSONObject(printed.toString(StandardCharsets.UTF_8));
  }

  private PublishRequest page() {
    ArgumentCaptor<PublishRequest> request = ArgumentCaptor.forClass(PublishRequest.class);
    verify(sns).publish(request.capture());
    return request.getValue();
  }

  private JSONObject forAStack() {
    return Runs.input().put("callback", callback(Runs.STORE));
  }
}
