package io.keystoreconnector.watch;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets.
 *
 * @param keyStores the key stores that the deployment may act on
 * @param connector the deployment's name in metrics and events
 * @param eventBus the name of the bus that events are put on
 * @param journalTable the name of the journal's table, which also keeps the watch's memory
 * @param expectedStates which key stores are not always expected to be CONNECTED
 */
public record Settings(
    StoreList keyStores,
    String connector,
    String eventBus,
    String journalTable,
    ExpectedStates expectedStates) {

  /**
   * Comma-separated ids, names and patterns of the key stores that may be acted on; none if not
   * set.
   */
  public static final String MANAGED_KEY_STORES = "MANAGED_KEY_STORES";

  /** The same of those that may not be acted on, whatever the other list says. */
  public static final String DENIED_KEY_STORES = "DENIED_KEY_STORES";

  /** The deployment's name; {@code keystore-connector} if not set. */
  public static final String CONNECTOR_NAME = "CONNECTOR_NAME";

  /** The event bus; {@code default} if not set. */
  public static final String EVENT_BUS_NAME = "EVENT_BUS_NAME";

  /** The journal's table; {@code connector-journal} if not set. */
  public static final String JOURNAL_TABLE = "JOURNAL_TABLE";

  /**
   * Comma-separated pairs of a key store and its expected state, such as {@code
   * cks-1234567890abcdef0=MON-FRI 07:00-20:00 Europe/Berlin}; all CONNECTED if not set.
   */
  public static final String EXPECTED_STATES = "EXPECTED_STATES";

  /** Read from system properties, otherwise from the environment variables of the same names. */
  public static Settings fromEnvironment() {
    return from(
        name -> {
          String played = System.getProperty(name);
          return played != null ? played : System.getenv(name);
        });
  }

  static Settings from(Function<String, @Nullable String> variables) {
    return new Settings(
        StoreList.of(variables.apply(MANAGED_KEY_STORES), variables.apply(DENIED_KEY_STORES)),
        text(variables, CONNECTOR_NAME, "keystore-connector"),
        text(variables, EVENT_BUS_NAME, "default"),
        text(variables, JOURNAL_TABLE, "connector-journal"),
        ExpectedStates.of(variables.apply(EXPECTED_STATES)));
  }

  private static String text(
      Function<String, @Nullable String> variables, String name, String otherwise) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  /** Whether the deployment may act on a key store. */
  boolean manages(String keyStoreId, String name) {
    return keyStores.has(keyStoreId, name);
  }
}
