package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * Makes a stack wait until a key store is CONNECTED, or fail with the reason: a {@code
 * Custom::KeyStoreConnection}. Deleting it does nothing, unless the request has {@code
 * disconnectOnDelete} and the connector allows that for the key store.
 */
public final class KeyStoreConnection extends Construct {

  /** The longest run, and time for its answer even if Lambda must retry. */
  private static final Duration LONGEST = Duration.minutes(30);

  private final CustomResource resource;

  /**
   * Connects a key store through a connector of this or another stack.
   *
   * @param serviceToken the connector's, perhaps imported
   * @param request the fields of a run's request, and {@code disconnectOnDelete}
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public KeyStoreConnection(
      Construct scope, String id, String serviceToken, Map<String, Object> request) {
    super(scope, id);
    Validation.noNulls("the request of connection " + id, "", request);
    Map<String, Object> run = new LinkedHashMap<>(request);
    Object disconnect = run.remove("disconnectOnDelete");
    Validation.that(
        disconnect == null || disconnect instanceof Boolean,
        "disconnectOnDelete of connection %s must be true or false.".formatted(id));
    Validation.that(
        !run.containsKey("dryRun") && !"LEAVE".equals(run.get("whenDisconnected")),
        "dryRun and whenDisconnected LEAVE of connection %s must be left out: a stack waits until the key store is CONNECTED."
            .formatted(id));
    Validation.request("connection " + id, run);
    resource =
        CustomResource.Builder.create(this, "Resource")
            .serviceToken(serviceToken)
            .resourceType("Custom::KeyStoreConnection")
            .serviceTimeout(LONGEST)
            .properties(properties(request))
            .build();
  }

  /** The key store's id, known when it is CONNECTED; resources that use it wait for that. */
  public String customKeyStoreId() {
    return resource.getAttString("CustomKeyStoreId");
  }

  private static Map<String, Object> properties(Map<?, ?> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            properties.put(
                capitalised(String.valueOf(name)),
                value instanceof Map<?, ?> inner ? properties(inner) : value));
    return properties;
  }

  private static String capitalised(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
