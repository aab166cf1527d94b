package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActKind;
import io.keystoreconnector.core.Action;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.UpdateField;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arguments of an act, as JSON. */
final class ActJson {

  private static final String MEANT_FOR = "meantFor";

  private ActJson() {}

  static Map<String, Object> write(Action action) {
    return switch (action) {
      case Action.Connect(String id) -> Map.of("keyStoreId", id);
      case Action.Disconnect disconnect -> Map.of("keyStoreId", disconnect.keyStoreId());
      case Action.AddHsm(String id, String cluster, String zone) ->
          Json.fields("keyStoreId", id, "clusterId", cluster, "availabilityZone", zone);
      case Action.Update update -> update(update);
      case Action.Wait wait -> Map.of();
      case Action.Recall recall -> Map.of();
      case Action.End end -> Map.of();
    };
  }

  /**
   * The update that must be proved possible before the action, with the flag to do no more than
   * that.
   */
  static Map<String, Object> proof(Action action) {
    if (!(action instanceof Action.Disconnect disconnect)) {
      return Map.of();
    }
    Map<String, Object> json =
        new LinkedHashMap<>(disconnect.proof().map(ActJson::update).orElse(Map.of()));
    if (!json.isEmpty()) {
      json.put("prove", true);
    }
    return json;
  }

  private static Map<String, Object> update(Action.Update update) {
    Map<String, Object> settings = new LinkedHashMap<>();
    update.settings().forEach((field, value) -> settings.put(field.json(), value));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("keyStoreId", update.keyStoreId());
    json.put("settings", settings);
    if (update.meantFor() != ConnectionState.DISCONNECTED) {
      json.put(MEANT_FOR, update.meantFor().name());
    }
    update
        .secret()
        .ifPresent(
            secret ->
                json.put(
                    "secret",
                    Json.fields(
                        "field", secret.field().json(),
                        "secretId", secret.secretId(),
                        "versionId", secret.versionId())));
    return json;
  }

  /**
   * The kind of act that the field names.
   *
   * @throws InvalidRequest if this release does not know the name: what it did must not be guessed
   */
  static ActKind kind(Event json, String field) {
    return ActKind.of(json.text(field))
        .orElseThrow(() -> new InvalidRequest(field + " must be an act that this version knows."));
  }

  static Map<UpdateField, String> settings(Event act) {
    Event json = act.object("settings");
    Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
    for (UpdateField field : UpdateField.values()) {
      json.optionalText(field.json()).ifPresent(value -> settings.put(field, value));
    }
    return settings;
  }

  /** The state that the store must be in for an update: DISCONNECTED, unless the act says more. */
  static ConnectionState meantFor(Event act) {
    return act.optionalText(MEANT_FOR)
        .map(ConnectionState::of)
        .orElse(ConnectionState.DISCONNECTED);
  }

  static Optional<Action.Secret> secret(Event act) {
    if (!act.has("secret")) {
      return Optional.empty();
    }
    Event json = act.object("secret");
    String name = json.text("field");
    UpdateField field =
        Arrays.stream(UpdateField.values())
            .filter(any -> any.json().equals(name) && any.namesSecret())
            .findFirst()
            .orElseThrow(() -> new InvalidRequest("secret.field must be one that names a secret."));
    return Optional.of(new Action.Secret(field, json.text("secretId"), json.text("versionId")));
  }
}
