package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.UpdateRules;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets. A list that is missing or empty allows nothing.
 *
 * @param keyStores the key stores that may be acted on
 * @param addHsm those of them for which an HSM may be bought
 * @param updates which secrets and settings a request may name for each key store
 * @param canaryKeys the ARN of a key in each key store that has one to be tried
 * @param priming whether a new function makes one harmless call before it takes its first event
 */
public record Settings(
    AllowList keyStores,
    AllowList addHsm,
    UpdateRules updates,
    Map<String, String> canaryKeys,
    boolean priming) {

  /** A deployment without canary keys. */
  public Settings(AllowList keyStores, AllowList addHsm, UpdateRules updates, boolean priming) {
    this(keyStores, addHsm, updates, Map.of(), priming);
  }

  /**
   * Comma-separated entries of {@link #keyStores}: ids, names and patterns such as {@code prod-*}.
   */
  public static final String MANAGED_KEY_STORES = "MANAGED_KEY_STORES";

  /** The same of the key stores that may not be acted on, whatever the other lists say. */
  public static final String DENIED_KEY_STORES = "DENIED_KEY_STORES";

  /** The same of {@link #addHsm}. */
  public static final String ADD_HSM_KEY_STORES = "ADD_HSM_KEY_STORES";

  /**
   * Comma-separated pairs such as {@code cks-1234567890abcdef0=payments/kmsuser}: which secrets
   * belong to which key store.
   */
  public static final String KEY_STORE_SECRETS = "KEY_STORE_SECRETS";

  /**
   * Comma-separated pairs such as {@code cks-1234567890abcdef0=cloudHsmClusterId}: which settings
   * may be changed in which key store.
   */
  public static final String KEY_STORE_SETTINGS = "KEY_STORE_SETTINGS";

  /**
   * Comma-separated pairs such as {@code
   * cks-1234567890abcdef0=arn:aws:kms:eu-central-1:111122223333:key/…}: {@link #canaryKeys}.
   */
  public static final String CANARY_KEYS = "CANARY_KEYS";

  /** Instead of a list: everything is allowed. */
  private static final String EVERYTHING = "*";

  /** Instead of a list: nothing is allowed, as without a list. */
  private static final String NOTHING = "none";

  /** {@code off} disables it. */
  public static final String PRIMING = "PRIMING";

  /**
   * Read from system properties, when a deployment is simulated in a process of its own, or
   * otherwise from the environment variables of the same names.
   */
  public static Settings fromEnvironment() {
    return from(
        name -> {
          String played = System.getProperty(name);
          return played != null ? played : System.getenv(name);
        });
  }

  static Settings from(Function<String, @Nullable String> variables) {
    Set<String> denied =
        items(variables.apply(DENIED_KEY_STORES)).collect(Collectors.toUnmodifiableSet());
    return new Settings(
        allowed(variables.apply(MANAGED_KEY_STORES)).except(denied),
        allowed(variables.apply(ADD_HSM_KEY_STORES)).except(denied),
        new UpdateRules(
            pairs(variables.apply(KEY_STORE_SECRETS), Collectors.toUnmodifiableList()),
            pairs(variables.apply(KEY_STORE_SETTINGS), Collectors.toUnmodifiableSet())),
        canaryKeys(variables.apply(CANARY_KEYS)),
        !"off".equals(variables.apply(PRIMING)));
  }

  /** A star among other entries is no key store: what a deployment allows must be seen at once. */
  private static AllowList allowed(@Nullable String list) {
    return everything(list)
        ? AllowList.EVERY
        : AllowList.of(
            items(list)
                .filter(entry -> !entry.equals(EVERYTHING))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** By key store, the values after its equals signs; null if everything is allowed. */
  private static <C> @Nullable Map<String, C> pairs(
      @Nullable String pairs, Collector<String, ?, C> collector) {
    if (everything(pairs)) {
      return null;
    }
    return items(pairs)
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.groupingBy(
                pair -> pair[0].strip(), Collectors.mapping(pair -> pair[1].strip(), collector)));
  }

  /** Nothing stands for every key store here: a key is in one. */
  private static Map<String, String> canaryKeys(@Nullable String pairs) {
    return items(pairs)
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toUnmodifiableMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
  }

  private static boolean everything(@Nullable String list) {
    return list != null && list.strip().equals(EVERYTHING);
  }

  private static Stream<String> items(@Nullable String list) {
    return list == null
        ? Stream.empty()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty() && !item.equals(NOTHING));
  }

  /** Warms up a function. Any failure here will happen again, with a name, when it matters. */
  void prime(Runnable harmless) {
    if (priming) {
      try {
        harmless.run();
      } catch (RuntimeException ignored) {
        // See above.
      }
    }
  }
}
