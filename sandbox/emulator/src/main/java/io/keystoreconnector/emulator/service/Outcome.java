package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a call ended internally, before anything happens to the answer on its way out. */
record Outcome(int status, @Nullable String error, Map<String, Object> body) {

  static Outcome success(Map<String, Object> body) {
    return new Outcome(200, null, body);
  }

  static Outcome refused(Refusal refusal, String messageField) {
    String name = refusal.error().wireName();
    Map<String, Object> body =
        new Body().with("__type", name).with(messageField, refusal.sentence()).json();
    return new Outcome(refusal.error().status(), name, body);
  }
}
