package io.keystoreconnector.statemachine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state ended with an error, which a Retry or Catch may still handle. */
final class StateFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable String error;
  private final @Nullable String reason;

  StateFailed(@Nullable String error, @Nullable String reason) {
    super(error + ": " + reason, null, false, false);
    this.error = error;
    this.reason = reason;
  }

  @Nullable String error() {
    return error;
  }

  @Nullable String reason() {
    return reason;
  }

  /**
   * What a catcher sees as {@code $states.errorOutput}: always both fields. Executions recorded on
   * AWS have null for what is missing, but an empty cause after a time-out.
   */
  Map<String, @Nullable Object> errorOutput() {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("Error", error);
    output.put("Cause", reason == null && Errors.TIMEOUT.equals(error) ? "" : reason);
    return output;
  }

  /** Error and cause under the given names; missing ones are left out. */
  Map<String, Object> details(String errorName, String causeName) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (error != null) {
      details.put(errorName, error);
    }
    if (reason != null) {
      details.put(causeName, reason);
    }
    return details;
  }
}
