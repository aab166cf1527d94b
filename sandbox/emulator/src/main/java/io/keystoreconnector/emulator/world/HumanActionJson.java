package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code people} of a world file: who does what to what, and at which second. */
final class HumanActionJson {

  /** The names of actions in a world file. */
  private enum Name {
    CONNECT,
    DISCONNECT,
    BREAK_SESSION,
    TELL_PASSWORD,
    RENAME,
    RESET_PASSWORD,
    UNLOCK_USER,
    LOG_IN,
    LOG_OUT,
    DELETE_USER,
    ADD_HSM,
    KILL_HSM,
    MODIFY_CLUSTER,
    DELETE_CLUSTER,
    PUT_SECRET
  }

  static final String AT = "at";

  private static final String KEY_STORE = "keyStore";
  private static final String CLUSTER = "cluster";

  private HumanActionJson() {}

  static PlannedAction read(JsonObjectReader fields) {
    long at = fields.millis(AT, 0);
    return new PlannedAction(at, action(fields));
  }

  /** What is done, regardless of when. */
  static HumanAction action(JsonObjectReader fields) {
    fields.text("does");
    HumanAction action = action(fields, fields.choice("does", Name.CONNECT));
    fields.nothingElse();
    return action;
  }

  private static HumanAction action(JsonObjectReader fields, Name name) {
    return switch (name) {
      case CONNECT -> new HumanAction.Connect(fields.text(KEY_STORE));
      case DISCONNECT -> new HumanAction.Disconnect(fields.text(KEY_STORE));
      case BREAK_SESSION -> new HumanAction.BreakSession(fields.text(KEY_STORE));
      case TELL_PASSWORD ->
          new HumanAction.TellPassword(fields.text(KEY_STORE), fields.text("password"));
      case RENAME -> new HumanAction.Rename(fields.text(KEY_STORE), fields.text("name"));
      case RESET_PASSWORD ->
          new HumanAction.ResetPassword(
              fields.text(CLUSTER), fields.text("password"), fields.textOrNull("secret"));
      case UNLOCK_USER -> new HumanAction.UnlockUser(fields.text(CLUSTER));
      case LOG_IN -> new HumanAction.LogIn(fields.text(CLUSTER));
      case LOG_OUT -> new HumanAction.LogOut(fields.text(CLUSTER));
      case DELETE_USER -> new HumanAction.DeleteUser(fields.text(CLUSTER));
      case ADD_HSM -> new HumanAction.AddHsm(fields.text(CLUSTER), fields.textOrNull("zone"));
      case KILL_HSM -> new HumanAction.KillHsm(fields.text(CLUSTER), fields.textOrNull("hsm"));
      case MODIFY_CLUSTER ->
          new HumanAction.ModifyCluster(
              fields.text(CLUSTER), fields.text("hsmType", HsmTypes.HSM2));
      case DELETE_CLUSTER -> new HumanAction.DeleteCluster(fields.text(CLUSTER));
      case PUT_SECRET -> new HumanAction.PutSecret(fields.text("secret"), fields.text("value"));
    };
  }

  static Map<String, Object> write(PlannedAction planned, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(AT, Seconds.of(planned.atMillis()));
    switch (planned.action()) {
      case HumanAction.Connect d -> put(json, Name.CONNECT, KEY_STORE, d);
      case HumanAction.Disconnect d -> put(json, Name.DISCONNECT, KEY_STORE, d);
      case HumanAction.BreakSession d -> put(json, Name.BREAK_SESSION, KEY_STORE, d);
      case HumanAction.TellPassword d ->
          put(json, Name.TELL_PASSWORD, KEY_STORE, d, "password", visibility.show(d.password()));
      case HumanAction.Rename d -> put(json, Name.RENAME, KEY_STORE, d, "name", d.name());
      case HumanAction.ResetPassword d -> {
        put(json, Name.RESET_PASSWORD, CLUSTER, d, "password", visibility.show(d.password()));
        json.put("secret", d.secret());
      }
      case HumanAction.UnlockUser d -> put(json, Name.UNLOCK_USER, CLUSTER, d);
      case HumanAction.LogIn d -> put(json, Name.LOG_IN, CLUSTER, d);
      case HumanAction.LogOut d -> put(json, Name.LOG_OUT, CLUSTER, d);
      case HumanAction.DeleteUser d -> put(json, Name.DELETE_USER, CLUSTER, d);
      case HumanAction.AddHsm d -> put(json, Name.ADD_HSM, CLUSTER, d, "zone", d.zone());
      case HumanAction.KillHsm d -> put(json, Name.KILL_HSM, CLUSTER, d, "hsm", d.hsm());
      case HumanAction.ModifyCluster d ->
          put(json, Name.MODIFY_CLUSTER, CLUSTER, d, "hsmType", d.hsmType());
      case HumanAction.DeleteCluster d -> put(json, Name.DELETE_CLUSTER, CLUSTER, d);
      case HumanAction.PutSecret d ->
          put(json, Name.PUT_SECRET, "secret", d, "value", visibility.show(d.value()));
    }
    return json;
  }

  private static void put(Map<String, Object> json, Name name, String kind, HumanAction action) {
    json.put("does", name.name());
    json.put(kind, action.subject());
  }

  private static void put(
      Map<String, Object> json,
      Name name,
      String kind,
      HumanAction action,
      String field,
      @Nullable Object value) {
    put(json, name, kind, action);
    json.put(field, value);
  }
}
