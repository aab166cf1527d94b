package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets.
 *
 * @param keyStores the key stores that may be acted on
 * @param addHsm those for which an HSM may be bought
 * @param priming whether a new function makes one harmless call before it takes its first event
 */
public record Settings(AllowList keyStores, AllowList addHsm, boolean priming) {

  /** Comma-separated ids of {@link #keyStores}, {@code none}, or nothing for all. */
  public static final String ALLOWED_KEY_STORES = "ALLOWED_KEY_STORES";

  /** Comma-separated ids of {@link #addHsm}, {@code none}, or nothing for all. */
  public static final String ADD_HSM_KEY_STORES = "ADD_HSM_KEY_STORES";

  /** {@code off} to leave it. */
  public static final String PRIMING = "PRIMING";

  /**
   * Read from system properties, where somebody plays a deployment in a process of his own, or else
   * from the environment variables of the same names.
   */
  public static Settings fromEnvironment() {
    return from(
        name -> {
          String played = System.getProperty(name);
          return played != null ? played : System.getenv(name);
        });
  }

  static Settings from(Function<String, @Nullable String> variables) {
    return new Settings(
        allowList(variables.apply(ALLOWED_KEY_STORES)),
        allowList(variables.apply(ADD_HSM_KEY_STORES)),
        !"off".equals(variables.apply(PRIMING)));
  }

  private static AllowList allowList(@Nullable String ids) {
    if (ids == null || ids.isBlank()) {
      return AllowList.EVERY;
    }
    return ids.strip().equals("none")
        ? AllowList.NONE
        : AllowList.of(
            Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
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
}
