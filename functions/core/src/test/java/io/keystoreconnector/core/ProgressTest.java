package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTING;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActResult.Outcome;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final ProofView NOT_TRIED = new ProofView.NotTried();

  private static final Instant LATER = START.plusSeconds(60);

  /** The code is gone then, and the next connect could be one wrong login more. */
  @Test
  void aFailedLogInThatALookShowedTooEarlyCountsIfSomebodyDisconnectsTheStore() {
    Progress doubting = Progress.NONE.doubt(failed("INVALID_CREDENTIALS").store(), START);
    assertThat(doubting.states().failures()).isEmpty();
    for (ConnectionState state : List.of(DISCONNECTED, ConnectionState.DISCONNECTING)) {
      assertThat(doubting.believe(a(state).store(), NOT_TRIED, LATER).states().failures())
          .containsExactly(new Failure("INVALID_CREDENTIALS", START));
    }
    Progress connecting = doubting.believe(a(ConnectionState.CONNECTING).store(), NOT_TRIED, LATER);
    assertThat(connecting.believe(a(DISCONNECTED).store(), NOT_TRIED, LATER).states().failures())
        .isEmpty();
    assertThat(
            doubting
                .believe(failed("INVALID_CREDENTIALS").store(), NOT_TRIED, LATER)
                .states()
                .failures())
        .containsExactly(new Failure("INVALID_CREDENTIALS", LATER));
    assertThat(doubting.doubt(failed("USER_LOCKED_OUT").store(), LATER)).isEqualTo(doubting);
    assertThat(Progress.NONE.doubt(failed("INTERNAL_ERROR").store(), START).states().doubted())
        .isNull();
    assertThat(Progress.NONE.doubt(a(DISCONNECTED).store(), START).states().doubted()).isNull();
    Progress met = Progress.NONE.believe(failed("INVALID_CREDENTIALS").store(), NOT_TRIED, START);
    assertThat(met.doubt(failed("INVALID_CREDENTIALS").store(), LATER).states().doubted()).isNull();
    assertThat(met.doubt(failed("USER_LOCKED_OUT").store(), LATER).states().doubted()).isNotNull();
    assertThat(
            met.begin(new Action.Connect(Given.STORE), "because", START.plusSeconds(1))
                .settle(new ActResult(Outcome.ACCEPTED, "", ""))
                .doubt(failed("INVALID_CREDENTIALS").store(), LATER)
                .states()
                .doubted())
        .isNotNull();
    assertThat(
            met.believe(a(ConnectionState.CONNECTING).store(), NOT_TRIED, START)
                .doubt(failed("INVALID_CREDENTIALS").store(), LATER)
                .states()
                .doubted())
        .isNotNull();
  }

  /** A person's confirmation is newer than a failure that the run found. */
  @Test
  void aFailedLogInOfBeforeTheFirstCheckThatCountsIsNoneOfTheRun() {
    Progress found =
        Progress.NONE
            .doubt(failed("INVALID_CREDENTIALS").store(), START)
            .believe(a(DISCONNECTED).store(), NOT_TRIED, LATER);
    assertThat(found.states().failures()).hasSize(1);
    assertThat(found.states().failuresSinceTheFirstCheck()).isEmpty();
    Progress connecting =
        Progress.NONE
            .doubt(failed("INVALID_CREDENTIALS").store(), START)
            .believe(a(CONNECTING).store(), NOT_TRIED, LATER)
            .believe(failed("INVALID_CREDENTIALS").store(), NOT_TRIED, LATER);
    assertThat(connecting.states().failuresSinceTheFirstCheck()).hasSize(1);
  }

  /** A run that lost the answer counts an attempt until a check shows that there was none. */
  @Test
  void aConnectWithoutAnAnswerIsNoAttemptIfTheStoreIsStillDisconnected() {
    Progress lost =
        Progress.NONE
            .believe(a(DISCONNECTED).store(), NOT_TRIED, START)
            .begin(new Action.Connect(Given.STORE), "because", START)
            .settle(ActResult.unknown("no answer"));
    assertThat(lost.acts().attempts()).isEqualTo(1);
    Progress proved = lost.believe(a(DISCONNECTED).store(), NOT_TRIED, LATER);
    assertThat(proved.acts().attempts()).isZero();
    assertThat(proved.acts().steps().getLast().answer().outcome()).isEqualTo(Outcome.SKIPPED);
    Progress moved =
        lost.believe(a(CONNECTING).store(), NOT_TRIED, LATER)
            .believe(a(DISCONNECTED).store(), NOT_TRIED, LATER.plusSeconds(10))
            .believe(a(DISCONNECTED).store(), NOT_TRIED, LATER.plusSeconds(20));
    assertThat(moved.acts().attempts()).isEqualTo(1);
    Progress failed = lost.doubt(failed("INVALID_CREDENTIALS").store(), LATER);
    assertThat(
            failed
                .believe(a(DISCONNECTED).store(), NOT_TRIED, LATER.plusSeconds(10))
                .acts()
                .attempts())
        .isEqualTo(1);
  }
}
