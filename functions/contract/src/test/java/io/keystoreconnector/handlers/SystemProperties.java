package io.keystoreconnector.handlers;

import java.util.Map;
import java.util.Properties;

/** Changes system properties during one action; an empty value removes one. */
public final class SystemProperties {

  private SystemProperties() {}

  /** Restores everything afterwards, whatever happens. */
  public static void with(Map<String, String> changed, Runnable action) {
    Properties before = (Properties) System.getProperties().clone();
    try {
      changed.forEach(SystemProperties::set);
      action.run();
    } finally {
      System.setProperties(before);
    }
  }

  private static void set(String name, String value) {
    if (value.isEmpty()) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
