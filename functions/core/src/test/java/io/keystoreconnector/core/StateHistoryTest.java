package io.keystoreconnector.core;

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

  private static final Instant LATER = START.plusSeconds(60);

  @Test
  void aFailureThatGoesOnIsFiledOnce() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    StateHistory twice = StateHistory.NONE.believe(store, START).believe(store, LATER);
    assertThat(twice.failures()).containsExactly(new Failure("INTERNAL_ERROR", START));
  }

  @Test
  void theSameFailureAfterAnotherStateIsFiledAgain() {
    KeyStore store = failed("INTERNAL_ERROR").store();
    StateHistory again =
        StateHistory.NONE
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
    StateHistory both =
        StateHistory.NONE
            .believe(failed("INTERNAL_ERROR").store(), START)
            .believe(failed("NETWORK_ERRORS").store(), LATER);
    assertThat(both.failures())
        .extracting(Failure::code)
        .containsExactly("INTERNAL_ERROR", "NETWORK_ERRORS");
  }
}
