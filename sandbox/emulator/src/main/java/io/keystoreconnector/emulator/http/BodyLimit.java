package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Reads the body of a request before anything else is done, and refuses one that is longer than any
 * call of an emulated service or any world file needs.
 */
final class BodyLimit extends Filter {

  /** In bytes. AWS itself takes at most 1 MB for the operations that are emulated. */
  static final int MOST = 4 * 1024 * 1024;

  private static final int TOO_LARGE = 413;

  /** S3 itself takes 5 GB; a function's jar has a tenth of this. */
  private static final int MOST_OF_AN_OBJECT = 64 * 1024 * 1024;

  /** The sandbox's own interface, below another path, has its own limits. */
  private static boolean isObject(HttpExchange exchange) {
    return exchange.getHttpContext().getPath().equals("/")
        && exchange.getRequestMethod().equals("PUT");
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    int most = isObject(exchange) ? MOST_OF_AN_OBJECT : MOST;
    byte[] body = exchange.getRequestBody().readNBytes(most + 1);
    if (body.length > most) {
      // The rest of the body is not read, so the connection cannot be used again.
      exchange.getResponseHeaders().set("Connection", "close");
      JsonBody.error("The body of a request must be at most %d bytes long.".formatted(most))
          .send(exchange, TOO_LARGE);
    } else {
      exchange.setStreams(new ByteArrayInputStream(body), null);
      chain.doFilter(exchange);
    }
  }

  @Override
  public String description() {
    return "body limit";
  }
}
