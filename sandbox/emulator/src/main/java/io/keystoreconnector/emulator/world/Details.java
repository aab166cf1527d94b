package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small maps that keep the order in which they were written. */
final class Details {

  private Details() {}

  static Map<String, Object> of(String key1, Object value1, String key2, Object value2) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(key1, value1);
    details.put(key2, value2);
    return details;
  }
}
