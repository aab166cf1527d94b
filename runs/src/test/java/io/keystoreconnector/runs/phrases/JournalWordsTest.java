package io.keystoreconnector.runs.phrases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.runs.json.JsonTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'line': {'act': 'AddHsm', 'at': '2026-01-15T03:00:00.25Z', 'run': 'arn:aws:states:a:1:execution:m:r-1'}} | Add HSM was started at 2026-01-15 03:00:00 UTC, by run r-1; its result was not recorded
          {'repair': {'code': 'INTERNAL_ERROR', 'since': '2026-01-15T03:00:00Z', 'run': 'x'}} | repair open since 2026-01-15 03:00:00 UTC, after INTERNAL_ERROR, by run x
          {'logIns': {'failed': 1}}                          | logins 1 of 2 used; a third requires a new version of the secret
          {'logIns': {'failed': 2}}                          | logins 2 of 2 used; only a new version of the secret, or --password-told, allows another
          {'logIns': {'failed': 2, 'allowed': 3}}            | logins 2 of 3 used; only a new version of the secret, or --password-told, allows another
          {'logIns': {'failed': 3}}                          | logins 3 of 3 used; only --password-told allows another
          {'told': {'secret': 's', 'version': 'v', 'status': 'INTENDED', 'at': '2026-01-15T03:00:00Z'}} | secret version v of s was to be sent to KMS at 2026-01-15 03:00:00 UTC; it is unknown whether KMS accepted it
          {'told': {'secret': 's', 'version': 'v', 'status': 'TOLD', 'at': '2026-01-15T03:00:00Z'}} | secret version v of s was sent to KMS at 2026-01-15 03:00:00 UTC
          {'used': ['a', 'b']}                               | used up a, b: never sent to KMS again
          {'hsm': {'cluster': 'c', 'zone': 'z', 'status': 'ASKED', 'at': 'soon'}} | HSM one was requested in z of c at soon; it is unknown whether CloudHSM created it
          {'hsm': {'cluster': 'c', 'zone': 'z', 'id': 'hsm-1', 'status': 'BOUGHT', 'at': 'soon'}} | HSM hsm-1 was bought in z of c at soon
          {'format': 1, 'logIns': {'failed': 0}}             | nothing remembered
          {'repair': 7, 'logIns': [], 'used': 'x'}           | nothing remembered
          """)
  void saysInOneLineWhatAJournalRemembers(String journal, String words) {
    assertThat(JournalWords.summary(tree(journal))).isEqualTo(words);
  }

  @Test
  void aReportTellsItTooAndWhyItDoesNot() {
    assertThat(
            JournalWords.ofReport(
                tree("{'repair': {'code': 'INTERNAL_ERROR', 'since': 'then', 'run': 'x'}}"),
                "It was denied."))
        .containsExactly(
            new JournalWords.Row("repair", "open since then, after INTERNAL_ERROR, by run x"),
            new JournalWords.Row("journal", "not available: It was denied."));
    assertThat(JournalWords.ofReport(JsonTree.EMPTY, "")).isEmpty();
  }

  @Test
  void onlyWhatIsNotAtRestIsPressing() {
    assertThat(
            JournalWords.pressing(
                tree(
                    "{'logIns': {'failed': 1, 'at': 'then', 'code': 'X'}, 'used': ['a'], 'told':"
                        + " {'version': 'v'}}")))
        .containsExactly(
            new JournalWords.Row(
                "logins", "1 of 3 used; a third requires a new version of the secret"));
  }

  @Test
  void theStepsThatReadAndWriteItAreToldByWhatTheyReadAndWrite() {
    JsonTree journal = tree("{'line': {'act': 'AddHsm', 'at': 'then', 'run': 'x'}}");
    assertThat(JournalWords.read(JsonTree.EMPTY)).isEqualTo("read: nothing remembered");
    assertThat(JournalWords.read(journal))
        .isEqualTo("read: Add HSM was started at then, by run x; its result was not recorded");
    assertThat(JournalWords.written(journal)).isEqualTo("written down: Add HSM");
    assertThat(JournalWords.written(JsonTree.EMPTY)).isEqualTo("written down: the result");
  }

  private static JsonTree tree(String json) {
    return JsonTree.parsed(json.replace('\'', '"'));
  }
}
