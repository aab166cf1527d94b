package io.keystoreconnector.room.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A file that a browser saves under a name instead of showing it. */
record Download(String name, String mediaType, String text) implements Answer {

  private static final int OK = 200;

  @Override
  public void send(HttpExchange exchange) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", mediaType);
    headers.set(
        "Content-Disposition",
        "attachment; filename=\"%s\"".formatted(name.replaceAll("[^\\w.-]", "_")));
    try (exchange) {
      exchange.sendResponseHeaders(OK, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
