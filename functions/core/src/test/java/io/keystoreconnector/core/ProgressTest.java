package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTING;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Answer.Outcome;
import io.keystoreconnector.core.Progress.Failure;
import io.keystoreconnector.core.Progress.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  private static final Instant LATER = START.plusSeconds(60);

  @Test
  void anActThatWasBegunIsSettledByItsAnswer() {
    Progress begun = Progress.NONE.begin(new Action.Connect(Given.STORE), "because", START);
    assertThat(begun.steps()).isEmpty();
    Answer answer = new Answer(Outcome.ACCEPTED, "", "");
    Progress settled = begun.settle(answer);
    assertThat(settled.pending()).isNull();
    assertThat(settled.steps())
        .containsExactly(new Step("Connect", "because", START, null, null, answer));
    assertThat(settled.settle(answer)).isEqualTo(settled);
  }

  @Test
  void anActWithoutAnAnswerMayHaveHappened() {
    Progress begun = Progress.NONE.begin(new Action.Connect(Given.STORE), "because", START);
    Answer unknown = begun.answerTo(null).orElseThrow();
    assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(begun.settle(unknown).attempts()).isEqualTo(1);
    assertThat(Progress.NONE.answerTo(null)).isEmpty();
  }

  @Test
  void thePushedVersionIsRemembered() {
    Action.Secret secret =
        new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", "v2");
    Action.Update update = new Action.Update(Given.STORE, Map.of(), Optional.of(secret));
    Progress pushed =
        Progress.NONE.begin(update, "because", LATER).settle(new Answer(Outcome.ACCEPTED, "", ""));
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
    Answer answer = new Answer(outcome, error, "");
    for (String action : List.of("Connect", "Update", "AddHsm", "Disconnect")) {
      Progress done = a(DISCONNECTED).did(action, 10, answer).progress();
      assertThat(done.attempts()).isEqualTo(counts && action.equals("Connect") ? 1 : 0);
      assertThat(done.updated())
          .isEqualTo(counts && outcome != Outcome.UNKNOWN && action.equals("Update"));
      assertThat(done.disconnected()).isEqualTo(mayHaveHappened && action.equals("Disconnect"));
    }
  }

  /** The code is gone then, and the next connect could be one wrong log-in more. */
  @Test
  void aFailedLogInThatALookShowedTooEarlyCountsIfSomebodyDisconnectsTheStore() {
    Progress doubting = Progress.NONE.doubt(failed("INVALID_CREDENTIALS").store(), START);
    assertThat(doubting.failures()).isEmpty();
    for (ConnectionState state : List.of(DISCONNECTED, ConnectionState.DISCONNECTING)) {
      assertThat(doubting.believe(a(state).store(), LATER).failures())
          .containsExactly(new Progress.Failure("INVALID_CREDENTIALS", START));
    }
    Progress connecting = doubting.believe(a(ConnectionState.CONNECTING).store(), LATER);
    assertThat(connecting.believe(a(DISCONNECTED).store(), LATER).failures()).isEmpty();
    assertThat(doubting.believe(failed("INVALID_CREDENTIALS").store(), LATER).failures())
        .containsExactly(new Progress.Failure("INVALID_CREDENTIALS", LATER));
    assertThat(doubting.doubt(failed("USER_LOCKED_OUT").store(), LATER)).isEqualTo(doubting);
    assertThat(Progress.NONE.doubt(failed("INTERNAL_ERROR").store(), START).doubted()).isNull();
    assertThat(Progress.NONE.doubt(a(DISCONNECTED).store(), START).doubted()).isNull();
    Progress met = Progress.NONE.believe(failed("INVALID_CREDENTIALS").store(), START);
    assertThat(met.doubt(failed("INVALID_CREDENTIALS").store(), LATER).doubted()).isNull();
    assertThat(met.doubt(failed("USER_LOCKED_OUT").store(), LATER).doubted()).isNotNull();
    assertThat(
            met.begin(new Action.Connect(Given.STORE), "because", START.plusSeconds(1))
                .settle(new Answer(Outcome.ACCEPTED, "", ""))
                .doubt(failed("INVALID_CREDENTIALS").store(), LATER)
                .doubted())
        .isNotNull();
    assertThat(
            met.believe(a(ConnectionState.CONNECTING).store(), START)
                .doubt(failed("INVALID_CREDENTIALS").store(), LATER)
                .doubted())
        .isNotNull();
  }

  /** Whoever lost the answer counts an attempt until a look shows that there was none. */
  @Test
  void aConnectWithoutAnAnswerIsNoAttemptIfTheStoreIsStillDisconnected() {
    Progress lost =
        Progress.NONE
            .believe(a(DISCONNECTED).store(), START)
            .begin(new Action.Connect(Given.STORE), "because", START)
            .settle(Answer.unknown("no answer"));
    assertThat(lost.attempts()).isEqualTo(1);
    Progress proved = lost.believe(a(DISCONNECTED).store(), LATER);
    assertThat(proved.attempts()).isZero();
    assertThat(proved.steps().getLast().answer().outcome()).isEqualTo(Outcome.SKIPPED);
    Progress moved =
        lost.believe(a(CONNECTING).store(), LATER)
            .believe(a(DISCONNECTED).store(), LATER.plusSeconds(10))
            .believe(a(DISCONNECTED).store(), LATER.plusSeconds(20));
    assertThat(moved.attempts()).isEqualTo(1);
    Progress failed = lost.doubt(failed("INVALID_CREDENTIALS").store(), LATER);
    assertThat(failed.believe(a(DISCONNECTED).store(), LATER.plusSeconds(10)).attempts())
        .isEqualTo(1);
  }

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
    Answer answer = new Answer(last, error, "So it was.").afterLostTry();
    assertThat(answer.outcome()).isEqualTo(inAll);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(new Answer(last, error, "So it was").afterLostTry().detail())
        .startsWith(last == inAll ? "So it was" : "So it was. Nobody");
    assertThat(answer.detail())
        .isEqualTo(
            last == inAll
                ? "So it was."
                : "So it was. Nobody knows whether the try before was carried out.");
  }

  @Test
  void aDetailIsCutOnlyIfItIsTooLong() {
    assertThat(Answer.unknown("d".repeat(500)).detail()).isEqualTo("d".repeat(500));
    assertThat(Answer.unknown("d".repeat(501)).detail()).isEqualTo("d".repeat(499) + "…");
  }

  @Test
  void aFailureThatGoesOnIsFiledOnce() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    Progress twice = Progress.NONE.believe(store, START).believe(store, LATER);
    assertThat(twice.failures()).containsExactly(new Failure("INTERNAL_ERROR", START));
  }

  @Test
  void theSameFailureAfterAnotherStateIsFiledAgain() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    Progress again =
        Progress.NONE
            .believe(store, START)
            .believe(a(CONNECTING).store(), START.plusSeconds(10))
            .believe(store, LATER);
    assertThat(again.failures())
        .containsExactly(
            new Failure("INTERNAL_ERROR", START), new Failure("INTERNAL_ERROR", LATER));
    assertThat(again.first()).isEqualTo(FAILED);
  }

  @Test
  void anotherCodeOfTheSameStateIsFiled() {
    Progress both =
        Progress.NONE
            .believe(failed("INTERNAL_ERROR").store(), START)
            .believe(failed("NETWORK_ERRORS").store(), LATER);
    assertThat(both.failures())
        .extracting(Failure::code)
        .containsExactly("INTERNAL_ERROR", "NETWORK_ERRORS");
  }
}
