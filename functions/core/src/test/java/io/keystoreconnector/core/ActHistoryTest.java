package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.ActResult.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActHistoryTest {

  private static final Instant LATER = START.plusSeconds(60);

  @Test
  void anActThatWasBegunIsSettledByItsAnswer() {
    ActHistory begun = ActHistory.NONE.begin(new Action.Connect(Given.STORE), "because", START);
    assertThat(begun.steps()).isEmpty();
    ActResult answer = new ActResult(Outcome.ACCEPTED, "", "");
    ActHistory settled = begun.settle(answer);
    assertThat(settled.pending()).isNull();
    assertThat(settled.steps())
        .containsExactly(new Step(ActKind.CONNECT, "because", START, null, null, answer));
    assertThat(settled.settle(answer)).isEqualTo(settled);
  }

  @Test
  void anActWithoutAnAnswerMayHaveHappened() {
    ActHistory begun = ActHistory.NONE.begin(new Action.Connect(Given.STORE), "because", START);
    ActResult unknown = begun.answerTo(null).orElseThrow();
    assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(begun.settle(unknown).attempts()).isEqualTo(1);
    assertThat(ActHistory.NONE.answerTo(null)).isEmpty();
  }

  @Test
  void thePushedVersionIsRemembered() {
    Action.Secret secret =
        new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", "v2");
    Action.Update update = new Action.Update(Given.STORE, Map.of(), Optional.of(secret));
    ActHistory pushed =
        ActHistory.NONE
            .begin(update, "because", LATER)
            .settle(new ActResult(Outcome.ACCEPTED, "", ""));
    assertThat(pushed.steps()).extracting(Step::secretVersion).containsExactly("v2");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ACCEPTED, '', true, true",
    "UNKNOWN, '', true, true",
    "SKIPPED, '', false, false",
    "THROTTLED, ThrottlingException, false, false",
    "REFUSED, CustomKeyStoreInvalidStateException, false, false",
    "REFUSED, CloudHsmClusterNotActiveException, true, false"
  })
  void whatCountsIsWhatHappenedOrWasRefusedForGood(
      Outcome outcome, String error, boolean counts, boolean mayHaveHappened) {
    ActResult answer = new ActResult(outcome, error, "");
    for (ActKind act : ActKind.values()) {
      ActHistory done = a(DISCONNECTED).did(act, 10, answer).progress().acts();
      assertThat(done.attempts()).isEqualTo(counts && act == ActKind.CONNECT ? 1 : 0);
      assertThat(done.updated())
          .isEqualTo(counts && outcome != Outcome.UNKNOWN && act == ActKind.UPDATE);
      assertThat(done.disconnected()).isEqualTo(mayHaveHappened && act == ActKind.DISCONNECT);
    }
  }

  @ParameterizedTest(name = "{0} {1} at {2}")
  @CsvSource({
    "CONNECT, ACCEPTED, 59, false",
    "CONNECT, ACCEPTED, 60, false",
    "CONNECT, ACCEPTED, 61, true",
    "CONNECT, UNKNOWN, 61, true",
    "CONNECT, THROTTLED, 61, false",
    "DISCONNECT, ACCEPTED, 61, false"
  })
  void onlyAConnectThatMayHaveHappenedIsAfterAMoment(
      ActKind act, Outcome outcome, long second, boolean after) {
    ActHistory done =
        a(DISCONNECTED).did(act, second, new ActResult(outcome, "", "")).progress().acts();
    assertThat(done.connectedAfter(LATER)).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ADD_HSM, ACCEPTED, true, 0",
    "ADD_HSM, UNKNOWN, false, 1",
    "ADD_HSM, THROTTLED, false, 0",
    "CONNECT, ACCEPTED, false, 0",
    "CONNECT, UNKNOWN, false, 0"
  })
  void anHsmIsBoughtIfCloudHsmSaysSo(ActKind act, Outcome outcome, boolean bought, int unanswered) {
    ActHistory done =
        a(DISCONNECTED).did(act, 10, new ActResult(outcome, "", "")).progress().acts();
    assertThat(done.boughtHsm()).isEqualTo(bought);
    assertThat(done.unansweredHsms()).isEqualTo(unanswered);
  }

  /** The names are part of the journal, of reports and of the state machine. */
  @ParameterizedTest
  @CsvSource({"CONNECT, Connect", "DISCONNECT, Disconnect", "UPDATE, Update", "ADD_HSM, AddHsm"})
  void anActHasOneName(ActKind act, String name) {
    assertThat(act.json()).isEqualTo(name);
    assertThat(ActKind.of(name)).contains(act);
    assertThat(ActKind.of("Explode")).isEmpty();
  }
}
