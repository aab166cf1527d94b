package io.keystoreconnector.handlers;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object per line, each with its execution. */
record Log(LambdaLogger logger, String execution) {

  /**
   * Writes a line.
   *
   * @param fields never a secret
   */
  void line(String message, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("message", message);
    line.put("execution", execution);
    line.putAll(fields);
    // A String would be wrapped in JSON again, and its fields could not be queried.
    logger.log((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
