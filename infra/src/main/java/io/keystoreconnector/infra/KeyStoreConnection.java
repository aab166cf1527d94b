package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * Makes a stack wait until a key store is CONNECTED, or several are, or fail with the reason: a
 * {@code Custom::KeyStoreConnection}. Deleting it does nothing, unless the request has {@code
 * disconnectOnDelete} and the connector allows that for the key store.
 */
public final class KeyStoreConnection extends Construct {

  /** The field of the request for several key stores. */
  static final String KEY_STORES = "keyStores";

  /** The longest run, and time for its answer even if Lambda must retry. */
  private static final Duration LONGEST = Duration.minutes(30);

  /** The most that CloudFormation waits. */
  private static final Duration LONGEST_FOR_SEVERAL = Duration.hours(1);

  private static final String DISCONNECT_ON_DELETE = "disconnectOnDelete";

  private final CustomResource resource;
  private final boolean several;

  /**
   * Connects a key store, or several, through a connector of this or another stack.
   *
   * @param serviceToken the connector's, perhaps imported
   * @param request the fields of a run's request, and {@code disconnectOnDelete}; or those of the
   *     request of a fleet
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public KeyStoreConnection(
      Construct scope, String id, String serviceToken, Map<String, Object> request) {
    super(scope, id);
    String what = "connection " + id;
    several = request.containsKey(KEY_STORES);
    Validation.noNulls("the request of " + what, "", request);
    Validation.that(
        !request.containsKey("dryRun") && !"LEAVE".equals(request.get("whenDisconnected")),
        "dryRun and whenDisconnected LEAVE of %s must be left out: a stack waits until the key store is CONNECTED."
            .formatted(what));
    if (several) {
      checkFleet(what, request);
    } else {
      checkRun(what, request);
    }
    resource =
        CustomResource.Builder.create(this, "Resource")
            .serviceToken(serviceToken)
            .resourceType("Custom::KeyStoreConnection")
            .serviceTimeout(several ? LONGEST_FOR_SEVERAL : LONGEST)
            .properties(properties(request))
            .build();
  }

  private static void checkFleet(String what, Map<String, Object> request) {
    Validation.that(
        !request.containsKey(DISCONNECT_ON_DELETE),
        "disconnectOnDelete of %s must be left out with keyStores: several key stores are left as they are when the connection is deleted."
            .formatted(what));
    FleetRequests.checkRequest(what, request);
  }

  private static void checkRun(String what, Map<String, Object> request) {
    Map<String, Object> run = new LinkedHashMap<>(request);
    Object disconnect = run.remove(DISCONNECT_ON_DELETE);
    Validation.that(
        disconnect == null || disconnect instanceof Boolean,
        "disconnectOnDelete of %s must be true or false.".formatted(what));
    Validation.request(what, run);
  }

  /**
   * The key store's id, known when it is CONNECTED; resources that use it wait for that.
   *
   * @throws InvalidDeployment if the connection is for several key stores
   */
  public String customKeyStoreId() {
    Validation.that(
        !several, "A connection for several key stores has no customKeyStoreId: depend on it.");
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
