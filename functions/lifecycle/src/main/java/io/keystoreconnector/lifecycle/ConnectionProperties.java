package io.keystoreconnector.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a {@code Custom::KeyStoreConnection}, as a request to the workflow. Only what
 * CloudFormation changes, and what makes no sense in a deployment, is handled here: the workflow
 * checks the rest, and its message reaches the stack as well.
 *
 * @param physicalId what the resource is known by: the id or name of the key store, as given; for
 *     several, a name that is the same for the same {@code KeyStores} in any order
 */
record ConnectionProperties(
    String physicalId, Map<String, Object> request, boolean disconnectOnDelete) {

  private static final String ID = "CustomKeyStoreId";
  private static final String NAME = "CustomKeyStoreName";
  private static final String KEY_STORES = "KeyStores";
  private static final String DISCONNECT_ON_DELETE = "DisconnectOnDelete";

  /** CloudFormation's own properties of a custom resource. */
  private static final String SERVICE = "Service(Token|Timeout)";

  /** The fields of a request that a deployment may set, as properties. */
  static final Map<String, PropertyKind> FIELDS = fields();

  private static Map<String, PropertyKind> fields() {
    Map<String, PropertyKind> fields = new LinkedHashMap<>();
    fields.put(ID, PropertyKind.TEXT);
    fields.put(NAME, PropertyKind.TEXT);
    fields.put(KEY_STORES, PropertyKind.LIST);
    fields.put("WhenDisconnected", PropertyKind.TEXT);
    fields.put("Update", PropertyKind.OBJECT);
    fields.put("AddHsm", PropertyKind.FLAG);
    fields.put("MaxAttempts", PropertyKind.NUMBER);
    fields.put("WindowSeconds", PropertyKind.NUMBER);
    fields.put("PollSeconds", PropertyKind.NUMBER);
    return Collections.unmodifiableMap(fields);
  }

  /** Whether they name the key store by its id, rather than by its name. */
  boolean namesAnId() {
    return request.containsKey("customKeyStoreId");
  }

  /** Whether they name several key stores: docs/fleet.md. */
  boolean isForAFleet() {
    return request.containsKey("keyStores");
  }

  /** The same for properties that may break rules. */
  static boolean isForAFleet(@Nullable Map<String, Object> properties) {
    return properties != null && properties.get(KEY_STORES) != null;
  }

  /** Whether they ask to disconnect the key store when it is deleted, even if they break rules. */
  static boolean askToDisconnect(@Nullable Map<String, Object> properties) {
    return properties != null
        && "true".equals(String.valueOf(properties.get(DISCONNECT_ON_DELETE)));
  }

  /**
   * Reads the properties.
   *
   * @throws InvalidProperties with a sentence for the person who deploys
   */
  static ConnectionProperties read(@Nullable Map<String, Object> properties) {
    Map<String, Object> given = properties == null ? Map.of() : properties;
    Map<String, Object> request = new LinkedHashMap<>();
    given.forEach((name, value) -> field(name, value, request));
    if ("LEAVE".equals(request.get("whenDisconnected"))) {
      throw new InvalidProperties(
          "WhenDisconnected must not be LEAVE: a stack is complete when its key store is"
              + " CONNECTED.");
    }
    boolean disconnectOnDelete = disconnectsOnDelete(given);
    return new ConnectionProperties(
        isForAFleet(given) ? fleet(given, disconnectOnDelete) : keyStore(given),
        request,
        disconnectOnDelete);
  }

  private static String keyStore(Map<String, Object> given) {
    String keyStore = text(given, ID) != null ? text(given, ID) : text(given, NAME);
    if (keyStore == null) {
      throw new InvalidProperties(
          "Exactly one of CustomKeyStoreId, CustomKeyStoreName and KeyStores must be given, the"
              + " first two as a string of at most 256 characters.");
    }
    return keyStore;
  }

  /** What only CloudFormation would do with one key store is refused for several. */
  private static String fleet(Map<String, Object> given, boolean disconnectOnDelete) {
    if (given.get(ID) != null || given.get(NAME) != null) {
      throw new InvalidProperties(
          "KeyStores must not be given together with CustomKeyStoreId or CustomKeyStoreName.");
    }
    if (disconnectOnDelete) {
      throw new InvalidProperties(
          "DisconnectOnDelete must be false or left out with KeyStores: when a resource for several"
              + " key stores is deleted, they are left as they are.");
    }
    Object words = given.get(KEY_STORES);
    Set<String> sorted = new TreeSet<>();
    if (words instanceof List<?> list) {
      list.forEach(word -> sorted.add(String.valueOf(word)));
    }
    return "fleet-" + Digest.of(String.join("\n", sorted));
  }

  private static void field(String name, @Nullable Object value, Map<String, Object> request) {
    PropertyKind kind = FIELDS.get(name);
    if (kind != null && value != null) {
      request.put(PropertyKind.field(name), kind.read(name, value));
    } else if (name.equals("DryRun")) {
      throw new InvalidProperties("DryRun cannot be set: a dry run connects nothing.");
    } else if (name.equals("PasswordTold")) {
      throw new InvalidProperties(
          "PasswordTold cannot be set: it is a person's confirmation that KMS now has the right"
              + " password of kmsuser, which a deployment cannot give.");
    } else if (kind == null && !name.equals(DISCONNECT_ON_DELETE) && !name.matches(SERVICE)) {
      throw new InvalidProperties(
          "%s is not a property of a key store connection; allowed are %s and %s."
              .formatted(
                  Texts.line(Texts.shortened(name, 64)),
                  String.join(", ", FIELDS.keySet()),
                  DISCONNECT_ON_DELETE));
    }
  }

  private static boolean disconnectsOnDelete(Map<String, Object> properties) {
    Object value = properties.get(DISCONNECT_ON_DELETE);
    return value != null
        && Boolean.TRUE.equals(PropertyKind.FLAG.read(DISCONNECT_ON_DELETE, value));
  }

  private static @Nullable String text(Map<String, Object> properties, String name) {
    return properties.get(name) instanceof String text && !text.isBlank() && text.length() <= 256
        ? text
        : null;
  }
}
