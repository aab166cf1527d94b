package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code people} of a world file: at which second somebody does what to which thing. */
final class DeedJson {

  /** The names of deeds in a world file. */
  private enum Name {
    CONNECT,
    DISCONNECT,
    TELL_PASSWORD,
    RESET_PASSWORD,
    UNLOCK_USER,
    LOG_IN,
    LOG_OUT,
    DELETE_USER,
    ADD_HSM,
    KILL_HSM,
    DELETE_CLUSTER,
    PUT_SECRET
  }

  static final String AT = "at";

  private static final String KEY_STORE = "keyStore";
  private static final String CLUSTER = "cluster";

  private DeedJson() {}

  static PlannedDeed read(Fields fields) {
    long at = fields.millis(AT, 0);
    return new PlannedDeed(at, deed(fields));
  }

  /** What is done, whenever that is. */
  static Deed deed(Fields fields) {
    fields.text("does");
    Deed deed = deed(fields, fields.choice("does", Name.CONNECT));
    fields.nothingElse();
    return deed;
  }

  private static Deed deed(Fields fields, Name name) {
    return switch (name) {
      case CONNECT -> new Deed.Connect(fields.text(KEY_STORE));
      case DISCONNECT -> new Deed.Disconnect(fields.text(KEY_STORE));
      case TELL_PASSWORD -> new Deed.TellPassword(fields.text(KEY_STORE), fields.text("password"));
      case RESET_PASSWORD ->
          new Deed.ResetPassword(
              fields.text(CLUSTER), fields.text("password"), fields.textOrNull("secret"));
      case UNLOCK_USER -> new Deed.UnlockUser(fields.text(CLUSTER));
      case LOG_IN -> new Deed.LogIn(fields.text(CLUSTER));
      case LOG_OUT -> new Deed.LogOut(fields.text(CLUSTER));
      case DELETE_USER -> new Deed.DeleteUser(fields.text(CLUSTER));
      case ADD_HSM -> new Deed.AddHsm(fields.text(CLUSTER), fields.textOrNull("zone"));
      case KILL_HSM -> new Deed.KillHsm(fields.text(CLUSTER), fields.textOrNull("hsm"));
      case DELETE_CLUSTER -> new Deed.DeleteCluster(fields.text(CLUSTER));
      case PUT_SECRET -> new Deed.PutSecret(fields.text("secret"), fields.text("value"));
    };
  }

  static Map<String, Object> write(PlannedDeed planned, Secrecy secrecy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(AT, Seconds.of(planned.atMillis()));
    switch (planned.deed()) {
      case Deed.Connect d -> put(json, Name.CONNECT, KEY_STORE, d);
      case Deed.Disconnect d -> put(json, Name.DISCONNECT, KEY_STORE, d);
      case Deed.TellPassword d ->
          put(json, Name.TELL_PASSWORD, KEY_STORE, d, "password", secrecy.show(d.password()));
      case Deed.ResetPassword d -> {
        put(json, Name.RESET_PASSWORD, CLUSTER, d, "password", secrecy.show(d.password()));
        json.put("secret", d.secret());
      }
      case Deed.UnlockUser d -> put(json, Name.UNLOCK_USER, CLUSTER, d);
      case Deed.LogIn d -> put(json, Name.LOG_IN, CLUSTER, d);
      case Deed.LogOut d -> put(json, Name.LOG_OUT, CLUSTER, d);
      case Deed.DeleteUser d -> put(json, Name.DELETE_USER, CLUSTER, d);
      case Deed.AddHsm d -> put(json, Name.ADD_HSM, CLUSTER, d, "zone", d.zone());
      case Deed.KillHsm d -> put(json, Name.KILL_HSM, CLUSTER, d, "hsm", d.hsm());
      case Deed.DeleteCluster d -> put(json, Name.DELETE_CLUSTER, CLUSTER, d);
      case Deed.PutSecret d ->
          put(json, Name.PUT_SECRET, "secret", d, "value", secrecy.show(d.value()));
    }
    return json;
  }

  private static void put(Map<String, Object> json, Name name, String kind, Deed deed) {
    json.put("does", name.name());
    json.put(kind, deed.subject());
  }

  private static void put(
      Map<String, Object> json,
      Name name,
      String kind,
      Deed deed,
      String field,
      @Nullable Object value) {
    put(json, name, kind, deed);
    json.put(field, value);
  }
}
