package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActResultTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ACCEPTED, '', ACCEPTED",
    "UNKNOWN, '', UNKNOWN",
    "SKIPPED, '', UNKNOWN",
    "THROTTLED, ThrottlingException, UNKNOWN",
    "REFUSED, CustomKeyStoreInvalidStateException, UNKNOWN",
    "REFUSED, SecretUnusable, REFUSED"
  })
  void afterATryThatWasCutOffOnlyYesAndNeverAreCertain(Outcome last, String error, Outcome inAll) {
    ActResult answer = new ActResult(last, error, "So it was.").afterLostTry();
    assertThat(answer.outcome()).isEqualTo(inAll);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(new ActResult(last, error, "So it was").afterLostTry().detail())
        .startsWith(last == inAll ? "So it was" : "So it was. It is not known");
    assertThat(answer.detail())
        .isEqualTo(
            last == inAll
                ? "So it was."
                : "So it was. It is not known whether the attempt before it was carried out.");
  }

  @ParameterizedTest
  @CsvSource({
    "It is so., 'Refused, It is so', It is so.",
    "It is so, 'Refused, It is so', It is so.",
    "'It is so. ', 'Refused, It is so', It is so.",
    "'', Refused, ."
  })
  void noSentenceEndsInTwoFullStops(String detail, String phrase, String sentence) {
    ActResult answer = new ActResult(Outcome.REFUSED, "Refused", detail);
    assertThat(answer.phrase()).isEqualTo(phrase);
    assertThat(answer.sentence()).isEqualTo(sentence);
  }

  @Test
  void aDetailIsCutOnlyIfItIsTooLong() {
    assertThat(ActResult.unknown("d".repeat(500)).detail()).isEqualTo("d".repeat(500));
    assertThat(ActResult.unknown("d".repeat(501)).detail()).isEqualTo("d".repeat(499) + "…");
  }
}
