package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.HubTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The hub's table, used by the real SDK. */
class HubItemsTest {

  private final Bench bench = Bench.of("{}");

  private static Map<String, AttributeValue> key(String place, String entry) {
    return Map.of("place", AttributeValue.fromS(place), "entry", AttributeValue.fromS(entry));
  }

  private void put(String place, String entry, String text) {
    Map<String, AttributeValue> item = new HashMap<>(key(place, entry));
    item.put("version", AttributeValue.fromN("1"));
    item.put("text", AttributeValue.fromS(text));
    bench.dynamoDb().putItem(r -> r.tableName(HubTable.NAME).item(item));
  }

  private List<String> query(String place) {
    return bench
        .dynamoDb()
        .queryPaginator(
            r ->
                r.tableName(HubTable.NAME)
                    .consistentRead(true)
                    .keyConditionExpression("#place = :place")
                    .expressionAttributeNames(Map.of("#place", "place"))
                    .expressionAttributeValues(Map.of(":place", AttributeValue.fromS(place))))
        .items()
        .stream()
        .map(HubItemsTest::shown)
        .toList();
  }

  private List<String> scan() {
    return bench.dynamoDb().scanPaginator(r -> r.tableName(HubTable.NAME)).items().stream()
        .map(HubItemsTest::shown)
        .toList();
  }

  private static String shown(Map<String, AttributeValue> item) {
    return Objects.requireNonNull(item.get("place")).s()
        + " "
        + Objects.requireNonNull(item.get("entry")).s();
  }

  @Test
  void aQueryFindsOnePlaceAndAScanFindsAll() {
    put("b", "1", "");
    put("a", "2", "");
    put("a", "1", "");
    put("aa", "0", "");
    assertThat(query("a")).containsExactly("a 1", "a 2");
    assertThat(query("c")).isEmpty();
    assertThat(scan()).containsExactly("a 1", "a 2", "aa 0", "b 1");
  }

  @Test
  void anAnswerHasAMegabyteAndTheNextOneTheRest() {
    for (int i = 0; i < 8; i++) {
      put("a", "" + i, "x".repeat(300_000));
    }
    assertThat(bench.dynamoDb().scan(r -> r.tableName(HubTable.NAME)))
        .satisfies(
            page -> {
              assertThat(page.items()).hasSize(3);
              assertThat(page.lastEvaluatedKey()).isEqualTo(key("a", "2"));
            });
    assertThat(scan()).hasSize(8);
    assertThat(query("a")).hasSize(8);
  }

  @Test
  void anItemIsReadWrittenAndDeletedByBothKeys() {
    put("a", "1", "one");
    put("a", "2", "two");
    assertThat(
            bench
                .dynamoDb()
                .getItem(r -> r.tableName(HubTable.NAME).key(key("a", "2")))
                .item()
                .get("text"))
        .isEqualTo(AttributeValue.fromS("two"));
    bench.dynamoDb().deleteItem(r -> r.tableName(HubTable.NAME).key(key("a", "1")));
    assertThat(scan()).containsExactly("a 2");
    assertThat(bench.dynamoDb().describeTable(r -> r.tableName(HubTable.NAME)).table())
        .satisfies(
            table -> {
              assertThat(table.itemCount()).isEqualTo(1);
              assertThat(table.keySchema()).hasSize(2);
            });
  }

  @Test
  void aConditionThatDoesNotHoldChangesNothing() {
    put("a", "1", "one");
    assertThatThrownBy(
            () ->
                bench
                    .dynamoDb()
                    .putItem(
                        r ->
                            r.tableName(HubTable.NAME)
                                .item(key("a", "1"))
                                .conditionExpression("attribute_not_exists(version)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(
            () ->
                bench
                    .dynamoDb()
                    .deleteItem(
                        r ->
                            r.tableName(HubTable.NAME)
                                .key(key("a", "1"))
                                .conditionExpression("version = :seen")
                                .expressionAttributeValues(
                                    Map.of(":seen", AttributeValue.fromN("2")))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scan()).containsExactly("a 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry = :place", "#place = :place AND entry = :place", "place"})
  void anotherKeyConditionIsRefused(String expression) {
    assertThatThrownBy(
            () ->
                bench
                    .dynamoDb()
                    .query(
                        r ->
                            r.tableName(HubTable.NAME)
                                .keyConditionExpression(expression)
                                .expressionAttributeNames(
                                    expression.contains("#") ? Map.of("#place", "place") : null)
                                .expressionAttributeValues(
                                    Map.of(":place", AttributeValue.fromS("a")))))
        .isInstanceOf(DynamoDbException.class);
  }

  @Test
  void theJournalIsReadByKeyOnly() {
    assertThatThrownBy(() -> bench.dynamoDb().scan(r -> r.tableName("connector-journal")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("emulates Query and Scan only of the table connector-hub");
    assertThatThrownBy(() -> bench.dynamoDb().scan(r -> r.tableName("other")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aKeyHasBothParts() {
    assertThatThrownBy(
            () ->
                bench
                    .dynamoDb()
                    .getItem(
                        r ->
                            r.tableName(HubTable.NAME)
                                .key(Map.of("place", AttributeValue.fromS("a")))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("does not match the schema");
  }
}
