package io.keystoreconnector.room.control;

import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import java.time.Duration;
import java.util.Map;

/** A request to move the clock. */
final class TimeRequest {

  private static final String FIELD = "advanceSeconds";
  private static final Duration LONGEST = Duration.ofDays(366);

  private TimeRequest() {}

  /**
   * How far to move it.
   *
   * @throws io.keystoreconnector.emulator.world.WorldFormatException with one sentence
   */
  static Duration read(Map<String, Object> json) {
    JsonObjectReader fields = WorldFields.of("", json);
    if (!fields.has(FIELD)) {
      throw WorldFormatException.about(fields, FIELD, "is required");
    }
    long millis = fields.millis(FIELD, 0);
    if (fields.value(FIELD) instanceof Number n && n.doubleValue() > LONGEST.toSeconds()) {
      throw WorldFormatException.about(
          fields, FIELD, "must be at most %d".formatted(LONGEST.toSeconds()));
    }
    fields.nothingElse();
    return Duration.ofMillis(millis);
  }
}
