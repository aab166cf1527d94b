package io.keystoreconnector.statemachine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A value on its way between states, with its text, which is written once. */
record Payload(@Nullable Object value, String text) {
  /** The largest payload in UTF-8 bytes, 256 KiB. */
  static final int LIMIT = 262_144;

  static Payload of(@Nullable Object value) {
    return new Payload(value, Json.write(value));
  }

  boolean isTooLarge() {
    return text.length() > LIMIT / 3 && text.getBytes(StandardCharsets.UTF_8).length > LIMIT;
  }
}
