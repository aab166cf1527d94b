package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** An answer of the control endpoint. */
record JsonAnswer(int status, Map<String, ?> body) implements Answer {

  private static final JSON PRINTER =
      JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT);
  private static final int OK = 200;

  static JsonAnswer of(Map<String, ?> body) {
    return new JsonAnswer(OK, body);
  }

  /** One sentence for a person. */
  static JsonAnswer refusal(int status, String sentence) {
    return new JsonAnswer(status, Map.of("error", sentence));
  }

  /** JSON for people to read. */
  static String text(Map<String, ?> body) {
    return PRINTER.asString(body) + "\n";
  }

  @Override
  public void send(HttpExchange exchange) throws IOException {
    byte[] bytes = text(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
