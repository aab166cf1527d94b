package io.keystoreconnector.core;

/** An action with the reason for it, in words. */
record Verdict(Action action, String why) {

  static Verdict waitBecause(String why) {
    return new Verdict(new Action.Wait(), why);
  }

  static Verdict person(Reason reason, String why) {
    return new Verdict(new Action.NeedsAPerson(reason.name(), reason.guidance()), why);
  }
}
