package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  private static final String WHOLE =
      """
      {'outcome': 'DRY_RUN', 'next': 'NeedsAPerson', 'reason': 'INVALID_CREDENTIALS',
       'message': 'It failed.', 'guidance': 'Do this.', 'runbook': 'docs/runbook.md#x',
       'keyStore': {'id': 'cks-a', 'name': 'payments', 'type': 'AWS_CLOUDHSM',
                    'connectionState': 'FAILED', 'connectionErrorCode': 'INVALID_CREDENTIALS'},
       'cluster': {'id': 'cluster-a', 'state': 'ACTIVE', 'activeHsms': 2, 'activeZones': 1,
                   'hsmBeingCreated': true},
       'attempts': 1, 'maxAttempts': 3,
       'failures': [{'at': '2026-01-15T03:00:00Z', 'code': 'INTERNAL_ERROR'}],
       'actions': [{'at': '2026-01-15T03:00:01Z', 'action': 'Connect',
                    'answer': {'outcome': 'THROTTLED'}}],
       'warnings': ['Few HSMs.'],
       'remembered': {'used': ['a'], 'unavailable': 'It was denied.'}}
      """;

  @Test
  void readsWhatThereIs() {
    RunReport report = report(WHOLE);
    assertThat(
            List.of(
                report.outcome(),
                report.next(),
                report.reason(),
                report.message(),
                report.guidance(),
                report.runbook()))
        .containsExactly(
            "DRY_RUN",
            "NeedsAPerson",
            "INVALID_CREDENTIALS",
            "It failed.",
            "Do this.",
            "docs/runbook.md#x");
    assertThat(report.keyStore())
        .contains(
            new RunReport.KeyStore(
                "cks-a", "payments", "AWS_CLOUDHSM", "FAILED", "INVALID_CREDENTIALS"));
    assertThat(report.cluster())
        .contains(
            new RunReport.Cluster("cluster-a", "ACTIVE", Optional.of(2), Optional.of(1), true));
    assertThat(report.attempts()).isEqualTo(1);
    assertThat(report.maxAttempts()).isEqualTo(3);
    assertThat(report.failures())
        .containsExactly(new RunReport.Failure(at("2026-01-15T03:00:00Z"), "INTERNAL_ERROR"));
    assertThat(report.actions())
        .containsExactly(new RunReport.Action(at("2026-01-15T03:00:01Z"), "Connect", "THROTTLED"));
    assertThat(report.warnings()).containsExactly("Few HSMs.");
    assertThat(report.remembered())
        .containsExactly(
            new JournalWords.Row("used up", "a: never sent to KMS again"),
            new JournalWords.Row("journal", "not available: It was denied."));
  }

  @Test
  void onlyADryRunHasSomethingNext() {
    assertThat(report("{'outcome': 'STEP_FAILED', 'next': 'Connect'}").next()).isEmpty();
  }

  private static Optional<Instant> at(String moment) {
    return Optional.of(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[1]",
        "no JSON",
        "{'outcome': null, 'reason': {}, 'message': [], 'guidance': {'a': 1}, 'next': [1],"
            + " 'keyStore': 7, 'cluster': 'none', 'attempts': 'two', 'maxAttempts': {},"
            + " 'failures': 7, 'actions': {'a': 1}, 'warnings': 'one', 'remembered': []}"
      })
  void whatIsAbsentOrOfAnotherTypeIsEmpty(String json) {
    RunReport report = report(json);
    assertThat(
            report.outcome()
                + report.next()
                + report.reason()
                + report.message()
                + report.guidance()
                + report.runbook()
                + report.seen()
                + report.keyStoreWords())
        .isEmpty();
    assertThat(report.attempts() + report.maxAttempts()).isZero();
    assertThat(report.keyStore()).isEmpty();
    assertThat(report.cluster()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(report.actions()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.remembered()).isEmpty();
  }

  @Test
  void itemsMayLackAnything() {
    RunReport report =
        report("{'failures': [{'at': 'soon'}, 7], 'actions': [{'answer': 7, 'at': 0}, null]}");
    RunReport.Failure failure = new RunReport.Failure(Optional.empty(), "");
    RunReport.Action action = new RunReport.Action(Optional.empty(), "", "");
    assertThat(report.failures()).containsExactly(failure, failure);
    assertThat(report.actions()).containsExactly(action, action);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'connectionState': 'CONNECTED'} | {}                                                     | CONNECTED
          {'connectionState': 'FAILED', 'connectionErrorCode': 'X'} | {}                            | FAILED with X
          {'connectionState': 'CONNECTED'} | {'state': 'ACTIVE', 'activeHsms': 0, 'activeZones': 0} | CONNECTED; cluster ACTIVE with no active HSM
          {'connectionState': 'CONNECTED'} | {'state': 'ACTIVE', 'activeHsms': 1, 'activeZones': 1, 'hsmBeingCreated': true} | CONNECTED; cluster ACTIVE with 1 active HSM, one more being created
          {'connectionState': 'CONNECTED'} | {'state': 'ACTIVE', 'activeHsms': 2, 'activeZones': 1} | CONNECTED; cluster ACTIVE with 2 active HSMs in 1 zone
          {'connectionState': 'CONNECTED'} | {'state': 'ACTIVE', 'activeHsms': 3, 'activeZones': 2} | CONNECTED; cluster ACTIVE with 3 active HSMs in 2 zones
          """)
  void tellsWhatWasSeenInWords(String keyStore, String cluster, String words) {
    assertThat(report("{'keyStore': %s, 'cluster': %s}".formatted(keyStore, cluster)).seen())
        .isEqualTo(words);
  }

  @Test
  void isTheOutputOfARunThatSucceededAndTheCauseOfOneThatFailed() {
    assertThat(RunReport.ofEnd("{\"outcome\": \"CONNECTED\"}", null).outcome())
        .isEqualTo("CONNECTED");
    assertThat(RunReport.ofEnd(null, "{\"outcome\": \"NEEDS_A_PERSON\"}").outcome())
        .isEqualTo("NEEDS_A_PERSON");
    assertThat(RunReport.of(execution(Map.of("outcome", "CONNECTED"), null)).asWritten())
        .isEqualTo(Map.of("outcome", "CONNECTED"));
    assertThat(RunReport.of(execution(null, "{\"outcome\": \"NEEDS_A_PERSON\"}")).outcome())
        .isEqualTo("NEEDS_A_PERSON");
    assertThat(RunReport.of(execution(null, "It crashed.")).asWritten()).isNull();
    assertThat(RunReport.of(execution(null, null))).isEqualTo(RunReport.NONE);
  }

  private static ExecutionResult execution(@Nullable Object output, @Nullable String cause) {
    return new ExecutionResult(
        output == null ? ExecutionResult.Status.FAILED : ExecutionResult.Status.SUCCEEDED,
        output,
        null,
        cause,
        List.of(),
        0,
        List.of());
  }

  private static RunReport report(String json) {
    return new RunReport(JsonTree.parsed(json.replace('\'', '"')));
  }
}
