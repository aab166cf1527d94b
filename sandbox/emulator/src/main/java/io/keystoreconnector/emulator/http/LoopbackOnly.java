package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Refuses requests that a web page other than the sandbox's own may have sent. Browsers name the
 * page in the header Origin, or say in Sec-Fetch-Site that the request is cross-site. A page whose
 * name was bound to the loopback address after it had loaded is recognized by the header Host.
 */
final class LoopbackOnly extends Filter {

  private static final String LOOPBACK =
      "(?i)(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?";

  /** {@code none}: a person typed the address. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final int FORBIDDEN = 403;

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (!Objects.requireNonNullElse(headers.getFirst("Host"), "").matches(LOOPBACK)) {
      refuse(exchange, "The Host header must be localhost or a loopback address.");
    } else if (isAnothersPage(headers, exchange.getLocalAddress().getPort())) {
      refuse(exchange, "Only the sandbox's own web page may call the sandbox.");
    } else {
      chain.doFilter(exchange);
    }
  }

  private static boolean isAnothersPage(Headers headers, int port) {
    Set<String> ownOrigins = Set.of("http://127.0.0.1:" + port, "http://localhost:" + port);
    return !ownOrigins.containsAll(headers.getOrDefault("Origin", List.of()))
        || !OWN_SITES.containsAll(headers.getOrDefault("Sec-Fetch-Site", List.of()));
  }

  private static void refuse(HttpExchange exchange, String sentence) throws IOException {
    JsonBody.error(sentence).send(exchange, FORBIDDEN);
  }

  @Override
  public String description() {
    return "loopback only";
  }
}
