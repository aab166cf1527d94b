package io.keystoreconnector.core;

/** An action with the reason for it, in words. */
record Verdict(Action action, String why) {

  static Verdict waitBecause(String why) {
    return new Verdict(new Action.Wait(), why);
  }

  static Verdict person(Reason reason, String why) {
    return person(reason, why, "");
  }

  /**
   * The same.
   *
   * @param more sentences after the reason's own guidance, with a space before them
   */
  static Verdict person(Reason reason, String why, String more) {
    return new Verdict(new Action.NeedsAPerson(reason.name(), reason.guidance() + more), why);
  }
}
