package io.keystoreconnector.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
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
                        "The input must be a JSON object, nested at most 500 levels deep."));
    try {
      return Json.text(handle(event, new Log(logger, event.text("execution")), deadline));
    } catch (NoUsableAnswer none) {
      throw named(none);
    }
  }

  /**
   * The exception whose name the state machine matches. It has no cause, which Lambda would write
   * into the error that the state machine reads, and it has the stack trace of the other one.
   */
  private static RuntimeException named(NoUsableAnswer none) {
    String sentence = String.valueOf(none.getMessage());
    RuntimeException named =
        switch (none.kind()) {
          case THROTTLED -> new Throttled(sentence);
          case UNAVAILABLE -> new ServiceUnavailable(sentence);
          case DENIED -> new AccessDenied(sentence);
          case UNKNOWN_KEY_STORE_TYPE -> new UnknownKeyStoreType(sentence);
        };
    named.setStackTrace(none.getStackTrace());
    return named;
  }

  /** Answers one event. */
  abstract Map<String, Object> handle(Event event, Log log, Deadline deadline);
}
