package io.keystoreconnector.rehearsal.company;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulation takes for granted. */
final class Assumed {

  static final int ACCOUNTS = 100;

  /** The quota of an account and Region. */
  static final int STORES = 10;

  static final int DAYS = 30;
  static final int MONTH_SECONDS = DAYS * 24 * 60 * 60;

  /** The default of {@code watchMinutes}. */
  static final int CHECK_SECONDS = 300;

  /** The default of {@code notConnectedMinutes}, in checks. */
  static final int CHECKS_UNTIL_ALARM = 6;

  static final int CALL_MILLIS = 50;

  /** From the beginning of a check to the beginning of the run that its event starts. */
  static final int START_SECONDS = 5;

  static final int ALARM_SECONDS = 60;

  private static final int SHORTEST_CONNECT = 240;
  private static final int LONGEST_CONNECT = 1200;

  private Assumed() {}

  /** The middle of one of so many equal parts of the range. */
  static int connectSeconds(int part, int parts) {
    return SHORTEST_CONNECT + (LONGEST_CONNECT - SHORTEST_CONNECT) * (2 * part + 1) / (2 * parts);
  }

  /** All of it, with where it is from. */
  static Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put(
        "%d accounts with %d CloudHSM key stores each, in one Region".formatted(ACCOUNTS, STORES),
        "assumed; 10 is the quota of KMS for an account and Region");
    named.put(
        "a check every %d minutes, at a moment of its own in each account; NotConnected after %d checks"
            .formatted(CHECK_SECONDS / 60, CHECKS_UNTIL_ALARM),
        "the defaults of `watchMinutes` and `notConnectedMinutes`");
    named.put(
        "one `DescribeCustomKeyStores` a check, and one `GenerateRandom` for each key store",
        "the watch");
    named.put(
        "a failure that another connect repairs (INTERNAL_ERROR), at any moment of %d days"
            .formatted(DAYS),
        "assumed");
    named.put(
        "a connect takes from %d to %d minutes, each time equally likely"
            .formatted(SHORTEST_CONNECT / 60, LONGEST_CONNECT / 60),
        "4 is the sandbox's time, 20 the longest that AWS documents; the distribution is assumed");
    named.put("a disconnect takes 20 s", "assumed, the sandbox's time");
    named.put("a call to AWS takes %d ms".formatted(CALL_MILLIS), "assumed");
    named.put(
        "`runOnFailed`: a run begins %d s after the check that saw the failure"
            .formatted(START_SECONDS),
        "assumed");
    named.put(
        "CloudWatch notifies %d s after the last of these checks".formatted(ALARM_SECONDS),
        "assumed");
    named.put("what a run does, and when", "played: the real workflow, functions and quota");
    named.put("prices", "[deploying the connector](deploy.md#what-it-costs)");
    return named;
  }
}
