package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * With SnapStart, Lambda gives a function no credentials in its environment, but an address from
 * which it gets them: https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html.
 */
class SnapStartTest {

  private static final String TOKEN = "token-of-the-environment";

  private static final String CREDENTIALS =
      """
      {"AccessKeyId": "AKIDOFTHECONTAINER", "SecretAccessKey": "s", "Token": "t",
       "Expiration": "2099-01-01T00:00:00Z"}
      """;

  @Test
  void aStepHasTheCredentialsOfTheContainer() throws Exception {
    assertSigned(origin(AwsWiring.class), SnapStartProbe.class);
  }

  @Test
  void aFunctionAroundARunHasTheCredentialsOfTheContainer() throws Exception {
    assertSigned("../lifecycle/target/keystore-connector-lifecycle.jar", LifecycleProbe.class);
  }

  private static void assertSigned(String jar, Class<?> probe) throws Exception {
    List<String> signatures = new CopyOnWriteArrayList<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/credentials",
        exchange -> {
          boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, known ? 200 : 401, CREDENTIALS);
        });
    http.createContext(
        "/",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, 200, "{\"CustomKeyStores\": [], \"Truncated\": false}");
        });
    http.start();
    try {
      Process process = start(http.getAddress().getPort(), jar, probe);
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      assertThat(signatures)
          .singleElement()
          .satisfies(signed -> assertThat(signed).contains("Credential=AKIDOFTHECONTAINER/"));
    } finally {
      http.stop(0);
    }
  }

  private static Process start(int port, String jar, Class<?> probe)
      throws IOException, URISyntaxException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar + File.pathSeparator + origin(probe),
                probe.getName())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_FUNCTION_NAME",
                "check",
                "AWS_REGION",
                "eu-central-1",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + port + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                TOKEN,
                "AWS_ENDPOINT_URL_KMS",
                "http://127.0.0.1:" + port));
    return builder.start();
  }

  private static String origin(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var _ = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
