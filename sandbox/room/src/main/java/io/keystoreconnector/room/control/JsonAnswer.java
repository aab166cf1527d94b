package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import io.keystoreconnector.emulator.http.JsonBody;
import java.io.IOException;
import java.util.Map;

/** An answer of the control endpoint. */
record JsonAnswer(int status, JsonBody body) implements Answer {

  private static final int OK = 200;

  static JsonAnswer of(Map<String, ?> body) {
    return new JsonAnswer(OK, new JsonBody(body));
  }

  /** One sentence for a person. */
  static JsonAnswer refusal(int status, String sentence) {
    return new JsonAnswer(status, JsonBody.error(sentence));
  }

  @Override
  public void send(HttpExchange exchange) throws IOException {
    body.send(exchange, status);
  }
}
