package io.keystoreconnector.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run may change in the key store, and when.
 *
 * @param settings the given fields with their values, each allowed by its rule
 */
public record Update(When when, Map<UpdateField, String> settings) {

  /** When an update is applied. */
  public enum When {
    /** After a failure whose cause it can remove. */
    ON_FAILURE,
    /** As soon as the store is DISCONNECTED. */
    BEFORE_CONNECT,
    /** The same, and at once while the store is CONNECTED, which stays CONNECTED. */
    NOW
  }

  /** No update. */
  public static final Update NONE = new Update(When.ON_FAILURE, Map.of());

  public Update {
    settings = settings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(settings));
  }

  /** Whether it is applied before the next connect, whatever failed. */
  boolean beforeConnect() {
    return when != When.ON_FAILURE;
  }

  /** The secret whose value is to be pushed, if one is given. */
  public Optional<String> secretId() {
    return settings.entrySet().stream()
        .filter(setting -> setting.getKey().namesSecret())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
