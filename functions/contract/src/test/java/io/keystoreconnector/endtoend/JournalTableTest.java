package io.keystoreconnector.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/**
 * The journal's table over plain HTTP. The SDK's client would bring in classes that the shipped jar
 * must do without; the sandbox's own tests use it.
 */
class JournalTableTest {

  private static final String WRITE =
      """
      {"Item": {"keyStoreId": {"S": "a"}, "version": {"N": "%d"}}, "ConditionExpression": "attribute_not_exists(keyStoreId) OR version = :seen", "ExpressionAttributeValues": {":seen": {"N": "%d"}}}
      """;

  private static HttpResponse<String> call(SandboxServer server, String operation, String body)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Map<String, Object> json = JSON.std.mapFrom(body);
      json.put("TableName", JournalTable.NAME);
      return http.send(
          HttpRequest.newBuilder(server.endpoint())
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("X-Amz-Target", "DynamoDB_20120810." + operation)
              .POST(BodyPublishers.ofString(JSON.std.asString(json)))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void anItemIsWrittenOnlyByWhoeverHasSeenTheOneBefore() throws Exception {
    World world = World.load(Map.of(), new VirtualTime(Instant.EPOCH));
    try (SandboxServer server = SandboxServer.start(world, 0)) {
      assertThat(call(server, "PutItem", WRITE.formatted(1, 0)).body()).isEqualTo("{}");
      assertThat(call(server, "PutItem", WRITE.formatted(2, 1)).statusCode()).isEqualTo(200);

      HttpResponse<String> refused = call(server, "PutItem", WRITE.formatted(2, 1));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Type"))
          .contains("application/x-amz-json-1.0");
      assertThat(JSON.std.mapFrom(refused.body()))
          .isEqualTo(
              Map.of(
                  "__type",
                  "ConditionalCheckFailedException",
                  "message",
                  "The conditional request failed"));
      assertThat(
              JSON.std.mapFrom(
                  call(
                          server,
                          "GetItem",
                          "{\"Key\": {\"keyStoreId\": {\"S\": \"a\"}}, \"ConsistentRead\": true}")
                      .body()))
          .isEqualTo(
              Map.of("Item", Map.of("keyStoreId", Map.of("S", "a"), "version", Map.of("N", "2"))));
    }
  }
}
