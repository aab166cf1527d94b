package io.keystoreconnector.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.EventRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
