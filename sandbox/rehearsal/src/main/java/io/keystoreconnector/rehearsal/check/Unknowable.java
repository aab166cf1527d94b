package io.keystoreconnector.rehearsal.check;

import java.util.List;

/** What a run cannot know and so need not report. */
final class Unknowable {

  private Unknowable() {}

  /**
   * Whether a Connect was carried out without an answer, and undone by someone else before the run
   * looked again: each look until its next Connect says DISCONNECTED.
   */
  static boolean undoneUnseen(SeenCall call, RunRecord run) {
    List<Attempt> attempts = run.attempts();
    if (!call.is(SeenCall.CONNECT)
        || call.invocation() >= attempts.size()
        || attempts.get(call.invocation()).succeeded()) {
      return false;
    }
    List<Look> looks =
        attempts.subList(call.invocation() + 1, attempts.size()).stream()
            .takeWhile(attempt -> !attempt.state().equals("Connect"))
            .filter(attempt -> attempt.isLook() && attempt.succeeded())
            .map(attempt -> new Look(run.callsOf(attempt)))
            .toList();
    return !looks.isEmpty() && looks.stream().allMatch(look -> look.state().equals("DISCONNECTED"));
  }
}
