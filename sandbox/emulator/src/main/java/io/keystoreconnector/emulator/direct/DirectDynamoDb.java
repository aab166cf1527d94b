package io.keystoreconnector.emulator.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keystoreconnector.emulator.service.Reply;
import io.keystoreconnector.statemachine.DynamoDb;
import io.keystoreconnector.statemachine.TaskFailed;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.jr.ob.JSON;

/**
 * The DynamoDB of a state machine over the emulated one. Answers and errors look as in Step
 * Functions, whose integration uses the AWS SDK for Java 1: an error is named after that SDK's
 * exception class, and errors without a class share one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">
 *     Error handling with DynamoDB</a>
 */
public final class DirectDynamoDb implements DynamoDb {

  /** How long that SDK waits for an answer by default. */
  private static final int PATIENCE_MILLIS = 50_000;

  private static final String TARGET = "DynamoDB_20120810.";
  private static final String ANY_ERROR = "AmazonDynamoDBException";

  /** Errors on the wire whose exception class has the same name. */
  private static final Set<String> NAMED =
      Set.of(
          "ConditionalCheckFailedException",
          "ItemCollectionSizeLimitExceededException",
          "ProvisionedThroughputExceededException",
          "ResourceNotFoundException",
          "TransactionConflictException");

  /** Errors whose class has another name. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "InternalServerError", "InternalServerErrorException",
          "RequestLimitExceeded", "RequestLimitExceededException");

  private static final int FIRST_ERROR = 400;

  private final DirectService services;

  /** The services are called as any client calls them. */
  public DirectDynamoDb(DirectService services) {
    this.services = services;
  }

  @Override
  public Map<String, ?> call(String action, Map<String, ?> arguments) throws TaskFailed {
    String body = JSON.std.asString(arguments);
    Reply.Answer answer = answer(action, body);
    // The answer's own id differs each time; a rehearsal must give the same result each time.
    String requestId =
        UUID.nameUUIDFromBytes((action + body + answer.body()).getBytes(UTF_8)).toString();
    Map<String, Object> json = JSON.std.mapFrom(answer.body());
    if (answer.status() >= FIRST_ERROR) {
      throw failed(json, answer.status(), requestId);
    }
    Map<String, Object> result = new LinkedHashMap<>(json);
    result.put("SdkHttpMetadata", Map.of("HttpStatusCode", answer.status()));
    result.put("SdkResponseMetadata", Map.of("RequestId", requestId));
    return result;
  }

  private Reply.Answer answer(String action, String body) throws TaskFailed {
    try {
      return services.answer(TARGET + action, body, PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new TaskFailed(
          "DynamoDB.SdkClientException", "Unable to execute HTTP request: " + e.getMessage());
    }
  }

  private static TaskFailed failed(Map<String, Object> json, int status, String requestId) {
    String code = String.valueOf(json.get("__type"));
    String name = RENAMED.getOrDefault(code, NAMED.contains(code) ? code : ANY_ERROR);
    return new TaskFailed(
        "DynamoDB." + name,
        "%s (Service: AmazonDynamoDBv2; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
            .formatted(Objects.toString(json.get("message"), ""), status, code, requestId));
  }
}
