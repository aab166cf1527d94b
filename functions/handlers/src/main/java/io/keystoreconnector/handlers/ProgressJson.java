package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.Progress;
import io.keystoreconnector.core.Progress.Failure;
import io.keystoreconnector.core.Progress.Pending;
import io.keystoreconnector.core.Progress.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run remembers, as JSON in a variable of the state machine. */
final class ProgressJson {

  private ProgressJson() {}

  static Map<String, Object> write(Progress progress) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", steps(progress.steps()));
    json.put("failures", failures(progress.failures()));
    Pending pending = progress.pending();
    if (pending != null) {
      json.put(
          "pending",
          begun(
              pending.action(),
              pending.why(),
              pending.at(),
              pending.secretVersion(),
              pending.availabilityZone()));
    }
    put(json, "first", progress.first());
    put(json, "seen", progress.seen());
    put(json, "changed", progress.changed());
    Failure doubted = progress.doubted();
    if (doubted != null) {
      json.put("doubted", failure(doubted));
    }
    return json;
  }

  static List<Map<String, Object>> steps(List<Step> steps) {
    return steps.stream()
        .map(
            step -> {
              Map<String, Object> json =
                  begun(
                      step.action(),
                      step.why(),
                      step.at(),
                      step.secretVersion(),
                      step.availabilityZone());
              json.put("answer", AnswerJson.write(step.answer()));
              return json;
            })
        .toList();
  }

  static List<Map<String, Object>> failures(List<Failure> failures) {
    return failures.stream().map(ProgressJson::failure).toList();
  }

  private static Map<String, Object> failure(Failure failure) {
    return Map.of("code", failure.code(), "at", failure.at().toString());
  }

  private static Map<String, Object> begun(
      String action,
      String why,
      Object at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", action);
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
        json.objects("steps").stream().map(ProgressJson::step).toList(),
        json.objects("failures").stream().map(ProgressJson::failure).toList(),
        json.has("pending") ? pending(json.object("pending")) : null,
        json.optionalText("first").map(ConnectionState::of).orElse(null),
        json.optionalText("seen").map(ConnectionState::of).orElse(null),
        json.has("changed") ? json.instant("changed") : null,
        json.has("doubted") ? failure(json.object("doubted")) : null);
  }

  private static Failure failure(Event json) {
    return new Failure(json.text("code"), json.instant("at"));
  }

  private static Step step(Event json) {
    return new Step(
        json.text("action"),
        json.text("why"),
        json.instant("at"),
        json.optionalText("secretVersion").orElse(null),
        json.optionalText("availabilityZone").orElse(null),
        AnswerJson.plain(json.object("answer")));
  }

  private static Pending pending(Event json) {
    return new Pending(
        json.text("action"),
        json.text("why"),
        json.instant("at"),
        json.optionalText("secretVersion").orElse(null),
        json.optionalText("availabilityZone").orElse(null));
  }
}
