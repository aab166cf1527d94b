package io.keystoreconnector.watch.hub;

import org.jspecify.annotations.Nullable;

/** What a person must do about a key store, as far as the news says. */
final class Needs {

  static final String START = "Start a run.";
  static final String START_UNLESS_OFF = "Start a run, unless it is off on purpose.";
  static final String BY_HAND = "Repair it by hand: no connector manages it.";

  private static final String RUNBOOK = "Follow the runbook: %s.";
  private static final String UNUSABLE = "CONNECTED_BUT_UNUSABLE";

  private Needs() {}

  /** One sentence; null if nothing is needed. */
  static @Nullable String of(StoreRow row) {
    StoreRow.State state = row.state();
    if (state != null && state.isOffAsExpected()) {
      return null;
    }
    Run run = row.run();
    if (run != null && !run.succeeded() && isStillSo(run, row)) {
      return RUNBOOK.formatted(run.code());
    }
    return state == null ? null : needs(state, row);
  }

  /** What a run has reported is over once the key store has become CONNECTED after it. */
  private static boolean isStillSo(Run run, StoreRow row) {
    return row.connectedSince() == null || !run.endedAt().isBefore(row.connectedSince());
  }

  private static @Nullable String needs(StoreRow.State state, StoreRow row) {
    StoreRow.Facts facts = row.facts();
    boolean managed = facts == null || facts.managed();
    return switch (state.name()) {
      case "CONNECTED" -> isUnusable(state, facts) ? RUNBOOK.formatted(UNUSABLE) : null;
      case "FAILED" -> managed ? START : BY_HAND;
      case "DISCONNECTED" -> managed && !wasLeft(row) ? START_UNLESS_OFF : null;
      default -> null;
    };
  }

  private static boolean isUnusable(StoreRow.State state, StoreRow.@Nullable Facts facts) {
    return facts != null
        && Boolean.FALSE.equals(facts.usable())
        && !facts.seenAt().isBefore(state.since());
  }

  /** A run that may leave a key store disconnected knows that someone has switched it off. */
  private static boolean wasLeft(StoreRow row) {
    Run run = row.run();
    return run != null && run.outcome().equals("LEFT_DISCONNECTED") && isStillSo(run, row);
  }
}
