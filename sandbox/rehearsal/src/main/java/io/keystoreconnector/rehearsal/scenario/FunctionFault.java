package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import io.keystoreconnector.local.Deployment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault of a function itself, not of the services that it calls.
 *
 * @param function one of {@link Deployment#NAMES}
 * @param nth the first call that is struck, counted from 1
 * @param count how many are struck
 * @param seconds how long the call then takes; if that is longer than the state's TimeoutSeconds,
 *     the state gives up
 * @param error the name that Step Functions reports, such as Lambda.TooManyRequestsException; null
 *     if the call is only slow
 */
public record FunctionFault(
    String function, int nth, int count, When when, int seconds, @Nullable String error) {

  /** Whether it strikes before or after the function has taken effect. */
  public enum When {
    BEFORE,
    AFTER
  }

  static FunctionFault read(JsonObjectReader fields) {
    FunctionFault fault =
        new FunctionFault(
            fields.text("function"),
            fields.number("nth", 1),
            fields.number("count", 1),
            fields.choice("when", When.BEFORE),
            fields.number("seconds", 0),
            fields.textOrNull("error"));
    if (!Deployment.NAMES.contains(fault.function)) {
      throw WorldFormatException.about(
          fields, "function", "must be one of " + String.join(", ", Deployment.NAMES));
    }
    if (fault.error == null && fault.seconds == 0) {
      throw WorldFormatException.about(
          fields, "error", "is required, unless seconds says how slow the call is");
    }
    fields.nothingElse();
    return fault;
  }

  /** Whether this call is struck; the number counts from 1. */
  boolean strikes(int call) {
    return call >= nth && call < nth + count;
  }

  /** What is left of it after this many calls, counted from the next one; empty if nothing is. */
  Optional<FunctionFault> after(int calls) {
    int left = nth + count - 1 - calls;
    return left <= 0
        ? Optional.empty()
        : Optional.of(
            new FunctionFault(
                function, Math.max(1, nth - calls), Math.min(count, left), when, seconds, error));
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("function", function);
    json.put("nth", nth);
    json.put("count", count);
    json.put("when", when.name());
    json.put("seconds", seconds);
    json.put("error", error);
    return json;
  }
}
