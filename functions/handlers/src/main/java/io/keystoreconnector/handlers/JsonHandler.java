package io.keystoreconnector.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bytes to maps and back. Lambda's own serialization fails on records. */
abstract class JsonHandler implements RequestStreamHandler {

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    String answer = answer(event, context.getLogger(), context::getRemainingTimeInMillis);
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  final String answer(String json, LambdaLogger logger, Deadline deadline) {
    Event event =
        Json.object(json)
            .map(Event::new)
            .orElseThrow(
                () ->
                    new InvalidRequest(
                        "The input must be a JSON object, nested at most 500 deep."));
    return Json.text(handle(event, new Log(logger, event.text("execution")), deadline));
  }

  /** Answers one event. */
  abstract Map<String, Object> handle(Event event, Log log, Deadline deadline);
}
