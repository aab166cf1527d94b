package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.utils.DateTimeUtils;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions of times that the library computes differently: it refuses a month without a day, takes
 * any number for a year, and shows the year and the month of a week as those of its day.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-date-time-string-format">Date time string format</a>
 * @see <a href="https://docs.jsonata.org/date-time#date-time-picture-string">Picture strings</a>
 */
final class TimeFunctions {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          """
          (?<year>\\d{4})(?:-(?<month>\\d\\d)(?:-(?<day>\\d\\d)\
          (?:T(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?<fraction>\\.\\d+)?\
          (?<zone>Z|[+-]\\d\\d:?\\d\\d)?)?)?)?\
          """);

  /** A component that belongs to the week of a day, or an escaped bracket. */
  private static final Pattern OF_WEEK = Pattern.compile("\\[\\[|\\[([Xxw])([^\\]]*)\\]");

  private TimeFunctions() {}

  static @Nullable Object fromMillis(Arguments arguments) {
    Long millis = arguments.whole(0);
    return millis == null ? null : format(millis, arguments.text(1), arguments.text(2));
  }

  /** The library formats a date that is certain to show the right year, month or number. */
  static String format(long millis, @Nullable String picture, @Nullable String zone) {
    if (picture == null) {
      return DateTimeUtils.formatDateTime(millis, null, zone);
    }
    String corrected =
        OF_WEEK
            .matcher(picture)
            .replaceAll(found -> Matcher.quoteReplacement(ofWeek(found, thursday(millis, zone))));
    return DateTimeUtils.formatDateTime(millis, corrected, zone);
  }

  /** A week belongs to the year and the month of its Thursday. */
  private static LocalDate thursday(long millis, @Nullable String zone) {
    return Instant.ofEpochMilli(millis)
        .atOffset(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone))
        .toLocalDate()
        .with(ChronoField.DAY_OF_WEEK, DayOfWeek.THURSDAY.getValue());
  }

  private static String ofWeek(MatchResult component, LocalDate thursday) {
    String name = component.group(1);
    String format = String.valueOf(component.group(2));
    return switch (name) {
      // Only a calendar year is cut to a width.
      case "X" -> shown("Y", format.replaceFirst(",.*", ""), thursday);
      case "x" -> shown("M", format, thursday);
      case "w" -> shown("D", format, thursday.withDayOfMonth(weekOfMonth(thursday)));
      case null, default -> component.group();
    };
  }

  private static int weekOfMonth(LocalDate thursday) {
    return (thursday.getDayOfMonth() - 1) / 7 + 1;
  }

  private static String shown(String component, String format, LocalDate date) {
    long millis = date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    return DateTimeUtils.formatDateTime(millis, "[" + component + format + "]", null);
  }

  static @Nullable Object toMillis(Arguments arguments) throws ParseException {
    String text = arguments.text(0);
    String picture = arguments.text(1);
    if (text == null) {
      return null;
    }
    if (picture == null) {
      return millis(text);
    }
    return Functions.dateTimeToMillis(text, picture);
  }

  private static long millis(String text) {
    Matcher timestamp = TIMESTAMP.matcher(text);
    if (!timestamp.matches()) {
      throw new JException("D3110", -1, text);
    }
    int month = field(timestamp, "month", 1, 1, 12);
    int day = field(timestamp, "day", 1, 1, 31);
    int hour = field(timestamp, "hour", 0, 0, 24);
    int minute = field(timestamp, "minute", 0, 0, hour == 24 ? 0 : 59);
    int second = field(timestamp, "second", 0, 0, hour == 24 ? 0 : 59);
    String zone = timestamp.group("zone");
    return LocalDate.of(Integer.parseInt(timestamp.group("year")), month, 1)
            .plusDays(day - 1)
            .atStartOfDay()
            .plusHours(hour)
            .plusMinutes(minute)
            .plusSeconds(second)
            .toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone))
            .toEpochMilli()
        + millisOf(timestamp.group("fraction"));
  }

  private static long millisOf(@Nullable String fraction) {
    return fraction == null ? 0 : new BigDecimal(fraction).movePointRight(3).longValue();
  }

  private static int field(Matcher timestamp, String name, int missing, int least, int most) {
    String digits = timestamp.group(name);
    int value = digits == null ? missing : Integer.parseInt(digits);
    if (value < least || value > most) {
      throw new JException("D3110", -1, timestamp.group());
    }
    return value;
  }
}
