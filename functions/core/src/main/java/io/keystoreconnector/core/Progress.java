package io.keystoreconnector.core;

import java.time.Instant;

/**
 * What a run remembers between two looks. It is little, because a look says more.
 *
 * @param acts what was done, and what came of it
 * @param states what was seen
 */
public record Progress(ActHistory acts, StateHistory states) {

  /** Nothing was seen or done yet. */
  public static final Progress NONE = new Progress(ActHistory.NONE, StateHistory.NONE);

  /** The same, with the answer to the pending act filed. */
  Progress settle(ActResult answer) {
    return new Progress(acts.settle(answer), states);
  }

  /** The same, with an act that is about to be done. */
  Progress begin(Action.Act act, String why, Instant at) {
    return new Progress(acts.begin(act, why, at), states);
  }

  /**
   * The same, with a look filed that shows how things stand. A DISCONNECTED store proves that a
   * Connect without an answer, which no look since has seen at work, was not carried out.
   */
  Progress believe(KeyStore store, Instant at) {
    boolean nothingCameOfIt =
        store.state() == ConnectionState.DISCONNECTED
            && acts.unansweredConnect()
                .filter(connect -> states.showsOnly(store.state(), connect.at()))
                .isPresent();
    return new Progress(nothingCameOfIt ? acts.disproveLast() : acts, states.believe(store, at));
  }

  /** The same, with a look filed that may show what was true before the last call. */
  Progress doubt(KeyStore store, Instant at) {
    boolean triedAgain =
        states.lastFailure().filter(failure -> acts.connectedAfter(failure.at())).isPresent();
    return new Progress(acts, states.doubt(store, at, triedAgain));
  }
}
