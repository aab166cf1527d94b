package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small maps that keep the order in which they were written. */
final class Facts {

  private Facts() {}

  static Map<String, Object> of(String key1, Object value1, String key2, Object value2) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(key1, value1);
    facts.put(key2, value2);
    return facts;
  }
}
