package io.keystoreconnector.sandbox.server;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Objects;

/**
 * Refuses what a web page may have sent. Browsers name the page in the header Origin; and a page
 * whose name was bound to the loopback address after it had been loaded gives itself away by the
 * header Host.
 */
final class LoopbackOnly extends Filter {

  private static final String LOOPBACK =
      "(?i)(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?";
  private static final int FORBIDDEN = 403;

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (headers.containsKey("Origin")) {
      refuse(exchange, "A web page may not call the sandbox: the request has an Origin header.");
    } else if (!Objects.requireNonNullElse(headers.getFirst("Host"), "").matches(LOOPBACK)) {
      refuse(exchange, "The Host header has to be localhost or a loopback address.");
    } else {
      chain.doFilter(exchange);
    }
  }

  private static void refuse(HttpExchange exchange, String sentence) throws IOException {
    JsonAnswer.refusal(FORBIDDEN, sentence).send(exchange);
  }

  @Override
  public String description() {
    return "loopback only";
  }
}
