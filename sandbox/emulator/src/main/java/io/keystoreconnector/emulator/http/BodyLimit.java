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

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
    if (body.length > MOST) {
      // The rest of the body is not read, so the connection cannot be used again.
      exchange.getResponseHeaders().set("Connection", "close");
      JsonBody.error("The body of a request must be at most %d bytes long.".formatted(MOST))
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
