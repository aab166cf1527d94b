package io.keystoreconnector.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.keystoreconnector.cli.Processes;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the AWS CLI takes from the environment, the commands take from there, too. */
class SurroundingsTest {

  private static final String PASSWORD = "changeit";

  private static final String WORLD =
      "{'keyStores': [{'name': 'payments', 'state': 'CONNECTED'}], 'clusters': [{}]}";

  @TempDir private Path folder;

  @Test
  void theUsualVariableForTheRegionIsEnough() throws Exception {
    try (Account account = Accounts.of(WORLD)) {
      Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
      environment.remove("AWS_REGION");
      environment.put("AWS_DEFAULT_REGION", "eu-central-1");
      assertThat(said(environment, "status", "--endpoint-url", account.endpoint().toString()))
          .contains("eu-central-1: 1 of 1 CONNECTED");
    }
  }

  @Test
  void theProxyForHttpsIsAsked() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
      Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
      environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      environment.put("AWS_MAX_ATTEMPTS", "1");
      assertThat(said(environment, "status")).contains("No answer to kms:DescribeCustomKeyStores");
      assertThat(asked.get()).startsWith("CONNECT kms.eu-central-1.amazonaws.com:443 ");
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsNamedAsThat() throws Exception {
    HttpsServer server = server();
    try {
      String here = "https://localhost:" + server.getAddress().getPort();
      Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
      environment.put("AWS_MAX_ATTEMPTS", "1");
      assertThat(said(environment, "status", "--endpoint-url", here))
          .startsWith("The certificate of the server that answered kms:DescribeCustomKeyStores is")
          .contains("set AWS_CA_BUNDLE to a PEM file");
      environment.put("AWS_CA_BUNDLE", folder.resolve("ca.pem").toString());
      assertThat(said(environment, "status", "--endpoint-url", here))
          .startsWith("AWS could not process kms:DescribeCustomKeyStores");
      environment.put("AWS_CA_BUNDLE", folder.resolve("nowhere.pem").toString());
      assertThat(said(environment, "status", "--endpoint-url", here))
          .startsWith("AWS_CA_BUNDLE names ")
          .contains("nowhere.pem, which does not exist or cannot be read.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aTypingMistakeInTheVariableForTheProfileIsNamedAsThat() throws Exception {
    Path aws = Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(aws.resolve("config"), "[profile operations]\nregion = eu-central-1\n");
    Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
    environment.put("AWS_PROFILE", "operation");
    assertThat(said(environment, "status"))
        .startsWith("Profile operation, which AWS_PROFILE names, does not exist in ~/.aws/config;")
        .contains(" Did you mean operations?");
  }

  @Test
  void anEndpointThatNobodyAnswersIsToldAlikeWhoeverNamesIt() throws Exception {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    String url = "http://127.0.0.1:" + nobody;
    Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
    String byOption = said(environment, "status", "--endpoint-url", url);
    environment.put("AWS_ENDPOINT_URL", url);
    assertThat(said(environment, "status")).isEqualTo(byOption);
    environment.remove("AWS_ENDPOINT_URL");
    environment.put("AWS_ENDPOINT_URL_KMS", url);
    assertThat(said(environment, "status"))
        .isEqualTo(byOption)
        .startsWith("2: Nothing answers at " + url);
  }

  /** The exit code unless it is the usual one, and everything that was printed. */
  private String said(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    Process process =
        Processes.connector(folder, environment, args).redirectErrorStream(true).start();
    String text = process.inputReader(UTF_8).readAllAsString();
    int code = process.waitFor();
    return text.startsWith("Nothing answers") ? code + ": " + text : text;
  }

  private static String firstLine(ServerSocket proxy) {
    try (Socket socket = proxy.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      return String.valueOf(in.readLine());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** It answers every call with an internal error. */
  private HttpsServer server() throws IOException, InterruptedException, GeneralSecurityException {
    Path keys = folder.resolve("keys.p12");
    keytool("-genkeypair", "-keyalg", "EC", "-ext", "SAN=dns:localhost", "-dname", "CN=localhost");
    keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void keytool(String command, String... options) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                command,
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "server"));
    words.addAll(List.of(options));
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }
}
