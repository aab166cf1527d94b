package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActHistory;
import io.keystoreconnector.core.ActHistory.Pending;
import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.ActKind;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.Progress;
import io.keystoreconnector.core.StateHistory;
import io.keystoreconnector.core.StateHistory.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run remembers, as JSON in a variable of the state machine. */
final class ProgressJson {

  private ProgressJson() {}

  static Map<String, Object> write(Progress progress) {
    Map<String, Object> json = new LinkedHashMap<>();
    ActHistory acts = progress.acts();
    StateHistory states = progress.states();
    json.put("steps", steps(acts.steps()));
    json.put("failures", failures(states.failures()));
    Pending pending = acts.pending();
    if (pending != null) {
      json.put(
          "pending",
          begun(
              pending.act(),
              pending.why(),
              pending.at(),
              pending.secretVersion(),
              pending.availabilityZone()));
    }
    put(json, "first", states.first());
    put(json, "seen", states.seen());
    put(json, "changed", states.changed());
    Failure doubted = states.doubted();
    if (doubted != null) {
      json.put("doubted", failure(doubted));
    }
    if (states.unusable() > 0) {
      json.put("unusable", states.unusable());
    }
    return json;
  }

  static List<Map<String, Object>> steps(List<Step> steps) {
    return steps.stream()
        .map(
            step -> {
              Map<String, Object> json =
                  begun(
                      step.act(),
                      step.why(),
                      step.at(),
                      step.secretVersion(),
                      step.availabilityZone());
              json.put("answer", ActResultJson.write(step.answer()));
              return json;
            })
        .toList();
  }

  static List<Map<String, Object>> failures(List<Failure> failures) {
    return failures.stream().map(ProgressJson::failure).toList();
  }

  private static Map<String, Object> failure(Failure failure) {
    return Json.fields("code", failure.code(), "at", failure.at().toString());
  }

  private static Map<String, Object> begun(
      ActKind act,
      String why,
      Object at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", act.json());
    json.put("at", at.toString());
    json.put("why", why);
    put(json, "secretVersion", secretVersion);
    put(json, "availabilityZone", availabilityZone);
    return json;
  }

  private static void put(Map<String, Object> json, String field, @Nullable Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }

  static Progress read(Event json) {
    return new Progress(
        new ActHistory(
            json.objects("steps").stream().map(ProgressJson::step).toList(),
            json.has("pending") ? pending(json.object("pending")) : null),
        new StateHistory(
            json.objects("failures").stream().map(ProgressJson::failure).toList(),
            json.optionalText("first").map(ConnectionState::of).orElse(null),
            json.optionalText("seen").map(ConnectionState::of).orElse(null),
            json.has("changed") ? json.instant("changed") : null,
            json.has("doubted") ? failure(json.object("doubted")) : null,
            json.has("unusable") ? json.number("unusable") : 0));
  }

  private static Failure failure(Event json) {
    return new Failure(json.text("code"), json.instant("at"));
  }

  private static Step step(Event json) {
    return new Step(
        ActJson.kind(json, "action"),
        json.text("why"),
        json.instant("at"),
        json.optionalText("secretVersion").orElse(null),
        json.optionalText("availabilityZone").orElse(null),
        ActResultJson.plain(json.object("answer")));
  }

  private static Pending pending(Event json) {
    return new Pending(
        ActJson.kind(json, "action"),
        json.text("why"),
        json.instant("at"),
        json.optionalText("secretVersion").orElse(null),
        json.optionalText("availabilityZone").orElse(null));
  }
}
