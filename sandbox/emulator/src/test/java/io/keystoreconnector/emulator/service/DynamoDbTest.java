package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.JournalTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import tools.jackson.jr.ob.JSON;

/** The journal's table, used by the real SDK. */
class DynamoDbTest {

  private static final String ID = "cks-0123456789abcdef0";
  private static final String RUN = "arn:aws:states:eu-central-1:111122223333:execution:m:one";

  /** The condition on which the connector writes. */
  private static final String CONDITION =
      "attribute_not_exists(keyStoreId) OR version = :seen"
          + " OR (version = :next AND execution = :execution)";

  private static final String PLANTED =
      "{'settings': {'staleSeconds': 3}, 'journal': [{'keyStoreId': '%s', 'version': 7}]}"
          .formatted(ID);

  private static Map<String, AttributeValue> key() {
    return Map.of("keyStoreId", AttributeValue.fromS(ID));
  }

  private static Map<String, AttributeValue> item(int version, String run) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key());
    item.put("version", AttributeValue.fromN("" + version));
    item.put("execution", AttributeValue.fromS(run));
    return item;
  }

  private static String version(Bench bench, boolean consistent) {
    return bench
        .dynamoDb()
        .getItem(r -> r.tableName(JournalTable.NAME).key(key()).consistentRead(consistent))
        .item()
        .getOrDefault("version", AttributeValue.fromN("0"))
        .n();
  }

  /** What the connector writes when it has seen a version. */
  private static PutItemRequest write(int seen, String run) {
    return PutItemRequest.builder()
        .tableName(JournalTable.NAME)
        .item(item(seen + 1, run))
        .conditionExpression(CONDITION)
        .expressionAttributeValues(
            Map.of(
                ":seen", AttributeValue.fromN("" + seen),
                ":next", AttributeValue.fromN("" + (seen + 1)),
                ":execution", AttributeValue.fromS(run)))
        .build();
  }

  @Test
  void anItemIsReadAsItWasWrittenAndGoneWhenItIsDeleted() {
    Bench bench = Bench.of("{}");
    assertThat(version(bench, true)).isEqualTo("0");
    bench.dynamoDb().putItem(r -> r.tableName(JournalTable.NAME).item(item(1, RUN)));
    assertThat(
            bench
                .dynamoDb()
                .getItem(r -> r.tableName(JournalTable.NAME).key(key()).consistentRead(true))
                .item())
        .isEqualTo(item(1, RUN));
    bench.dynamoDb().deleteItem(r -> r.tableName(JournalTable.NAME).key(key()));
    assertThat(version(bench, true)).isEqualTo("0");
  }

  @ParameterizedTest(name = "{0} seen by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # Nobody has written, or what was seen is still there.
          ``                              | 0 | one | true
          ``                              | 5 | one | true
          'version': 7                    | 7 | one | true
          # Somebody else has written meanwhile.
          'version': 8                    | 7 | one | false
          'version': 6                    | 7 | one | false
          # It was this run, whose answer was lost; or another one.
          'version': 8, 'execution': 'one' | 7 | one | true
          'version': 8, 'execution': 'one' | 7 | two | false
          'version': 9, 'execution': 'one' | 7 | one | false
          """)
  void theConnectorsConditionHoldsIfNobodyElseHasWritten(
      String item, int seen, String run, boolean written) {
    Bench bench =
        Bench.of(
            item.isEmpty() ? "{}" : "{'journal': [{'keyStoreId': '%s', %s}]}".formatted(ID, item));
    if (written) {
      bench.dynamoDb().putItem(write(seen, run));
      assertThat(version(bench, true)).isEqualTo("" + (seen + 1));
    } else {
      assertThatThrownBy(() -> bench.dynamoDb().putItem(write(seen, run)))
          .isInstanceOf(ConditionalCheckFailedException.class)
          .hasMessageStartingWith("The conditional request failed");
    }
  }

  @Test
  void aDeleteHasAConditionAsWell() {
    Bench bench = Bench.of(PLANTED);
    assertThatThrownBy(() -> delete(bench, "6"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    delete(bench, "7.0");
    assertThat(version(bench, true)).isEqualTo("0");
  }

  private static void delete(Bench bench, String version) {
    bench
        .dynamoDb()
        .deleteItem(
            r ->
                r.tableName(JournalTable.NAME)
                    .key(key())
                    .conditionExpression("(#v = :v)")
                    .expressionAttributeNames(Map.of("#v", "version"))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(version))));
  }

  @Test
  void onlyAReadThatDoesNotAskForConsistencyIsStale() {
    Bench bench = Bench.of(PLANTED);
    bench.dynamoDb().putItem(write(7, RUN));
    bench.pass(2);
    bench.dynamoDb().putItem(write(8, RUN));
    assertThat(version(bench, true)).isEqualTo("9");
    assertThat(version(bench, false)).isEqualTo("7");
    bench.pass(1);
    assertThat(version(bench, false)).isEqualTo("8");
    bench.pass(2);
    assertThat(version(bench, false)).isEqualTo("9");
  }

  @Test
  void anotherTableIsNotThere() {
    Bench bench = Bench.of("{}");
    assertThatThrownBy(() -> bench.dynamoDb().getItem(r -> r.tableName("other").key(key())))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Requested resource not found");
    assertThatThrownBy(() -> bench.dynamoDb().describeTable(r -> r.tableName("other")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Requested resource not found: Table: other not found");
  }

  @Test
  void theTableIsKnownByItsNameAndByItsArn() {
    Bench bench = Bench.of(PLANTED);
    var table = bench.dynamoDb().describeTable(r -> r.tableName(JournalTable.NAME)).table();
    assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
    assertThat(table.itemCount()).isEqualTo(1);
    assertThat(
            bench
                .dynamoDb()
                .getItem(r -> r.tableName(table.tableArn()).key(key()).consistentRead(true))
                .hasItem())
        .isTrue();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetItem | 'Key': {'id': {'S': 'a'}}                           | ValidationException    | The provided key element does not match the schema
          GetItem | 'Key': {'keyStoreId': {'N': '1'}}                   | ValidationException    | The provided key element does not match the schema
          GetItem | 'Key': {'keyStoreId': {}}                           | ValidationException    | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
          GetItem | 'Key': {'keyStoreId': {'S': 'a', 'N': '1'}}         | ValidationException    | Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes
          GetItem | 'Key': {'keyStoreId': {'S': ''}}                    | ValidationException    | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: keyStoreId
          GetItem | 'Key': {'keyStoreId': {'L': []}}                    | NotEmulatedException   | This sandbox does not emulate attributes of the type L.
          GetItem | 'Key': {'keyStoreId': 'a'}                          | SerializationException | An AttributeValue must be an object.
          GetItem | 'AttributesToGet': ['version']                      | NotEmulatedException   | This sandbox does not emulate AttributesToGet.
          GetItem | 'ConsistentRead': true                              | ValidationException    | 1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null
          PutItem | 'Item': {'version': {'N': '1'}}                     | ValidationException    | One or more parameter values were invalid: Missing the key keyStoreId in the item
          PutItem | 'Item': {'keyStoreId': {'N': '1'}}                  | ValidationException    | One or more parameter values were invalid: Type mismatch for key keyStoreId expected: S actual: N
          PutItem | ITEM, 'Expected': {}                                | NotEmulatedException   | This sandbox does not emulate Expected.
          PutItem | 'Item': {'keyStoreId': {'S': 'a'}, 'v': {'N': 'x'}} | ValidationException    | The parameter cannot be converted to a numeric value: x
          PutItem | 'Item': {'keyStoreId': {'S': 'a'}, 'v': {'N': 1}}   | SerializationException | The value of the type N must be a string.
          PutItem | ITEM, 'ExpressionAttributeValues': {':v': {'N': '1'}} | ValidationException  | ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null
          PutItem | ITEM, 'ConditionExpression': 'version = :v'         | ValidationException    | Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v
          PutItem | ITEM, 'ConditionExpression': '#v = :v', VALUE       | ValidationException    | Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #v
          PutItem | ITEM, 'ConditionExpression': 'attribute_not_exists(version)', VALUE | ValidationException | Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}
          PutItem | ITEM, 'ConditionExpression': 'version = :v', VALUE, 'ExpressionAttributeNames': {'#v': 'version'} | ValidationException | Value provided in ExpressionAttributeNames unused in expressions: keys: {#v}
          PutItem | ITEM, 'ConditionExpression': '((version = :v))', VALUE | ValidationException | Invalid ConditionExpression: The expression has redundant parentheses;
          PutItem | ITEM, 'ConditionExpression': 'version = :v OR', VALUE  | ValidationException | Invalid ConditionExpression: Syntax error; token: "<EOF>"
          PutItem | ITEM, 'ConditionExpression': '(version = :v', VALUE    | ValidationException | Invalid ConditionExpression: Syntax error; token: "<EOF>"
          PutItem | ITEM, 'ConditionExpression': 'version = :v )', VALUE   | ValidationException | Invalid ConditionExpression: Syntax error; token: ")"
          PutItem | ITEM, 'ConditionExpression': 'version < :v', VALUE     | ValidationException | Invalid ConditionExpression: Syntax error; token: "<"
          PutItem | ITEM, 'ConditionExpression': 'version <> :v', VALUE    | ValidationException | Invalid ConditionExpression: Syntax error; token: "<>"
          PutItem | ITEM, 'ConditionExpression': 'version = journal', VALUE | ValidationException | Invalid ConditionExpression: This sandbox emulates = only with an expression attribute value: journal
          PutItem | ITEM, 'ConditionExpression': 'NOT version = :v', VALUE | ValidationException | Invalid ConditionExpression: This sandbox does not emulate 'NOT' here. It supports attribute_not_exists(name), name = :value, AND, OR and parentheses, and without # only the journal's names.
          PutItem | ITEM, 'ConditionExpression': 'status = :v', VALUE      | ValidationException | Invalid ConditionExpression: This sandbox does not emulate 'status' here. It supports attribute_not_exists(name), name = :value, AND, OR and parentheses, and without # only the journal's names.
          """)
  void whatDoesNotFitIsRefusedByName(
      String operation, String parameters, String error, String message) {
    Bench bench = Bench.of("{}");
    String body =
        "{'TableName': 'connector-journal', %s}"
            .formatted(parameters)
            .replace("ITEM", "'Item': {'keyStoreId': {'S': 'a'}}")
            .replace("VALUE", "'ExpressionAttributeValues': {':v': {'N': '1'}}");
    Reply reply =
        new AwsEndpoint(bench.world())
            .handle("DynamoDB_20120810." + operation, body.replace('\'', '"'));
    Reply.Answer answer = (Reply.Answer) reply;
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.mediaType()).isEqualTo("application/x-amz-json-1.0");
    assertThat(JSON.std.mapFrom(answer.body()))
        .isEqualTo(Map.of("__type", error, "message", message));
    assertThat(bench.world().journalTable().items()).isEmpty();
  }

  @Test
  void redundantParenthesesAreOnlyThoseAroundParentheses() {
    Bench bench = Bench.of("{}");
    bench
        .dynamoDb()
        .putItem(
            write(1, RUN).toBuilder()
                .conditionExpression(
                    "((version = :seen AND execution = :execution) or"
                        + " attribute_not_exists(keyStoreId)) and"
                        + " (attribute_not_exists(version) OR version = :next)")
                .build());
    assertThat(version(bench, true)).isEqualTo("2");
  }

  @Test
  void anItemHasRoomFor400KilobytesOnly() {
    Bench bench = Bench.of("{}");
    Map<String, AttributeValue> large = new LinkedHashMap<>(key());
    large.put("journal", AttributeValue.fromS("x".repeat(400 * 1024)));
    assertThatThrownBy(
            () -> bench.dynamoDb().putItem(r -> r.tableName(JournalTable.NAME).item(large)))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageStartingWith("Item size has exceeded the maximum allowed size");
  }

  private static Bench with(String fault) {
    return Bench.of(PLANTED.replace("}]}", "}], 'faults': [{'fault': %s}]}".formatted(fault)));
  }

  @ParameterizedTest
  @CsvSource({
    "'THROTTLE', ProvisionedThroughputExceededException, 400",
    "'SERVER_ERROR', InternalServerError, 500",
    "'ACCESS_DENIED', AccessDeniedException, 400",
  })
  void faultsStrikeUnderDynamoDbsOwnNames(String fault, String error, int status) {
    Bench bench = with("'" + fault + "'");
    DynamoDbException refused =
        Objects.requireNonNull(
            catchThrowableOfType(DynamoDbException.class, () -> version(bench, true)));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(error);
    assertThat(refused.statusCode()).isEqualTo(status);
  }

  @Test
  void aWriteWhoseAnswerWasLostIsThereAndOneWhoseRequestWasLostIsNot() {
    Bench answerLost = with("'LOST_RESPONSE', 'operation': 'PutItem'");
    assertThatThrownBy(() -> answerLost.dynamoDb().putItem(write(7, RUN)))
        .isInstanceOf(SdkClientException.class);
    assertThat(version(answerLost, true)).isEqualTo("8");
    // The condition lets the same run write the same again.
    answerLost.dynamoDb().putItem(write(7, RUN));
    Bench requestLost = with("'LOST_REQUEST', 'operation': 'PutItem'");
    assertThatThrownBy(() -> requestLost.dynamoDb().putItem(write(7, RUN)))
        .isInstanceOf(SdkClientException.class);
    assertThat(version(requestLost, true)).isEqualTo("7");
  }

  @Test
  void anyErrorCanBePlanned() {
    Bench bench = with("'REFUSE', 'error': 'ProvisionedThroughputExceeded'");
    assertThatThrownBy(() -> version(bench, true))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void callsAreWrittenDownAsThoseOfOtherServices() {
    Bench bench = Bench.of(PLANTED);
    String seen = version(bench, true);
    CallRecord call = bench.world().journal().calls().getLast();
    assertThat(call.service()).isEqualTo("dynamodb");
    assertThat(call.operation()).isEqualTo("GetItem");
    assertThat(call.parameters()).containsEntry("ConsistentRead", true);
    assertThat(call.result())
        .isEqualTo(
            Map.of("Item", Map.of("keyStoreId", Map.of("S", ID), "version", Map.of("N", seen))));
  }
}
