package io.keystoreconnector.watch;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets.
 *
 * @param everyKeyStore whether the deployment may act on every key store
 * @param keyStores otherwise, the ids of those that it may act on
 * @param connector the deployment's name in metrics and events
 * @param eventBus the name of the bus that events are put on
 * @param journalTable the name of the journal's table, which also keeps the watch's memory
 */
public record Settings(
    boolean everyKeyStore,
    Set<String> keyStores,
    String connector,
    String eventBus,
    String journalTable) {

  /** Comma-separated ids of the key stores that may be acted on; none if not set. */
  public static final String MANAGED_KEY_STORES = "MANAGED_KEY_STORES";

  /** The deployment's name; {@code keystore-connector} if not set. */
  public static final String CONNECTOR_NAME = "CONNECTOR_NAME";

  /** The event bus; {@code default} if not set. */
  public static final String EVENT_BUS_NAME = "EVENT_BUS_NAME";

  /** The journal's table; {@code connector-journal} if not set. */
  public static final String JOURNAL_TABLE = "JOURNAL_TABLE";

  /** Instead of a list: every key store. */
  private static final String EVERYTHING = "*";

  /** Instead of a list: no key store. */
  private static final String NOTHING = "none";

  public Settings {
    keyStores = Set.copyOf(keyStores);
  }

  /** Read from system properties, otherwise from the environment variables of the same names. */
  public static Settings fromEnvironment() {
    return from(
        name -> {
          String played = System.getProperty(name);
          return played != null ? played : System.getenv(name);
        });
  }

  static Settings from(Function<String, @Nullable String> variables) {
    String managed = text(variables, MANAGED_KEY_STORES, NOTHING);
    return new Settings(
        managed.equals(EVERYTHING),
        Arrays.stream(managed.split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty() && !id.equals(NOTHING))
            .collect(Collectors.toUnmodifiableSet()),
        text(variables, CONNECTOR_NAME, "keystore-connector"),
        text(variables, EVENT_BUS_NAME, "default"),
        text(variables, JOURNAL_TABLE, "connector-journal"));
  }

  private static String text(
      Function<String, @Nullable String> variables, String name, String otherwise) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  /** Whether the deployment may act on a key store. */
  boolean manages(String keyStoreId) {
    return everyKeyStore || keyStores.contains(keyStoreId);
  }
}
