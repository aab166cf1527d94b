package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code kmsuser} in a world file: a password, or an object for less common cases. */
final class UserJson {

  private UserJson() {}

  static KmsUser read(JsonObjectReader parent, String name, KmsUser otherwise) {
    if (parent.value(name) instanceof String password) {
      return KmsUser.withPassword(password);
    }
    JsonObjectReader fields = parent.object(name);
    int failed = fields.number("failedLogIns", otherwise.failedLogIns());
    KmsUser user =
        new KmsUser(
            fields.flag("present", otherwise.present()),
            fields.text("password", otherwise.password()),
            failed,
            fields.flag("locked", otherwise.locked() || failed >= KmsUser.LOCKING_LOG_IN),
            fields.flag("loggedIn", otherwise.loggedIn()));
    fields.nothingElse();
    return user;
  }

  static Map<String, Object> write(KmsUser user, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("present", user.present());
    json.put("password", visibility.show(user.password()));
    json.put("failedLogIns", user.failedLogIns());
    json.put("locked", user.locked());
    json.put("loggedIn", user.loggedIn());
    return json;
  }
}
