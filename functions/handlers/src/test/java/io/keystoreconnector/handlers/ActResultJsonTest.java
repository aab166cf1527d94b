package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ActResult.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActResultJsonTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"errorMessage": "kms:X took too long.", "errorType": "T"} | kms:X took too long. It
          {"errorMessage": "It broke"}                               | It broke. It
          {"errorMessage": null}                                     | It
          {"errorMessage": " "}                                      | It
          Rate exceeded (Service: Lambda)                            | It
          ``                                                         | It
          """)
  void theAnswerOfAStepThatFailedSaysWhatItSaid(String cause, String beginning) {
    ActResult answer =
        ActResultJson.read(new Event(Map.of("Error", "States.TaskFailed", "Cause", cause)));
    assertThat(answer)
        .isEqualTo(
            new ActResult(
                Outcome.UNKNOWN,
                "States.TaskFailed",
                beginning + " is not known whether the call was carried out."));
  }

  @Test
  void aCallThatWasNotCarriedOutIsThrottled() {
    for (String error : ActResultJson.NOT_CARRIED_OUT) {
      assertThat(ActResultJson.read(new Event(Map.of("Error", error))))
          .isEqualTo(new ActResult(Outcome.THROTTLED, error, "The call was not carried out."));
    }
  }
}
