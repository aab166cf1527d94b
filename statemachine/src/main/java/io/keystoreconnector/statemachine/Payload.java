package io.keystoreconnector.statemachine;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that is passed between states, with its JSON string, which is written once. */
record Payload(@Nullable Object value, String text) {
  /** The largest payload in UTF-8 bytes, 256 KiB. */
  static final int LIMIT = 262_144;

  static Payload of(@Nullable Object value) {
    return new Payload(value, Json.write(value));
  }

  boolean isTooLarge() {
    return areTooLarge(List.of(this));
  }

  static boolean areTooLarge(Collection<Payload> together) {
    // A char is at most three bytes, so most payloads can be measured without encoding them.
    int chars = together.stream().mapToInt(payload -> payload.text.length()).sum();
    return chars > LIMIT / 3 && together.stream().mapToInt(Payload::bytes).sum() > LIMIT;
  }

  /** Whether a number in it does not fit in a double, as 1e400 or an integer of 400 digits. */
  boolean hasInfiniteNumber() {
    return isInfinite(value);
  }

  private static boolean isInfinite(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> anyInfinite(map.values());
      case List<?> list -> anyInfinite(list);
      case Number number -> Double.isInfinite(number.doubleValue());
      case null, default -> false;
    };
  }

  private static boolean anyInfinite(Collection<?> values) {
    for (Object value : values) {
      if (isInfinite(value)) {
        return true;
      }
    }
    return false;
  }

  private int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
