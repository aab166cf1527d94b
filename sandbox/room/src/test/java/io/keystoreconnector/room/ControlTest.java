package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.room.Accounts.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** The control endpoint, over an account in virtual time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {

  private static final Map<String, Object> WORLD =
      Map.of(
          "keyStores", List.of(Map.of("name", "payments", "password", "Hush12345a")),
          "clusters", List.of(Map.of("id", "cluster-payments234", "kmsuser", "Hush12345a")));

  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private Account account;

  @BeforeAll
  void open() throws IOException {
    account = Accounts.open(Scenario.ofWorld(WORLD), run -> ended.add(run.status()));
  }

  @BeforeEach
  void begin() {
    account.load(WORLD);
  }

  @AfterAll
  void close() {
    account.close();
  }

  private Answer send(String method, String path, String body) throws Exception {
    return Accounts.send(
        method, URI.create(account.endpoint() + "/_sandbox/" + path), body.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET    | nothing         |                                    | 404 | are account, calls, events, faults, people,
          DELETE | state           |                                    | 405 | GET, PUT
          GET    | state?secrets=x |                                    | 400 | secrets=clear
          PUT    | state           | []                                 | 400 | must be a JSON object
          PUT    | state           | {                                  | 400 | is not JSON
          PUT    | state           | {'keyStore': []}                   | 400 | keyStore is not a valid field
          PUT    | state           | {'settings': {'region': 'x'}}      | 400 | settings.region must be eu-central-1
          POST   | time            | {}                                 | 400 | advanceSeconds is required
          POST   | time            | {'advanceSeconds': -1}             | 400 | advanceSeconds must be
          POST   | time            | {'advanceSeconds': 1e300}          | 400 | advanceSeconds must be at most 31622400
          POST   | time            | {'advanceSeconds': 1, 'x': 1}      | 400 | x is not a valid field
          POST   | faults          | {'fault': 'EARTHQUAKE'}            | 400 | fault must be one of
          POST   | people          | {'does': 'DANCE'}                  | 400 | does must be one of
          POST   | people          | {'does': 'CONNECT'}                | 400 | keyStore is required
          POST   | people          | {'does': 'CONNECT', 'keyStore': 'x'} | 409 | The custom key store does not exist
          """)
  void aMistakeIsAnsweredWithOneSentence(
      String method, String path, String body, int status, String sentence) throws Exception {
    Answer answer = send(method, path, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(String.valueOf(answer.json().get("error"))).contains(sentence);
    assertThat(answer.json()).hasSize(1);
  }

  @Test
  void aWorldThatIsRefusedLeavesTheOldOneInPlace() throws Exception {
    String before = send("GET", "state", "").text();
    assertThat(send("PUT", "state", "{'keyStores': [{}]}").status()).isEqualTo(400);
    assertThat(send("GET", "state", "").text()).isEqualTo(before);
  }

  @Test
  void secretsAreMaskedUnlessAskedForAndOnlyAClearStateCanBeLoaded() throws Exception {
    String masked = send("GET", "state", "").text();
    assertThat(masked).contains("***").doesNotContain("Hush12345a");
    Answer refused = send("PUT", "state", masked);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("secrets=clear");
    Answer clear = send("GET", "state?secrets=clear", "");
    assertThat(clear.text()).contains("Hush12345a");
    Answer loaded = send("PUT", "state", clear.text());
    assertThat(loaded.status()).isEqualTo(200);
    assertThat(loaded.text()).doesNotContain("Hush12345a");
    assertThat(send("GET", "state?secrets=clear", "").json()).isEqualTo(clear.json());
  }

  @Test
  void timeMovesOnlyByHandWhileNoRunIsUnderWay() throws Exception {
    String id = account.world().keyStores().all().getFirst().id();
    var _ =
        post("TrentService.ConnectCustomKeyStore", "{\"CustomKeyStoreId\": \"%s\"}".formatted(id));
    assertThat(state()).isEqualTo("CONNECTING");
    assertThat(send("POST", "time", "{'advanceSeconds': 239.5}").json())
        .containsEntry("second", 239.5);
    assertThat(state()).isEqualTo("CONNECTING");
    var _ = send("POST", "time", "{'advanceSeconds': 0.5}");
    assertThat(state()).isEqualTo("CONNECTED");
  }

  @Test
  void aRunMovesTimeByItself() throws Exception {
    String id = account.world().keyStores().all().getFirst().id();
    var _ =
        post(
            "AWSStepFunctions.StartExecution",
            JSON.std.asString(
                Map.of(
                    "stateMachineArn",
                    account.machineArn(),
                    "input",
                    "{\"customKeyStoreId\": \"" + id + "\"}")));
    assertThat(ended.take()).isEqualTo("SUCCEEDED");
    assertThat(state()).isEqualTo("CONNECTED");
    assertThat(account.world().moment()).isGreaterThanOrEqualTo(240_000);
  }

  @Test
  void aFaultThatIsPlannedStrikesAndOneThatIsTakenAwayDoesNot() throws Exception {
    String throttle = "{'fault': 'THROTTLE', 'operation': 'DescribeCustomKeyStores'}";
    var _ = send("POST", "faults", throttle);
    assertThat(post("TrentService.DescribeCustomKeyStores", "{}").status()).isEqualTo(400);
    var _ = send("POST", "faults", throttle);
    assertThat(send("DELETE", "faults", "").json()).containsEntry("faults", List.of());
    assertThat(post("TrentService.DescribeCustomKeyStores", "{}").status()).isEqualTo(200);
  }

  @Test
  void somebodyDoesSomethingAtOnceOrLater() throws Exception {
    var _ = send("POST", "people", "{'does': 'CONNECT', 'keyStore': 'payments'}");
    var _ = send("POST", "people", "{'does': 'DISCONNECT', 'keyStore': 'payments', 'at': 60}");
    assertThat(state()).isEqualTo("CONNECTING");
    var _ = send("POST", "time", "{'advanceSeconds': 60}");
    assertThat(state()).isEqualTo("DISCONNECTING");
    Answer refused = send("POST", "people", "{'does': 'CONNECT', 'keyStore': 'payments'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("CustomKeyStoreInvalidStateException: The custom");
  }

  @Test
  void callsAreToldWithoutTheirSecrets() throws Exception {
    var _ =
        post(
            "TrentService.UpdateCustomKeyStore",
            "{\"CustomKeyStoreId\": \"cks-x\", \"KeyStorePassword\": \"Hush12345b\"}");
    assertThat(send("GET", "calls", "").text())
        .contains("\"UpdateCustomKeyStore\"", "CustomKeyStoreNotFoundException", "***")
        .doesNotContain("Hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Origin: http://127.0.0.1",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Origin: null",
        "GET /_sandbox/state HTTP/1.1|Host: sandbox.example.com:4566",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1.example.com",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Origin: http://localhost:1",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Origin: https://localhost:PORT",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Origin: http://localhost.example.com:PORT",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Sec-Fetch-Site: cross-site",
        "GET /_sandbox/state HTTP/1.1|Host: 127.0.0.1|Sec-Fetch-Site: same-site",
        "GET /_sandbox/state HTTP/1.1|Host: rebound.example.com:PORT|Sec-Fetch-Site: same-origin",
        "GET / HTTP/1.1|Host: rebound.example.com:PORT|Accept: text/html",
        "GET / HTTP/1.1|Host: 127.0.0.1|Accept: text/html|Sec-Fetch-Site: cross-site",
        "POST / HTTP/1.1|Host: 127.0.0.1|Origin: http://example.com|Content-Length: 0",
        "POST / HTTP/1.1|Host: example.com|Content-Length: 0"
      })
  void whatAWebPageMayHaveSentIsRefused(String request) throws IOException {
    assertThat(raw(request)).startsWith("HTTP/1.1 403 ");
    assertThat(account.world().journal().calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "localhost", "LOCALHOST:4566", "[::1]:4566"})
  void everyNameOfTheLoopbackInterfaceWillDo(String host) throws IOException {
    assertThat(raw("GET /_sandbox/state HTTP/1.1|Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://127.0.0.1:PORT",
        "Origin: http://localhost:PORT|Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none"
      })
  void itsOwnPageIsHeard(String headers) throws IOException {
    assertThat(raw("GET /_sandbox/state HTTP/1.1|Host: localhost:PORT|" + headers))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Cache-Control: no-store");
  }

  @Test
  void aBrowserFindsThePageAndEverybodyElseTheServices() throws IOException {
    String page = raw("GET / HTTP/1.1|Host: localhost:PORT|Accept: text/html,*/*");
    assertThat(page)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Security-Policy: frame-ancestors 'none'")
        .containsIgnoringCase("Cache-Control: no-store")
        .contains("<title>Rehearsal room</title>", "connect-src 'self'");
    for (String other :
        new String[] {
          "POST / HTTP/1.1|Host: localhost|Accept: text/html|Content-Length: 0",
          "GET / HTTP/1.1|Host: localhost|Accept: application/json",
          "GET /x HTTP/1.1|Host: localhost|Accept: text/html"
        }) {
      assertThat(raw(other)).doesNotContain("<html").contains("__type");
    }
  }

  private String raw(String template) throws IOException {
    String request = template.replace("PORT", "" + account.endpoint().getPort());
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), account.endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      String text = request.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n";
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String state() {
    synchronized (account.world()) {
      account.world().catchUp();
      return account.world().keyStores().all().getFirst().state().name();
    }
  }

  private Answer post(String target, String body) throws Exception {
    return Accounts.send("POST", account.endpoint(), body, "X-Amz-Target", target);
  }
}
