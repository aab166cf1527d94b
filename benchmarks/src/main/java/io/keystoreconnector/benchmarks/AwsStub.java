package io.keystoreconnector.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One AWS service with fixed answers, over TLS on loopback. Each service listens at its own port,
 * so a client needs a connection for each, as in AWS.
 */
final class AwsStub implements AutoCloseable {
  private static final String CONNECTED =
      """
      {"CustomKeyStores":[{"CustomKeyStoreId":"cks-0123456789abcdef0","CustomKeyStoreName":"benchmark",
      "CloudHsmClusterId":"cluster-234567abcde","ConnectionState":"CONNECTED",
      "CustomKeyStoreType":"AWS_CLOUDHSM","CreationDate":1700000000.0}],"Truncated":false}\
      """;
  private static final String CLUSTER =
      """
      {"Clusters":[{"ClusterId":"cluster-234567abcde","State":"ACTIVE","HsmType":"hsm2m.medium",
      "SubnetMapping":{"eu-central-1a":"subnet-1","eu-central-1b":"subnet-2"},
      "Hsms":[{"HsmId":"hsm-1","AvailabilityZone":"eu-central-1a","State":"ACTIVE"},
      {"HsmId":"hsm-2","AvailabilityZone":"eu-central-1b","State":"ACTIVE"}]}]}\
      """;
  private static final String SECRET =
      """
      {"ARN":"arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser","Name":"kmsuser",
      "VersionIdsToStages":{"v1":["AWSCURRENT"]}}\
      """;
  private static final Map<String, String> ANSWERS =
      Map.of(
          "TrentService.DescribeCustomKeyStores", CONNECTED,
          "BaldrApiService.DescribeClusters", CLUSTER,
          "secretsmanager.DescribeSecret", SECRET);

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  AwsStub(Identity identity) throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", AwsStub::answer);
    server.start();
  }

  /** Its name is that in the certificate. */
  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      byte[] body = ANSWERS.getOrDefault(target, "{}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
