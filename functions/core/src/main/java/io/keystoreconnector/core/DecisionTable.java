package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import org.jspecify.annotations.Nullable;

/**
 * The decision table: what to do about a custom key store, based on what is requested, remembered
 * and seen. The rows are in the order in which they are tried; {@link DisconnectedRows} and {@link
 * FailureRows} have those for a DISCONNECTED and a FAILED store.
 */
final class DecisionTable {

  /** How many checks in a row must fail to use a CONNECTED key store before a person is needed. */
  private static final int CHECKS_UNTIL_UNUSABLE = 3;

  private final Situation s;

  private DecisionTable(Situation situation) {
    this.s = situation;
  }

  static Verdict decide(Situation situation) {
    return new DecisionTable(situation).decide();
  }

  private Verdict decide() {
    if (s.store().state() == ConnectionState.CONNECTED) {
      return connected();
    }
    if (s.windowOver()) {
      return outOfTime();
    }
    if (s.anotherRunIsAtWork() && !moving()) {
      return Verdict.waitBecause(
          "Another run has just recorded an act on the key store; it goes first.");
    }
    if (s.mayBeStale()) {
      return Verdict.waitBecause(
          "KMS may still be showing the state before the last call; checking again.");
    }
    return switch (s.store().state()) {
      case CONNECTED -> throw new AssertionError("decided above");
      case CONNECTING -> Verdict.waitBecause("KMS is connecting; that takes up to 20 minutes.");
      case DISCONNECTING -> Verdict.waitBecause("KMS is disconnecting the key store.");
      case UNKNOWN ->
          Verdict.waitBecause("KMS shows a state that the connector does not know; waiting.");
      case DISCONNECTED -> DisconnectedRows.decide(s);
      case FAILED -> FailureRows.decide(s);
    };
  }

  private boolean moving() {
    return s.store().state() == ConnectionState.CONNECTING
        || s.store().state() == ConnectionState.DISCONNECTING;
  }

  private Verdict connected() {
    if (!s.isCloudHsm() || activeHsms() > 0) {
      return UpdateNowRows.decide(s).orElseGet(this::usable);
    }
    String but = "KMS reports CONNECTED, but ";
    if (s.cluster() == null) {
      return Verdict.person(
          Reason.CLUSTER_NOT_FOUND, but + "the cluster of the key store does not exist.");
    }
    return s.windowOver()
        ? ClusterRows.stillBeingModified(s)
            .orElseGet(
                () ->
                    Verdict.person(
                        Reason.NO_ACTIVE_HSM, but + "its cluster still has no active HSM."))
        : ClusterRows.withoutHsm(s, but + "its cluster has no active HSM");
  }

  private Verdict usable() {
    return s.observation().proof() instanceof ProofView.Unusable unusable
        ? unusable(unusable.why())
        : new Verdict(new Action.Connected(), "The key store is CONNECTED.");
  }

  /** One answer may be missing because no session with an HSM was free at that moment. */
  private Verdict unusable(String why) {
    int checks = s.states().unusable();
    return checks >= CHECKS_UNTIL_UNUSABLE || s.windowOver()
        ? Verdict.person(
            Reason.CONNECTED_BUT_UNUSABLE,
            "KMS reports CONNECTED, but the key store could not be used in %s in a row: %s."
                .formatted(Phrase.of(checks, "check"), why))
        : Verdict.waitBecause(
            "KMS reports CONNECTED, but the key store could not be used: %s; checking again."
                .formatted(why));
  }

  private Verdict outOfTime() {
    if (s.store().state() == ConnectionState.DISCONNECTED
        && s.acts().disconnected()
        && !s.tooLateForConnect()
        && !s.anotherRunIsAtWork()
        && !s.mayBeStale()) {
      Verdict verdict = DisconnectedRows.decide(s);
      if (verdict.action() instanceof Action.Connect) {
        return new Verdict(
            verdict.action(),
            "The window is over, but this run disconnected the key store: one last Connect, so that"
                + " it is not left that way.");
      }
    }
    return ClusterRows.stillBeingModified(s).orElseGet(this::windowOver);
  }

  private Verdict windowOver() {
    return Verdict.person(
        Reason.OUT_OF_TIME,
        "The window is over and the key store is %s.%s%s"
            .formatted(
                s.store().state(),
                s.store().state() == ConnectionState.CONNECTING
                    ? " It was left connecting and may still succeed."
                    : "",
                unansweredCalls(s)));
  }

  /** What kept a run busy until its end: successive calls that AWS throttled or did not answer. */
  static String unansweredCalls(Situation s) {
    Step last = s.acts().last().orElse(null);
    if (last == null
        || last.answer().outcome() == ActResult.Outcome.ACCEPTED
        || last.answer().outcome() == ActResult.Outcome.REFUSED
        || last.answer().error().isEmpty()) {
      return "";
    }
    int inARow = s.acts().sameInARow();
    String error = last.answer().error().replaceFirst("^io\\.keystoreconnector\\..*\\.", "");
    return inARow == 1
        ? " The last %s call ended with %s.".formatted(last.act().json(), error)
        : " The last %d %s calls ended with %s.".formatted(inARow, last.act().json(), error);
  }

  private int activeHsms() {
    @Nullable Cluster cluster = s.cluster();
    return cluster == null ? 0 : cluster.activeHsms();
  }
}
