package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and CloudWatch receive, in the form that SNS, CloudWatch and the console need. */
class ToldTest {

  private static final Settings SETTINGS =
      Settings.from(
          Map.of(
                  Settings.CONNECTOR_NAME, "payments-connector",
                  Settings.RUNBOOK_URL, "https://wiki.example.com/runbook")
              ::get);

  private final Runs runs = new Runs();

  @Test
  void aPageHasAllThatIsNeededAtNight() {
    Notice page =
        Notice.failure("payments-connector", outcome("FAILED", Runs.input(), Runs.needsAPerson()));
    assertThat(page.subject()).isEqualTo("payments needs a person: INVALID_CREDENTIALS");
    assertThat(page.text())
        .isEqualTo(
            """
            payments (cks-1234567890abcdef0) needs a person: INVALID_CREDENTIALS

            What happened: It is so.
            Left in state: FAILED, its keys cannot be used
            What to do now: Set the password anew.
            Runbook: https://wiki.example.com/runbook#invalid_credentials
            Execution: https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/arn:aws:states:eu-central-1:111122223333:execution:m:run-0
            Execution ARN: arn:aws:states:eu-central-1:111122223333:execution:m:run-0
            Where: account 111122223333, Region eu-central-1
            Failures met: INTERNAL_ERROR
            Connect calls: 2
            Time: 2026-11-23T03:00:00Z to 2026-11-23T03:05:00Z, 300 s
            Connector: payments-connector\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECTED     | CONNECTED",
        "CONNECTING    | CONNECTING, its keys cannot be used until it is CONNECTED",
        "DISCONNECTED  | DISCONNECTED, its keys cannot be used",
        "DISCONNECTING | DISCONNECTING, its keys cannot be used",
        "NEW_STATE     | NEW_STATE"
      })
  void aPageSaysWhetherTheKeysCanBeUsed(String state, String told) {
    JSONObject report = Runs.needsAPerson();
    report.getJSONObject("keyStore").put("connectionState", state);
    assertThat(Notice.failure("c", outcome("FAILED", Runs.input(), report)).text())
        .contains("Left in state: " + told + "\n");
  }

  /** CONNECTED alone does not mean that the keys can be used. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECTED    | GenerateRandom | yes, by GenerateRandom",
        "CONNECTED    | Encrypt        | yes, by Encrypt",
        "CONNECTED    |                | no; CONNECTED alone does not mean that they can be used",
        "FAILED       |                |",
        "DISCONNECTED |                |",
        "UNKNOWN      |                |"
      })
  void aMessageSaysWhetherTheKeysOfAConnectedKeyStoreWereProvedUsable(
      String state, @Nullable String operation, @Nullable String told) {
    JSONObject report = Runs.needsAPerson();
    report.getJSONObject("keyStore").put("connectionState", state);
    if (operation != null) {
      report.put("proved", Map.of("by", operation, "at", "2026-11-23T03:04:50Z"));
    }
    Outcome outcome = outcome("FAILED", Runs.input(), report);
    for (Notice notice : List.of(Notice.failure("c", outcome), Notice.recovery("c", outcome))) {
      assertThat(notice.text().lines().filter(line -> line.startsWith("Keys proved usable")))
          .isEqualTo(told == null ? List.of() : List.of("Keys proved usable: " + told));
    }
  }

  @Test
  void aPageNamesTheEntryOfTheRunbookAlsoIfNobodySaidWhereItIsPublished() {
    OutcomeReader reader = new OutcomeReader(Settings.from(name -> null));
    Outcome failed = reader.read(execution("FAILED", Runs.input(), Runs.needsAPerson()));
    assertThat(Notice.failure("c", failed).text())
        .contains("Runbook: docs/runbook.md#invalid_credentials, in the connector's sources\n");
    Outcome connected =
        reader.read(execution("SUCCEEDED", Runs.input(), Runs.report("CONNECTED", "CONNECTED")));
    assertThat(Notice.recovery("c", connected).text()).doesNotContain("Runbook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments", " a\nb\u0007", "Zahlungen für Österreich, 支付, 💳"})
  void aSubjectIsAsSnsDemands(String name) {
    JSONObject report = Runs.needsAPerson().put("reason", "X".repeat(200));
    report.getJSONObject("keyStore").put("name", name.repeat(50));
    Outcome outcome = outcome("FAILED", Runs.input(), report);
    for (Notice notice : List.of(Notice.failure("c", outcome), Notice.recovery("c", outcome))) {
      assertThat(notice.subject()).matches("[!-~][ -~]{0,99}");
    }
  }

  @Test
  void aMessageHasTheCommandsAsWholeLines() {
    JSONObject report =
        Runs.needsAPerson()
            .put(
                "commands",
                List.of(
                    Map.of("purpose", "to start a run again", "command", "./connector start a"),
                    Map.of("purpose", "with more", "command", "x".repeat(2_000)),
                    Map.of("purpose", "with less")));
    assertThat(Notice.failure("c", outcome("FAILED", Runs.input(), report)).text())
        .contains(
            "\nCommand to start a run again: ./connector start a --region eu-central-1\nRunbook")
        .doesNotContain("xxx", "with less");
  }

  @Test
  void textsOfOthersAreCutOff() {
    JSONObject report = Runs.needsAPerson().put("message", "m".repeat(100_000));
    report.put("guidance", "g".repeat(100_000)).put("reason", "r".repeat(100_000));
    Outcome outcome = outcome("FAILED", Runs.input(), report);
    assertThat(Notice.failure("c", outcome).text()).hasSizeLessThan(6_000);
    assertThat(outcome.code()).hasSizeLessThan(200);
  }

  static Stream<Arguments> endsWithoutAReport() {
    String known = "The state in which it left the key store is not known.";
    return Stream.of(
        Arguments.of(
            "FAILED",
            "States.Runtime",
            "The resource belongs to a different partition.",
            "The run ended as FAILED (States.Runtime: The resource belongs to a different"
                + " partition.) and left no report. "
                + known),
        Arguments.of("FAILED", null, null, "The run ended as FAILED and left no report. " + known),
        Arguments.of(
            "TIMED_OUT",
            "States.Timeout",
            null,
            "The run was ended by the state machine's timeout (States.Timeout). " + known),
        Arguments.of(
            "ABORTED",
            "Enough",
            "it's late\nnow",
            "Someone stopped the run (Enough: it's late?now). " + known),
        Arguments.of("ABORTED", null, null, "Someone stopped the run. " + known),
        Arguments.of(
            "ABORTED",
            "StackRequestOver",
            "CloudFormation no longer waits.",
            "The connector's deployment function stopped the run (StackRequestOver: CloudFormation"
                + " no longer waits.). "
                + known));
  }

  @ParameterizedTest
  @MethodSource("endsWithoutAReport")
  void anEndWithoutAReportIsToldWithItsErrorAndItsCause(
      String status, @Nullable String error, @Nullable String cause, String message) {
    Outcome outcome = outcome(runs.addWithoutReport(status, Runs.input(), error, cause));
    assertThat(outcome.message()).isEqualTo(message);
    assertThat(Notice.failure("c", outcome).text()).contains("What happened: " + message);
  }

  /**
   * Step Functions quotes the input of the state that failed, and the first one has the callback.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no field in '{\"callback\":{\"responseUrl\":\"https://b.s3.amazonaws.com/a?%s\"}}'",
        "no field in {\\\"responseUrl\\\":\\\"https:\\/\\/b.s3.amazonaws.com\\/a?x=1\\u0026%s\\\"}",
        "no field in https://b.s3.amazonaws.com/a?%s"
      })
  void aCauseIsToldWithoutTheSignatureOfAUrl(String cause) {
    String told =
        outcome(
                runs.addWithoutReport(
                    "FAILED",
                    Runs.input(),
                    "States.Runtime",
                    cause.formatted(CloudFormation.SIGNATURE)))
            .message();
    assertThat(told).contains("no field in", "b.s3.amazonaws.com").doesNotContain("thisIsASecret");
  }

  @Test
  void aLongCauseLeavesRoomForWhatFollows() {
    Outcome outcome =
        outcome(runs.addWithoutReport("FAILED", Runs.input(), "E".repeat(256), "c".repeat(32_768)));
    assertThat(outcome.message()).hasSizeLessThan(1_500).endsWith("is not known.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain ", "\"\\\n", "ä支💳"})
  void theAnswerToCloudFormationIsNeverLongerThanItMayBe(String text) {
    Callback callback =
        new Callback(
            new ResponseUrl("https://x"),
            "s".repeat(200),
            "r".repeat(40),
            "l".repeat(255),
            "p".repeat(256),
            "u".repeat(256));
    StackAnswer answer = StackAnswer.failed(text.repeat(5_000));
    byte[] body = answer.body(callback);
    assertThat(body.length).isBetween(3_000, StackAnswer.LONGEST - 1);
    assertThat(new JSONObject(new String(body, StandardCharsets.UTF_8)).getString("Reason"))
        .startsWith(text)
        .endsWith("…");
  }

  @Test
  void theUrlHidesInEverythingThatHoldsIt() {
    Callback callback =
        new Callback(new ResponseUrl(CloudFormation.SIGNATURE), "s", "r", "l", "p", "u");
    JSONObject input = Runs.input().put("callback", callback.json());
    Execution execution = execution("FAILED", input, null);
    assertThat(execution.callback()).contains(callback);
    assertThat(callback + " " + execution + " " + outcome("FAILED", input, null))
        .doesNotContain(CloudFormation.SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({
    "aws,        https://r.console.aws.amazon.com/",
    "aws-cn,     https://r.console.amazonaws.cn/",
    "aws-us-gov, https://r.console.amazonaws-us-gov.com/",
    "aws-iso,    ",
    "nonsense,   "
  })
  void theConsoleIsThatOfThePartition(String partition, @Nullable String console) {
    String link = new ConsoleLink().to("arn:%s:states:r:1:execution:m:e".formatted(partition));
    if (console == null) {
      assertThat(link).isNull();
    } else {
      assertThat(link)
          .startsWith(console)
          .endsWith("#/v2/executions/details/arn:" + partition + ":states:r:1:execution:m:e");
    }
    assertThat(new ConsoleLink().to("no ARN")).isNull();
  }

  @Test
  void theMetricsOfARunThatConnected() {
    JSONObject line =
        metrics(outcome("SUCCEEDED", Runs.input(), Runs.report("CONNECTED", "CONNECTED")));
    assertThat(line.toMap())
        .containsEntry("Connector", "payments-connector")
        .containsEntry("KeyStore", Runs.STORE)
        .containsEntry("Code", "CONNECTED")
        .containsEntry("Outcome", 1)
        .containsEntry("Attempts", 2)
        .containsEntry("TimeToConnect", 290)
        .containsEntry("Succeeded", 1);
    assertThat(declared(line))
        .containsExactlyInAnyOrder("Outcome", "Attempts", "TimeToConnect", "Succeeded");
    assertThat(line.query("/_aws/Timestamp")).isEqualTo(1795403100000L);
    assertThat(line.query("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo(
            "[[\"Connector\"],[\"Connector\",\"KeyStore\"],[\"Connector\",\"KeyStore\",\"Code\"]]");
    assertThat(line.query("/_aws/CloudWatchMetrics/1/Dimensions").toString())
        .isEqualTo("[[\"Connector\",\"KeyStore\"]]");
  }

  @Test
  void aKeyStoreThatWasConnectedAlreadyHasNoTimeToConnect() {
    JSONObject report = Runs.report("CONNECTED", "CONNECTED").put("attempts", 0);
    assertThat(declared(metrics(outcome("SUCCEEDED", Runs.input(), report))))
        .containsExactlyInAnyOrder("Outcome", "Attempts", "Succeeded");
  }

  @Test
  void whatIsNotKnownIsNotCounted() {
    JSONObject line = metrics(outcome("TIMED_OUT", new JSONObject(), null));
    assertThat(declared(line)).containsExactlyInAnyOrder("Outcome", "Succeeded");
    assertThat(line.getString("KeyStore")).isEqualTo("UNKNOWN");
  }

  static Stream<Arguments> withoutJournal() {
    JSONObject unavailable = new JSONObject(Map.of("unavailable", "AccessDeniedException"));
    JSONObject connected = Runs.report("CONNECTED", "CONNECTED").put("remembered", unavailable);
    JSONObject stopped =
        Runs.report("NEEDS_A_PERSON", "FAILED").put("reason", "JOURNAL_UNAVAILABLE");
    JSONObject other = Runs.needsAPerson().put("remembered", unavailable);
    return Stream.of(
        Arguments.of("a report says so", "SUCCEEDED", connected, "none"),
        Arguments.of("the reason is that", "FAILED", stopped, "JOURNAL_UNAVAILABLE"),
        Arguments.of("the reason is another", "FAILED", other, "INVALID_CREDENTIALS"),
        Arguments.of("there is no report", "FAILED", null, "JOURNAL_UNAVAILABLE"),
        Arguments.of("nobody caught it", "FAILED", null, "DynamoDB.ResourceNotFoundException"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutJournal")
  void aRunWithoutAJournalIsCountedWhateverElseItTells(
      String how, String status, @Nullable JSONObject report, String error) {
    JSONObject line = metrics(outcome(runs.add(status, Runs.input(), report, error)));
    assertThat(declared(line)).contains("JournalUnavailable", "Outcome", "Succeeded");
    assertThat(line.getInt("JournalUnavailable")).isEqualTo(1);
    assertThat(line.query("/_aws/CloudWatchMetrics/2/Dimensions").toString())
        .isEqualTo("[[\"Connector\"]]");
  }

  /** A metric is billed in each hour in which it is sent. */
  @Test
  void aRunWithItsJournalSendsNothingAboutIt() {
    JSONObject remembered = new JSONObject(Map.of("logIns", Map.of("failed", 1, "allowed", 2)));
    for (JSONObject report :
        List.of(
            Runs.report("CONNECTED", "CONNECTED"),
            Runs.report("CONNECTED", "CONNECTED").put("remembered", remembered))) {
      assertThat(declared(metrics(outcome("SUCCEEDED", Runs.input(), report))))
          .doesNotContain("JournalUnavailable");
    }
    assertThat(declared(metrics(outcome("FAILED", Runs.input(), null))))
        .doesNotContain("JournalUnavailable");
  }

  /** It attempts nothing, but the next run will find the same table. */
  @Test
  void aDryRunTellsOnlyThatThereIsNoJournal() {
    JSONObject report =
        Runs.report("DRY_RUN", "FAILED").put("remembered", Map.of("unavailable", "Timeout"));
    assertThat(declared(metrics(outcome("SUCCEEDED", Runs.input(), report))))
        .containsExactly("JournalUnavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "ä", "a\nb", "支付支付支付", "  x"})
  void aDimensionIsAsCloudWatchDemands(String id) {
    JSONObject input = new JSONObject(Map.of("customKeyStoreName", id));
    assertThat(metrics(outcome("TIMED_OUT", input, null)).getString("KeyStore"))
        .matches("[ -~]{1,255}")
        .doesNotStartWith(":");
  }

  /** What the metadata names must be present as a number, or CloudWatch drops the whole line. */
  private static Set<String> declared(JSONObject line) {
    JSONArray directives = line.getJSONObject("_aws").getJSONArray("CloudWatchMetrics");
    return StreamSupport.stream(directives.spliterator(), false)
        .flatMap(
            directive ->
                StreamSupport.stream(
                    ((JSONObject) directive).getJSONArray("Metrics").spliterator(), false))
        .map(metric -> ((JSONObject) metric).getString("Name"))
        .peek(name -> assertThat(line.get(name)).isInstanceOf(Number.class))
        .collect(Collectors.toSet());
  }

  private static JSONObject metrics(Outcome outcome) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Metrics(new PrintStream(printed, true, StandardCharsets.UTF_8), SETTINGS).write(outcome);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text.strip()).doesNotContain("\n");
    return new JSONObject(text);
  }

  private Outcome outcome(String status, JSONObject input, @Nullable JSONObject report) {
    return new OutcomeReader(SETTINGS).read(execution(status, input, report));
  }

  private Outcome outcome(String executionArn) {
    OutcomeReader reader = new OutcomeReader(SETTINGS);
    return reader.read(new Executions(runs.stepFunctions, reader).describe(executionArn));
  }

  private Execution execution(String status, JSONObject input, @Nullable JSONObject report) {
    String arn = runs.add(status, input, report);
    return new Executions(runs.stepFunctions, new OutcomeReader(SETTINGS)).describe(arn);
  }
}
