package io.keystoreconnector.cli.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.runs.Release;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SessionTest {

  private final List<String> agents = new CopyOnWriteArrayList<>();

  @Test
  void aCallSaysThatItComesFromTheCommandLineAndFromWhichRelease() throws IOException {
    Shell.signIn();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          byte[] answer = "{\"CustomKeyStores\": []}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
      Shell.ofThisTree().connector("status", "--endpoint-url", endpoint);
    } finally {
      server.stop(0);
    }
    assertThat(agents)
        .isNotEmpty()
        .allSatisfy(
            agent ->
                assertThat(agent).endsWith("keystore-connector/" + Release.ofThisCode().version()));
  }
}
