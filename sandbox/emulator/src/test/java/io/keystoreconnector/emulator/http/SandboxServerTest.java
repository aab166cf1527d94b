package io.keystoreconnector.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.EventRecord;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.time.RealTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import tools.jackson.jr.ob.JSON;

class SandboxServerTest {

  private static final String STORE =
      "{'settings': {'requestsPerSecond': 0}, 'keyStores': [{'name': '%s', 'xks': {}}]}";

  @Test
  void itListensOnTheLoopbackInterfaceOnly() {
    URI endpoint = Bench.server().endpoint();
    assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
    assertThat(endpoint.getPort()).isPositive();
  }

  @Test
  void theWorldCanBeSwappedWhileItRuns() {
    Bench first = Bench.of(STORE.formatted("first"));
    assertThat(first.look().customKeyStoreName()).isEqualTo("first");
    Bench second = Bench.of(STORE.formatted("second"));
    assertThat(second.look().customKeyStoreName()).isEqualTo("second");
    assertThat(first.world().journal().calls()).hasSize(1);
    assertThat(second.world().journal().calls()).hasSize(1);
  }

  @Test
  void answersLookLikeAwsJson() throws IOException, InterruptedException {
    Bench.of(STORE.formatted("store"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(Bench.server().endpoint())
              .header("X-Amz-Target", "TrentService.ConnectCustomKeyStore")
              .header("Content-Type", "application/x-amz-json-1.1")
              .POST(HttpRequest.BodyPublishers.ofString("{\"CustomKeyStoreId\": \"cks-none\"}"))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type"))
          .hasValue("application/x-amz-json-1.1");
      assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
      assertThat(JSON.std.mapFrom(answer.body()))
          .containsOnlyKeys("__type", "message")
          .containsEntry("__type", "CustomKeyStoreNotFoundException");
    }
  }

  @Test
  void manyClientsAtOnceAreHandledOneByOne() throws Exception {
    Bench bench = Bench.of("{'settings': {'hsmLimit': 1000}, 'clusters': [{'hsms': 0}]}");
    String cluster = bench.world().clusters().all().getFirst().id();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> calls =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> create(bench, cluster)))
              .toList();
      for (Future<String> call : calls) {
        assertThat(call.get()).startsWith("hsm-");
      }
    }
    assertThat(bench.world().clusters().all().getFirst().hsms()).hasSize(200);
    assertThat(bench.world().journal().calls()).hasSize(200);
  }

  private static String create(Bench bench, String cluster) {
    return bench
        .cloudHsm()
        .createHsm(r -> r.clusterId(cluster).availabilityZone("eu-central-1a"))
        .hsm()
        .hsmId();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyThatIsTooLongIsRefusedAndTheNextCallIsAnswered(boolean chunked) throws Exception {
    Bench bench = Bench.of(STORE.formatted("store"));
    byte[] body = new byte[BodyLimit.MOST + 1];
    HttpRequest.BodyPublisher publisher =
        chunked
            ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
            : HttpRequest.BodyPublishers.ofByteArray(body);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(Bench.server().endpoint()).POST(publisher).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(JSON.std.mapFrom(answer.body()))
          .containsEntry("error", "The body of a request must be at most 4194304 bytes long.");
    }
    assertThat(bench.world().journal().calls()).isEmpty();
    assertThat(bench.look().customKeyStoreName()).isEqualTo("store");
  }

  /** A fault can make a call wait for longer than anyone wants to wait for the end. */
  @Test
  void aServerThatIsClosedDoesNotWaitForSlowCalls() throws Exception {
    RealTime time = new RealTime();
    CountDownLatch slow = new CountDownLatch(1);
    World world =
        World.load(
            Bench.json("{'settings': {'latencyMillis': 50000}}"),
            time,
            duration -> {
              slow.countDown();
              time.await(time.instant().plus(Duration.ofDays(1)), () -> false);
            });
    SandboxServer server = SandboxServer.start(world, 0);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.endpoint())
              .header("X-Amz-Target", "TrentService.DescribeCustomKeyStores")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      CompletableFuture<HttpResponse<Void>> call =
          http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
      slow.await();
      server.close();
      assertThat(catchThrowable(call::join)).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientHasALimitedTimeToSendARequest() {
    assertThat(Bench.server().endpoint()).isNotNull();
    assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isEqualTo("30");
  }

  @Test
  void everyCallIsLoggedWithoutItsSecrets() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store', 'password': 'Hush12345a'},
                           {'name': 'x', 'id': 'cks-x', 'xks': {'secretAccessKey': 'Hush/another/secret/key/0123456789abcdefghi='}}],
             'clusters': [{'kmsuser': 'Hush12345b'}],
             'secrets': [{'name': 'kmsuser', 'value': 'Hush12345c'}],
             'people': [{'at': 1, 'does': 'RESET_PASSWORD', 'cluster': 'none', 'password': 'Hush12345f', 'secret': 'kmsuser'},
                        {'at': 1, 'does': 'PUT_SECRET', 'secret': 'kmsuser', 'value': 'Hush12345g'}]}
            """);
    bench.secrets().getSecretValue(r -> r.secretId("kmsuser"));
    bench.secrets().putSecretValue(r -> r.secretId("kmsuser").secretString("Hush12345d"));
    bench
        .kms()
        .updateCustomKeyStore(r -> r.customKeyStoreId(bench.id()).keyStorePassword("Hush12345e"));
    updateCredential(bench);
    refusedPassword(bench);
    bench.connect().pass(240);
    DescribeCustomKeyStoresResponse described = bench.kms().describeCustomKeyStores();
    String calls =
        JSON.std.asString(
            bench.world().journal().calls().stream().map(CallRecord::toJson).toList());
    String events =
        JSON.std.asString(
            bench.world().journal().events().stream().map(EventRecord::toJson).toList());
    assertThat(calls + events + described)
        .doesNotContain("Hush")
        .contains("KeyStorePassword", "SecretString", "***");
  }

  private static void refusedPassword(Bench bench) {
    assertThat(
            catchThrowable(
                () ->
                    bench
                        .kms()
                        .updateCustomKeyStore(
                            r ->
                                r.customKeyStoreId(bench.id())
                                    .keyStorePassword("Hush" + "x".repeat(40)))))
        .hasMessageNotContaining("Hush")
        .hasMessageContaining("keyStorePassword");
  }

  private static void updateCredential(Bench bench) {
    assertThat(
            catchThrowable(
                () ->
                    bench
                        .kms()
                        .updateCustomKeyStore(
                            r ->
                                r.customKeyStoreId("cks-x")
                                    .xksProxyAuthenticationCredential(
                                        c ->
                                            c.accessKeyId("ABCDEFGHIJKLMNOPQRST")
                                                .rawSecretAccessKey("Hush" + "a".repeat(40))))))
        .hasMessageNotContaining("Hush");
  }
}
