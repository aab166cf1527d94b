package io.keystoreconnector.runs.phrases;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Durations {

  private Durations() {}

  /** Minutes and seconds, as on a clock. */
  public static String clock(long millis) {
    return String.format(Locale.ROOT, "%02d:%02d", millis / 60_000, millis / 1000 % 60);
  }

  /** The largest unit only, such as 3 h. */
  public static String about(Duration duration) {
    long minutes = Math.max(0, duration.toMinutes());
    if (minutes < 1) {
      return "less than a minute";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " days";
  }

  /** Such as 4 min 41 s. */
  public static String words(long millis) {
    long seconds = Math.round(millis / 1000.0);
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
