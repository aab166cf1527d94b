package io.keystoreconnector.rehearsal.company;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one kind of month; null for what nothing was measured of.
 *
 * @param perSecond requests to KMS a second in an account, on average
 * @param busiest the most in one second in any account
 * @param busiestDescribe those of them that share one quota of five
 * @param alarm from FAILED to the alarm, if nothing repairs the key store
 * @param soundedAnyway for how many failures the alarm went off although a run repaired them
 * @param unreported how many runs ended before they saw the key store CONNECTED
 * @param cost in US dollars, of all accounts and the hub
 */
record Figures(
    double perSecond,
    int busiest,
    int busiestDescribe,
    long throttled,
    int failures,
    @Nullable Spread seen,
    @Nullable Spread alarm,
    @Nullable Spread connected,
    int soundedAnyway,
    int unreported,
    double cost) {

  static final List<String> NAMES =
      List.of(
          "failures",
          "requests to KMS a second in an account, on average",
          "the most in one second",
          "the most `DescribeCustomKeyStores` in one second, of 5 that KMS allows",
          "requests that KMS throttled",
          "FAILED to the start of a run: median, 95 %, worst",
          "FAILED to CONNECTED",
          "FAILED to the alarm NotConnected, if no run repairs it",
          "alarms although a run repaired it",
          "runs that ended before the key store was CONNECTED",
          "US dollars a month",
          "US dollars a month for one key store");

  /** Each as text, in the order of their names. */
  List<String> texts() {
    return List.of(
        String.format(Locale.ROOT, "%,d", failures),
        String.format(Locale.ROOT, "%.4f", perSecond),
        "" + busiest,
        "" + busiestDescribe,
        String.format(Locale.ROOT, "%,d", throttled),
        text(seen),
        text(connected),
        text(alarm),
        "" + soundedAnyway,
        "" + unreported,
        String.format(Locale.ROOT, "%,.0f", cost),
        String.format(Locale.ROOT, "%.2f", cost / (Assumed.ACCOUNTS * Assumed.STORES)));
  }

  private static String text(@Nullable Spread spread) {
    return spread == null
        ? "–"
        : String.format(
            Locale.ROOT,
            "%s, %s, %s min",
            minutes(spread.median()),
            minutes(spread.most()),
            minutes(spread.worst()));
  }

  private static String minutes(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds / 60);
  }
}
