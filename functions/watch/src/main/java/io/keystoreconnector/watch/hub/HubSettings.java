package io.keystoreconnector.watch.hub;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the hub's deployment sets.
 *
 * @param table the name of the hub's table
 * @param hub the hub's name in metrics
 * @param eventBus the name of the hub's bus
 */
public record HubSettings(String table, String hub, String eventBus) {

  /** The hub's table; {@code connector-hub} if not set. */
  public static final String HUB_TABLE = "HUB_TABLE";

  /** The hub's name; {@code connector-hub} if not set. */
  public static final String HUB_NAME = "HUB_NAME";

  /** The hub's bus; {@code default} if not set. */
  public static final String HUB_EVENT_BUS = "HUB_EVENT_BUS";

  /** Read from system properties, otherwise from the environment variables of the same names. */
  public static HubSettings fromEnvironment() {
    return from(
        name -> {
          String played = System.getProperty(name);
          return played != null ? played : System.getenv(name);
        });
  }

  static HubSettings from(Function<String, @Nullable String> variables) {
    return new HubSettings(
        text(variables, HUB_TABLE, "connector-hub"),
        text(variables, HUB_NAME, "connector-hub"),
        text(variables, HUB_EVENT_BUS, "default"));
  }

  private static String text(
      Function<String, @Nullable String> variables, String name, String otherwise) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
