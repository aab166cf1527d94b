package io.keystoreconnector.handlers;

import com.amazonaws.services.lambda.runtime.Context;
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
    Event event =
        Json.object(new String(input.readAllBytes(), StandardCharsets.UTF_8))
            .map(Event::new)
            .orElseThrow(
                () ->
                    new InvalidRequest(
                        "The input must be a JSON object, nested at most 500 deep."));
    Log log = new Log(context.getLogger(), event.text("execution"));
    output.write(Json.text(handle(event, log)).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers one event. */
  abstract Map<String, Object> handle(Event event, Log log);
}
