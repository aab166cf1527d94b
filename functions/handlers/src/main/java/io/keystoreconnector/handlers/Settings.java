package io.keystoreconnector.handlers;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets.
 *
 * @param allowedKeyStores the ids of key stores that may be acted on; empty means all
 * @param priming whether a new function makes one harmless call before it takes its first event
 */
public record Settings(Set<String> allowedKeyStores, boolean priming) {

  /** Comma-separated ids. */
  public static final String ALLOWED_KEY_STORES = "ALLOWED_KEY_STORES";

  /** {@code off} to leave it. */
  public static final String PRIMING = "PRIMING";

  /**
   * Read from the environment, or from system properties of the same names where there is no
   * environment of one's own.
   */
  public static Settings fromEnvironment() {
    return from(
        name -> {
          String value = System.getenv(name);
          return value != null ? value : System.getProperty(name);
        });
  }

  static Settings from(Function<String, @Nullable String> variables) {
    String allowed = variables.apply(ALLOWED_KEY_STORES);
    Set<String> ids =
        allowed == null
            ? Set.of()
            : Arrays.stream(allowed.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    return new Settings(ids, !"off".equals(variables.apply(PRIMING)));
  }

  /** Warms a function up. Whatever goes wrong will go wrong again, with a name, when it matters. */
  void prime(Runnable harmless) {
    if (priming) {
      try {
        harmless.run();
      } catch (RuntimeException ignored) {
        // Said above.
      }
    }
  }

  boolean allows(String keyStoreId) {
    return allowedKeyStores.isEmpty() || allowedKeyStores.contains(keyStoreId);
  }
}
