package io.keystoreconnector.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets. No variable is required, because a function that cannot start could not
 * report that to CloudFormation.
 *
 * @param stateMachineArn the machine that a deployment starts; empty if not set
 * @param fleetStateMachineArn the one for several key stores, if there is one
 * @param disconnectableKeyStores the key stores that may be disconnected when their resource is
 *     deleted
 * @param connector the deployment's name in metrics, events and messages
 * @param eventBus the name or ARN of the bus that outcomes are put on
 * @param topicArn the topic that notifies people, if any
 * @param runbookUrl where docs/runbook.md is published, without an anchor, if anywhere
 * @param responseHosts where CloudFormation may be answered: {@link ResponseUrl}
 */
public record Settings(
    String stateMachineArn,
    @Nullable String fleetStateMachineArn,
    StoreList disconnectableKeyStores,
    String connector,
    String eventBus,
    @Nullable String topicArn,
    @Nullable String runbookUrl,
    List<String> responseHosts) {

  /** The ARN of the state machine; for the deployment function. */
  public static final String STATE_MACHINE_ARN = "STATE_MACHINE_ARN";

  /** The ARN of the state machine for several key stores; if not set, there is none. */
  public static final String FLEET_STATE_MACHINE_ARN = "FLEET_STATE_MACHINE_ARN";

  /**
   * Comma-separated ids, names and patterns of key stores; none if not set. For the deployment
   * function.
   */
  public static final String DISCONNECTABLE_KEY_STORES = "DISCONNECTABLE_KEY_STORES";

  /** The same of key stores that may not be disconnected, whatever the other list says. */
  public static final String DENIED_KEY_STORES = "DENIED_KEY_STORES";

  /** The deployment's name; {@code keystore-connector} if not set. */
  public static final String CONNECTOR_NAME = "CONNECTOR_NAME";

  /** The event bus; {@code default} if not set. */
  public static final String EVENT_BUS_NAME = "EVENT_BUS_NAME";

  /** The SNS topic; if not set, no one is paged. */
  public static final String TOPIC_ARN = "TOPIC_ARN";

  /** Where the runbook is published. */
  public static final String RUNBOOK_URL = "RUNBOOK_URL";

  /**
   * Comma-separated origins such as {@code https://*.s3.*.amazonaws.com}; if not set, those of
   * CloudFormation's bucket in the function's Region.
   */
  public static final String RESPONSE_HOSTS = "RESPONSE_HOSTS";

  public Settings {
    responseHosts = List.copyOf(responseHosts);
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
    List<String> hosts = list(variables.apply(RESPONSE_HOSTS));
    return new Settings(
        text(variables, STATE_MACHINE_ARN, ""),
        set(variables, FLEET_STATE_MACHINE_ARN),
        StoreList.of(
            variables.apply(DISCONNECTABLE_KEY_STORES), variables.apply(DENIED_KEY_STORES)),
        text(variables, CONNECTOR_NAME, "keystore-connector"),
        text(variables, EVENT_BUS_NAME, "default"),
        set(variables, TOPIC_ARN),
        set(variables, RUNBOOK_URL),
        hosts.isEmpty() ? ofCloudFormation(set(variables, "AWS_REGION")) : hosts);
  }

  private static List<String> ofCloudFormation(@Nullable String region) {
    return region == null ? List.of() : ResponseUrl.ofCloudFormation(region);
  }

  /** The machines whose runs a stack may wait for. */
  List<String> machines() {
    return fleetStateMachineArn == null
        ? List.of(stateMachineArn)
        : List.of(stateMachineArn, fleetStateMachineArn);
  }

  /** Whether the executions of this machine are those for several key stores. */
  boolean isForFleets(String machineArn) {
    return machineArn.equals(fleetStateMachineArn);
  }

  boolean mayDisconnect(String keyStoreId, String name) {
    return disconnectableKeyStores.has(keyStoreId, name);
  }

  private static String text(
      Function<String, @Nullable String> variables, String name, String otherwise) {
    String value = set(variables, name);
    return value == null ? otherwise : value;
  }

  private static @Nullable String set(Function<String, @Nullable String> variables, String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
