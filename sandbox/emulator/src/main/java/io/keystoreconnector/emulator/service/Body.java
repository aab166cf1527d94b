package io.keystoreconnector.emulator.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of an answer; fields without a value are left out, as AWS does. */
final class Body {

  private final Map<String, Object> json = new LinkedHashMap<>();

  Body with(String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
    return this;
  }

  Map<String, Object> json() {
    return json;
  }
}
