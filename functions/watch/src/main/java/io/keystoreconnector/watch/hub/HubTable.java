package io.keystoreconnector.watch.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The hub's table: one item for each key store, and one for each account and Region. A row is
 * written on condition that it is as it was read, so of two writers one looks again.
 */
record HubTable(DynamoDbClient dynamoDb, String name) {

  private static final int ATTEMPTS = 8;
  private static final String SAME = "version = :seen";
  private static final String NEW = "attribute_not_exists(version)";

  /** Decides on the changes from what is known. */
  @FunctionalInterface
  interface Decision {
    Changes of(Known known);
  }

  /**
   * Changes the rows of a member.
   *
   * @throws HubBusy if somebody else was faster each time
   */
  void change(Member member, Decision decision) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isDone(decision.of(known(member)))) {
        return;
      }
    }
    throw new HubBusy(member);
  }

  /** All rows. */
  List<Row> all() {
    return dynamoDb
        .scanPaginator(request -> request.tableName(name).consistentRead(true))
        .items()
        .stream()
        .map(HubTable::row)
        .toList();
  }

  private Known known(Member member) {
    return Known.of(
        dynamoDb
            .queryPaginator(
                request ->
                    request
                        .tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("#place = :place")
                        .expressionAttributeNames(Map.of("#place", RowFields.PLACE))
                        .expressionAttributeValues(
                            Map.of(":place", AttributeValue.fromS(member.place()))))
            .items()
            .stream()
            .map(HubTable::row)
            .toList());
  }

  /** Whether everything was written; what was written before the first conflict stays. */
  private boolean isDone(Changes changes) {
    try {
      changes.removed().forEach(this::remove);
      changes.written().forEach(this::write);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private void remove(Row row) {
    var unused =
        dynamoDb.deleteItem(
            request ->
                request
                    .tableName(name)
                    .key(
                        Map.of(
                            RowFields.PLACE,
                            AttributeValue.fromS(row.member().place()),
                            RowFields.ENTRY,
                            AttributeValue.fromS(row.entry())))
                    .conditionExpression(SAME)
                    .expressionAttributeValues(seen(row)));
  }

  private void write(Row row) {
    PutItemRequest.Builder request = PutItemRequest.builder().tableName(name).item(item(row));
    UnaryOperator<PutItemRequest.Builder> condition =
        row.version() == 0
            ? put -> put.conditionExpression(NEW)
            : put -> put.conditionExpression(SAME).expressionAttributeValues(seen(row));
    var unused = dynamoDb.putItem(condition.apply(request).build());
  }

  private static Map<String, AttributeValue> seen(Row row) {
    return Map.of(":seen", AttributeValue.fromN(Long.toString(row.version())));
  }

  private static Map<String, AttributeValue> item(Row row) {
    Map<String, AttributeValue> item = new HashMap<>();
    RowFields.of(row).forEach((field, value) -> item.put(field, attribute(value)));
    return item;
  }

  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case Boolean flag -> AttributeValue.fromBool(flag);
      case Long number -> AttributeValue.fromN(number.toString());
      default -> AttributeValue.fromS(value.toString());
    };
  }

  private static Row row(Map<String, AttributeValue> item) {
    Map<String, Object> fields = new HashMap<>();
    item.forEach((field, value) -> fields.put(field, plain(value)));
    return RowFields.read(fields);
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case BOOL -> value.bool();
      case N -> Long.valueOf(value.n());
      case S -> value.s();
      default -> value;
    };
  }
}
