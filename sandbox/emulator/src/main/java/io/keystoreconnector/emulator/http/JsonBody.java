package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/**
 * A JSON object for people to read, as the body of an answer that is the sandbox's own and not that
 * of a service.
 */
public record JsonBody(Map<String, ?> object) {

  private static final JSON PRINTER =
      JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT);

  /** Why a request is refused, in one sentence for a person. */
  public static JsonBody error(String sentence) {
    return new JsonBody(Map.of("error", sentence));
  }

  /** The JSON, which ends with a line break. */
  public String text() {
    return PRINTER.asString(object) + "\n";
  }

  /**
   * Answers a request with it, and closes the exchange.
   *
   * @throws IOException if the client has gone
   */
  public void send(HttpExchange exchange, int status) throws IOException {
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
