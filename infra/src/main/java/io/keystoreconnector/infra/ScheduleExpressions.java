package io.keystoreconnector.infra;

/**
 * What EventBridge Scheduler accepts as a time. CloudFormation would report a mistake only after it
 * has created the rest of the stack, so a deployment is held to these patterns first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
final class ScheduleExpressions {

  private static final String MINUTE = "[0-5]?\\d";
  private static final String HOUR = "([01]?\\d|2[0-3])";
  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
  private static final String MONTH =
      "(0?[1-9]|1[0-2]|(?i:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))";
  private static final String WEEKDAY = "([1-7]|(?i:SUN|MON|TUE|WED|THU|FRI|SAT))";
  private static final String YEAR = "(19[7-9]\\d|2[01]\\d\\d)";

  /**
   * Either the day of the month or the day of the week is a question mark, and the other is not.
   */
  private static final String DAYS =
      "(%s %s \\?|\\? %s %s)"
          .formatted(
              many(each(DAY) + "|L(W|-\\d+)?|" + DAY + "W"),
              many(each(MONTH)),
              many(each(MONTH)),
              many(each(WEEKDAY) + "|" + WEEKDAY + "?L|" + WEEKDAY + "#[1-5]"));

  /** A rate, or a cron expression with six fields. */
  static final String PATTERN =
      "rate\\([1-9]\\d* (minute|minutes|hour|hours|day|days)\\)|cron\\(%s %s %s %s\\)"
          .formatted(many(each(MINUTE)), many(each(HOUR)), DAYS, many(each(YEAR)));

  /**
   * The names of time zones; the construct knows which of them exist, and a template cannot.
   * Offsets such as +02:00 are none.
   */
  static final String TIME_ZONE =
      "UTC|GMT|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc"
          + "|Europe|Indian|Mexico|Pacific|US)(/[A-Za-z0-9_+-]+){1,2}";

  private ScheduleExpressions() {}

  /** All values, one, or a range, possibly in steps. */
  private static String each(String value) {
    return "(\\*|%s(-%s)?)(/\\d+)?".formatted(value, value);
  }

  private static String many(String item) {
    return Patterns.many("(" + item + ")");
  }
}
