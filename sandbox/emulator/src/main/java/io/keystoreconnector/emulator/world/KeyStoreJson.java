package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code keyStores} of a world file. Fields that are left out match the cluster or proxy. */
final class KeyStoreJson {

  private static final String NEVER = "NEVER";

  private static final List<AwsError> USE_ENDS =
      List.of(
          AwsError.DEPENDENCY_TIMEOUT,
          AwsError.KMS_INTERNAL,
          AwsError.KMS_INVALID_STATE,
          AwsError.KEY_STORE_INVALID_STATE);

  private final World world;

  KeyStoreJson(World world) {
    this.world = world;
  }

  void read(JsonObjectReader fields) {
    String name = fields.text("name");
    KeyStore store =
        new KeyStore(
            fields.text("id", world.ids().keyStore(name)),
            name,
            world.moment() - fields.millis("ageSeconds", 86_400_000),
            new KeyStore.Durations(
                fields.number("connectSeconds", world.settings().connectSeconds()),
                fields.number("disconnectSeconds", world.settings().disconnectSeconds())));
    store.keys = fields.number("keys", 0);
    store.keyArns.addAll(fields.texts("keyArns", List.of()));
    fields.objects("keyAliases").forEach(alias -> readAlias(alias, store));
    store.useEndsWith = fields.has("useEndsWith") ? useEnd(fields) : null;
    if (fields.choice("type", usualType(fields)) == KeyStore.Type.EXTERNAL_KEY_STORE) {
      XksJson.read(fields, store);
    } else {
      readCloudHsm(fields, store);
    }
    readState(fields, store);
    fields.nothingElse();
    refuseTwins(fields, store);
    world.keyStores().all.add(store);
  }

  private static void readAlias(JsonObjectReader fields, KeyStore store) {
    KeyStore.Alias alias = new KeyStore.Alias(fields.text("name"), fields.text("key"));
    if (!alias.name().startsWith("alias/")) {
      throw WorldFormatException.about(fields, "name", "must begin with alias/");
    }
    if (!store.keyArns.contains(alias.key())) {
      throw WorldFormatException.about(fields, "key", "must be in keyArns of the key store");
    }
    fields.nothingElse();
    store.keyAliases.add(alias);
  }

  private static AwsError useEnd(JsonObjectReader fields) {
    String name = fields.text("useEndsWith");
    return USE_ENDS.stream()
        .filter(error -> error.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                WorldFormatException.about(
                    fields,
                    "useEndsWith",
                    "must be one of "
                        + USE_ENDS.stream()
                            .map(AwsError::wireName)
                            .collect(Collectors.joining(", "))));
  }

  private void refuseTwins(JsonObjectReader fields, KeyStore store) {
    if (world.keyStores().find(k -> k.name().equals(store.name())).isPresent()) {
      throw WorldFormatException.about(fields, "name", "is already the name of another key store");
    }
    if (world.keyStores().find(k -> k.id().equals(store.id())).isPresent()) {
      throw WorldFormatException.about(fields, "id", "is already the id of another key store");
    }
  }

  private static KeyStore.Type usualType(JsonObjectReader fields) {
    boolean external = fields.has("xks") || fields.has("proxy");
    return external ? KeyStore.Type.EXTERNAL_KEY_STORE : KeyStore.Type.AWS_CLOUDHSM;
  }

  private void readCloudHsm(JsonObjectReader fields, KeyStore store) {
    store.clusterId = fields.text("cluster", usualCluster(fields));
    store.trustAnchor = fields.text("trustAnchor", Certificates.of("customer CA"));
    String agreeing =
        world
            .clusters()
            .find(store.clusterId)
            .map(c -> c.userForNewHsm().password())
            .orElse(ClusterJson.USUAL_PASSWORD);
    store.password = fields.text("password", agreeing);
  }

  private String usualCluster(JsonObjectReader fields) {
    if (world.clusters().all.isEmpty() && !fields.has("cluster")) {
      throw WorldFormatException.about(
          fields, "cluster", "is required, because the world has no cluster");
    }
    return world.clusters().all.isEmpty() ? "" : world.clusters().all.getFirst().id();
  }

  private void readState(JsonObjectReader fields, KeyStore store) {
    store.state = fields.choice("state", ConnectionState.DISCONNECTED);
    boolean failed = store.state == ConnectionState.FAILED;
    store.errorCode = failed ? fields.text("errorCode") : null;
    if (!failed && fields.has("errorCode")) {
      throw WorldFormatException.about(fields, "errorCode", "is allowed only with state FAILED");
    }
    store.forcedCode = fields.textOrNull("endsWith");
    store.due = due(fields, store);
  }

  private @Nullable Long due(JsonObjectReader fields, KeyStore store) {
    if (NEVER.equals(fields.value("secondsLeft"))) {
      return null;
    }
    return switch (store.state) {
      case CONNECTING -> due(fields, store.durations.connect());
      case DISCONNECTING -> due(fields, store.durations.disconnect());
      case CONNECTED, DISCONNECTED, FAILED -> null;
    };
  }

  private Long due(JsonObjectReader fields, int usualSeconds) {
    return world.moment() + fields.millis("secondsLeft", usualSeconds * 1000L);
  }

  Map<String, Object> write(KeyStore store, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", store.id());
    json.put("name", store.name());
    json.put("type", store.type().name());
    writeState(store, json);
    if (store.clusterId != null) {
      json.put("cluster", store.clusterId);
      json.put("password", visibility.show(store.password));
      json.put("trustAnchor", store.trustAnchor);
    } else {
      XksJson.write(store, json, visibility);
    }
    json.put("keys", store.keys);
    if (!store.keyArns.isEmpty()) {
      json.put("keyArns", List.copyOf(store.keyArns));
    }
    if (!store.keyAliases.isEmpty()) {
      json.put("keyAliases", store.keyAliases.stream().map(KeyStoreJson::write).toList());
    }
    putIfThere(
        json, "useEndsWith", store.useEndsWith == null ? null : store.useEndsWith.wireName());
    json.put("connectSeconds", store.durations.connect());
    json.put("disconnectSeconds", store.durations.disconnect());
    json.put("ageSeconds", Seconds.of(world.moment() - store.createdMillis()));
    return json;
  }

  private static Map<String, Object> write(KeyStore.Alias alias) {
    return Details.of("name", alias.name(), "key", alias.key());
  }

  private void writeState(KeyStore store, Map<String, Object> json) {
    json.put("state", store.state().name());
    putIfThere(json, "errorCode", store.errorCode());
    putIfThere(json, "endsWith", store.forcedCode);
    switch (store.state()) {
      case CONNECTING, DISCONNECTING ->
          json.put(
              "secondsLeft", store.due == null ? NEVER : Seconds.of(store.due - world.moment()));
      case CONNECTED, DISCONNECTED, FAILED -> {}
    }
  }

  private static void putIfThere(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
