package io.keystoreconnector.runs;

import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Finds the report of a run: the output of one that succeeded, the cause of one that failed. */
public final class Reports {

  private Reports() {}

  /** The report; null if there is none. */
  public static @Nullable Map<String, Object> of(ExecutionResult execution) {
    if (execution.output() instanceof Map<?, ?> output) {
      return object(output);
    }
    return execution.cause() == null ? null : parsed(execution.cause());
  }

  private static @Nullable Map<String, Object> parsed(String cause) {
    try {
      return JSON.std.anyFrom(cause) instanceof Map<?, ?> map ? object(map) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Map<String, Object> object(Map<?, ?> map) {
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, value) -> object.put(String.valueOf(name), value));
    return object;
  }
}
