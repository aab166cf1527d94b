package io.keystoreconnector.watch;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a key store is expected to be CONNECTED. */
sealed interface ExpectedState {

  /** Whether it is expected to be CONNECTED at that time. */
  boolean isConnectedAt(Instant time);

  /**
   * Reads what a deployment declares.
   *
   * @param text {@code CONNECTED}, {@code DISCONNECTED}, or hours in which it is expected to be
   *     CONNECTED, such as {@code MON-FRI 07:00-20:00 Europe/Berlin}
   * @throws IllegalArgumentException if it is none of them
   */
  static ExpectedState of(String text) {
    return switch (text) {
      case "CONNECTED" -> new Always(true);
      case "DISCONNECTED" -> new Always(false);
      default -> Hours.of(text);
    };
  }

  /** The same at all times. */
  record Always(boolean connected) implements ExpectedState {

    @Override
    public boolean isConnectedAt(Instant time) {
      return connected;
    }
  }

  /**
   * Hours that begin on some days of the week. If they end at the hour at which they begin, or
   * before, they end on the next day. Where clocks are put back, the first of two equal times
   * counts; where a time is left out, the same time after it, as for a schedule.
   *
   * @param last also the same day as {@code first}, or an earlier one, as in {@code SAT-MON}
   */
  record Hours(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime to, ZoneId zone)
      implements ExpectedState {

    private static final Pattern TEXT =
        Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");

    private static final String MIDNIGHT = "24:00";

    private static Hours of(String text) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "An expected state must be CONNECTED, DISCONNECTED or hours such as MON-FRI"
                + " 07:00-20:00 Europe/Berlin, not "
                + text);
      }
      String to = parts.group(4);
      return new Hours(
          day(parts.group(1)),
          day(parts.group(2) == null ? parts.group(1) : parts.group(2)),
          LocalTime.parse(parts.group(3)),
          to.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(to),
          ZoneId.of(parts.group(5)));
    }

    private static DayOfWeek day(String text) {
      return Arrays.stream(DayOfWeek.values())
          .filter(day -> day.name().startsWith(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("A day must be MON to SUN, not " + text));
    }

    @Override
    public boolean isConnectedAt(Instant time) {
      LocalDate today = time.atZone(zone).toLocalDate();
      return isWithin(time, today) || isWithin(time, today.minusDays(1));
    }

    /** Whether the time is in the hours that begin on that day. */
    private boolean isWithin(Instant time, LocalDate day) {
      LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
      return isOnDay(day.getDayOfWeek())
          && !time.isBefore(ZonedDateTime.of(day, from, zone).toInstant())
          && time.isBefore(ZonedDateTime.of(end, to, zone).toInstant());
    }

    private boolean isOnDay(DayOfWeek day) {
      return daysAfterFirst(day) <= daysAfterFirst(last);
    }

    private int daysAfterFirst(DayOfWeek day) {
      return Math.floorMod(day.getValue() - first.getValue(), DayOfWeek.values().length);
    }
  }
}
