package io.keystoreconnector.handlers;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An endpoint that gives the same answer to every call: ones that no emulated service would give.
 */
final class Canned {

  private Canned() {}

  /** Gives that answer to the clients of a new wiring. */
  static void answering(int status, String body, Consumer<AwsWiring> use) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answering(status, bytes, bytes.length, use);
  }

  /** Gives those answers one after another. */
  static void inTurn(List<String> bodies, Consumer<AwsWiring> use) {
    Iterator<String> next = bodies.iterator();
    serving(
        exchange -> {
          byte[] bytes = next.next().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        },
        use);
  }

  /** Announces more than it sends, and closes the connection. */
  static void breakingOff(String body, Consumer<AwsWiring> use) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answering(200, bytes, bytes.length + 100, use);
  }

  private static void answering(int status, byte[] bytes, int promised, Consumer<AwsWiring> use) {
    serving(
        exchange -> {
          exchange.sendResponseHeaders(status, promised);
          exchange.getResponseBody().write(bytes);
        },
        use);
  }

  private static void serving(HttpHandler answer, Consumer<AwsWiring> use) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            var _ = exchange.getRequestBody().readAllBytes();
            answer.handle(exchange);
            exchange.close();
          });
      http.start();
      try {
        use(http.getAddress().getPort(), use);
      } finally {
        http.stop(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Accepts connections and never answers. */
  static void silent(Consumer<AwsWiring> use) {
    try (ServerSocket socket = new ServerSocket(0, 5, loopback())) {
      use(socket.getLocalPort(), use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port on which nothing listens. */
  static void nobody(Consumer<AwsWiring> use) {
    use(freePort(), use);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void use(int port, Consumer<AwsWiring> use) {
    SystemProperties.with(
        Map.of("aws.endpointUrl", "http://127.0.0.1:" + port), () -> use.accept(new AwsWiring()));
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
