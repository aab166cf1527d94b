package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** A fault and when it strikes. Counts the calls or connects that it could have struck. */
final class PlannedFault {

  /**
   * Which calls are struck.
   *
   * @param target an operation or {@code *}; for connects a key store's name or id, or {@code *}
   * @param fromMillis since the world's start, inclusive
   * @param toMillis exclusive
   * @param nth the first matching call that is struck, counted from 1
   * @param count how many are struck; null for all that follow
   */
  record When(String target, long fromMillis, long toMillis, int nth, @Nullable Integer count) {

    private boolean matches(String name, long moment) {
      return (target.equals("*") || target.equals(name))
          && fromMillis <= moment
          && moment < toMillis;
    }

    private boolean chosen(int ordinal) {
      return ordinal >= nth && (count == null || ordinal < nth + count);
    }
  }

  final Fault fault;
  final When when;
  int seen;

  PlannedFault(Fault fault, When when, int seen) {
    this.fault = fault;
    this.when = when;
    this.seen = seen;
  }

  /** Whether it strikes this call, which is counted if it matches. */
  boolean strikes(String name, long moment) {
    return when.matches(name, moment) && when.chosen(++seen);
  }
}
