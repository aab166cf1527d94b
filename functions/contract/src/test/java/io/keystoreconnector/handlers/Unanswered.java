package io.keystoreconnector.handlers;

import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.NoUsableAnswer.Kind;
import org.assertj.core.api.Condition;

/** Conditions on what a call to AWS throws. */
public final class Unanswered {

  private Unanswered() {}

  /** It got no usable answer, of this kind. */
  public static Condition<Throwable> unanswered(Kind kind) {
    return new Condition<>(
        thrown -> thrown instanceof NoUsableAnswer none && none.kind() == kind,
        "no usable answer: %s",
        kind);
  }
}
