package io.keystoreconnector.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The line that starts a run for a key store. Numbers such as maxAttempts have no option and are
 * left out.
 *
 * @param settings what update changes; a value that is {@link UpdateField#placeholder()} is not
 *     known
 */
record StartLine(
    KeyStore store,
    Update.When when,
    Map<UpdateField, String> settings,
    boolean leave,
    boolean addHsm,
    boolean passwordTold) {

  StartLine {
    settings = settings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(settings));
  }

  /** The one that makes the same request. */
  static StartLine of(Request request, KeyStore store) {
    return new StartLine(
        store,
        request.update().when(),
        request.update().settings(),
        request.whenDisconnected() == Request.WhenDisconnected.LEAVE,
        request.addHsm(),
        request.passwordTold());
  }

  StartLine withoutUpdate() {
    return new StartLine(store, Update.When.ON_FAILURE, Map.of(), leave, addHsm, passwordTold);
  }

  StartLine with(UpdateField field, String value) {
    Map<UpdateField, String> more = new EnumMap<>(UpdateField.class);
    more.putAll(settings);
    more.put(field, value);
    return new StartLine(store, when, more, leave, addHsm, passwordTold);
  }

  StartLine with(Update.When other) {
    return new StartLine(store, other, settings, leave, addHsm, passwordTold);
  }

  StartLine withAddHsm(boolean other) {
    return new StartLine(store, when, settings, leave, other, passwordTold);
  }

  StartLine withPasswordTold() {
    return new StartLine(store, when, settings, leave, addHsm, true);
  }

  StartLine withoutLeave() {
    return new StartLine(store, when, settings, false, addHsm, passwordTold);
  }

  /** For pasting into a shell. */
  String text() {
    StringBuilder line = new StringBuilder("./connector start ").append(StoreWord.of(store));
    settings.forEach(
        (field, value) ->
            line.append(' ')
                .append(field.option())
                .append(' ')
                .append(value.equals(field.placeholder()) ? value : ShellWord.of(value)));
    if (!settings.isEmpty()) {
      line.append(
          switch (when) {
            case ON_FAILURE -> "";
            case BEFORE_CONNECT -> " --before-connect";
            case NOW -> " --now";
          });
    }
    line.append(addHsm ? " --add-hsm" : "")
        .append(passwordTold ? " --password-told" : "")
        .append(leave ? " --leave" : "");
    return line.append(" --follow").toString();
  }
}
