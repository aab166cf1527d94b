package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.json.JSONObject;

/**
 * Reads an event's bytes itself: what Lambda's own reader throws for a malformed event has no clear
 * name, and quotes the event, which may contain a pre-signed URL or a password.
 */
abstract class EventHandler implements RequestStreamHandler {

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JSONObject event =
        Json.object(new String(input.readAllBytes(), StandardCharsets.UTF_8))
            .orElseThrow(
                () ->
                    new InvalidEvent(
                        "The event must be a JSON object, nested at most 500 levels deep."));
    String done = handle(event, context);
    output.write(JSONObject.quote(done).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Handles one event.
   *
   * @return what was done
   */
  abstract String handle(JSONObject event, Context context);
}
