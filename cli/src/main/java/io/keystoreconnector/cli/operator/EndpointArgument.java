package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;

/** The value of --endpoint-url. */
final class EndpointArgument {

  private static final int LONGEST_PROBE_MILLIS = 3_000;

  private EndpointArgument() {}

  /**
   * The value as a URL.
   *
   * @throws UsageProblem if it is not one
   */
  static URI uri(String value) {
    try {
      URI uri = URI.create(value);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw new UsageProblem(
        "--endpoint-url must be a URL such as http://127.0.0.1:4566, with http:// or https://.");
  }

  /**
   * Connects once, so that a wrong port is noticed now and not after a run of twenty minutes.
   *
   * @throws UsageProblem if nothing answers
   */
  static void probe(URI uri) {
    if (ProxySelector.getDefault().select(uri).stream().anyMatch(EndpointArgument::isProxy)) {
      return;
    }
    int standard = "https".equals(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), LONGEST_PROBE_MILLIS);
    } catch (IOException e) {
      throw new UsageProblem(
          "Nothing answers at %s: %s; is the sandbox running there?".formatted(uri, why(e)));
    }
  }

  /** Only the proxy may be able to reach it. */
  private static boolean isProxy(Proxy proxy) {
    return proxy.type() != Proxy.Type.DIRECT;
  }

  private static String why(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "unknown host";
      case SocketTimeoutException slow ->
          "no connection within %d s".formatted(LONGEST_PROBE_MILLIS / 1_000);
      default -> "connection refused";
    };
  }
}
