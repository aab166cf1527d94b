package io.keystoreconnector.core;

import java.time.Instant;

/**
 * What a run remembers between two checks. It is little, because a check says more.
 *
 * @param acts what was done, and with what result
 * @param states what was seen
 */
public record Progress(ActHistory acts, StateHistory states) {

  /** Nothing seen or done yet. */
  public static final Progress NONE = new Progress(ActHistory.NONE, StateHistory.NONE);

  /** The same, with the answer to the pending act recorded. */
  Progress settle(ActResult answer) {
    return new Progress(acts.settle(answer), states);
  }

  /** The same, with an act that is about to be done. */
  Progress begin(Action.Act act, String why, Instant at) {
    return new Progress(acts.begin(act, why, at), states);
  }

  /**
   * The same, with a check recorded that shows the current state. A DISCONNECTED store proves that
   * a Connect without an answer was not carried out, if no check since has seen it take effect.
   */
  Progress believe(KeyStore store, ProofView proof, Instant at) {
    boolean nothingCameOfIt =
        store.state() == ConnectionState.DISCONNECTED
            && acts.unansweredConnect()
                .filter(connect -> states.showsOnly(store.state(), connect.at()))
                .isPresent();
    return new Progress(
        nothingCameOfIt ? acts.disproveLast() : acts, states.believe(store, proof, at));
  }

  /** The same, with a check recorded that may show the state before the last call. */
  Progress doubt(KeyStore store, Instant at) {
    boolean triedAgain =
        states.lastFailure().filter(failure -> acts.connectedAfter(failure.at())).isPresent();
    return new Progress(acts, states.doubt(store, at, triedAgain));
  }
}
