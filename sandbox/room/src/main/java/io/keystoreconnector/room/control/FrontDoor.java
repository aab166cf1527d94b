package io.keystoreconnector.room.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Shows the page of the rehearsal room to browsers; all other requests go to the services. */
final class FrontDoor implements HttpHandler {

  private static final int OK = 200;

  private final HttpHandler services;
  private final byte[] page;

  /**
   * A filter in front of the services.
   *
   * @param html the page, one file that itself declares what it may load
   */
  FrontDoor(HttpHandler services, String html) {
    this.services = services;
    this.page = html.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (isForPage(exchange)) {
      show(exchange);
    } else {
      services.handle(exchange);
    }
  }

  private static boolean isForPage(HttpExchange exchange) {
    String accept = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Accept"), "");
    return exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getPath().equals("/")
        && accept.contains("text/html");
  }

  private void show(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    // The one thing that a page cannot declare itself: it may not be framed.
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    try (exchange) {
      exchange.sendResponseHeaders(OK, page.length);
      exchange.getResponseBody().write(page);
    }
  }
}
