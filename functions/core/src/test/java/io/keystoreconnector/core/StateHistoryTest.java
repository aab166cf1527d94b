package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.CONNECTING;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateHistoryTest {

  private static final ProofView NOT_TRIED = new ProofView.NotTried();
  private static final ProofView UNUSABLE = new ProofView.Unusable("no answer");
  private static final Instant LATER = START.plusSeconds(60);

  @Test
  void aFailureThatGoesOnIsFiledOnce() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    StateHistory twice =
        StateHistory.NONE.believe(store, NOT_TRIED, START).believe(store, NOT_TRIED, LATER);
    assertThat(twice.failures()).containsExactly(new Failure("INTERNAL_ERROR", START));
  }

  @Test
  void theSameFailureAfterAnotherStateIsFiledAgain() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    StateHistory again =
        StateHistory.NONE
            .believe(store, NOT_TRIED, START)
            .believe(a(CONNECTING).store(), NOT_TRIED, START.plusSeconds(10))
            .believe(store, NOT_TRIED, LATER);
    assertThat(again.failures())
        .containsExactly(
            new Failure("INTERNAL_ERROR", START), new Failure("INTERNAL_ERROR", LATER));
    assertThat(again.first()).isEqualTo(FAILED);
  }

  @Test
  void anotherCodeOfTheSameStateIsFiled() {
    StateHistory both =
        StateHistory.NONE
            .believe(failed("INTERNAL_ERROR").store(), NOT_TRIED, START)
            .believe(failed("NETWORK_ERRORS").store(), NOT_TRIED, LATER);
    assertThat(both.failures())
        .extracting(Failure::code)
        .containsExactly("INTERNAL_ERROR", "NETWORK_ERRORS");
  }

  @Test
  void checksThatCouldNotUseTheStoreAreCountedInARow() {
    KeyStore store = a(CONNECTED).store();
    StateHistory twice =
        StateHistory.NONE.believe(store, UNUSABLE, START).believe(store, UNUSABLE, LATER);
    assertThat(twice.unusable()).isEqualTo(2);
    assertThat(twice.believe(store, new ProofView.Used("GenerateRandom"), LATER).unusable())
        .isZero();
    assertThat(twice.believe(store, new ProofView.Impossible("Denied."), LATER).unusable())
        .isZero();
    assertThat(twice.believe(a(CONNECTING).store(), NOT_TRIED, LATER).unusable()).isZero();
  }
}
