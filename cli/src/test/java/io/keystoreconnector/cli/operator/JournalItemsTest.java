package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a workflow on this machine finds in the place of its table. */
class JournalItemsTest {

  private static final String CONDITION =
      "attribute_not_exists(keyStoreId) OR version = :seen OR (version = :next AND execution ="
          + " :execution)";

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasWrittenAsDynamoDbDoes() throws TaskFailed {
    JournalItems items = items();
    assertThat(get(items)).isEmpty();
    assertThat(put(items, 0, 1, "arn:one")).isEmpty();
    assertThat(get(items)).isEqualTo(Map.of("Item", item(1, "arn:one")));
  }

  @Test
  void runsTakeTurns() throws TaskFailed {
    JournalItems items = items();
    put(items, 0, 1, "arn:one");
    put(items, 1, 2, "arn:one");
    assertThatThrownBy(() -> put(items, 1, 2, "arn:other"))
        .isInstanceOfSatisfying(
            TaskFailed.class,
            failed ->
                assertThat(failed.error()).isEqualTo("DynamoDB.ConditionalCheckFailedException"));
    assertThat(get(items)).isEqualTo(Map.of("Item", item(2, "arn:one")));
  }

  @Test
  void aRunRecognizesItsOwnWriteWhoseAnswerWasLost() throws TaskFailed {
    JournalItems items = items();
    put(items, 0, 1, "arn:one");
    put(items, 1, 2, "arn:one");
    assertThat(put(items, 1, 2, "arn:one")).isEmpty();
  }

  @Test
  void aDamagedFileIsAnErrorOfTheTask() throws IOException {
    JournalItems items = items();
    Files.writeString(folder.resolve("journal.json"), "damaged");
    assertThatThrownBy(() -> get(items))
        .isInstanceOfSatisfying(
            TaskFailed.class,
            failed -> {
              assertThat(failed.error()).isEqualTo("DynamoDB.AmazonDynamoDBException");
              assertThat(failed.reason()).contains("is damaged");
            });
  }

  @Test
  void anotherConditionIsNotGuessedAt() {
    assertThatThrownBy(
            () ->
                items()
                    .call(
                        "PutItem",
                        Map.of(
                            "Item", item(1, "arn:one"), "ConditionExpression", "version = :seen")))
        .isInstanceOf(TaskFailed.class);
  }

  private JournalItems items() {
    return new JournalItems(
        new LocalJournal(folder.resolve("journal.json"), new VirtualTime(Instant.EPOCH)));
  }

  private static Map<String, ?> get(JournalItems items) throws TaskFailed {
    return items.call(
        "GetItem",
        Map.of(
            "TableName",
            "any",
            "Key",
            Map.of("keyStoreId", Map.of("S", "cks-000a")),
            "ConsistentRead",
            true));
  }

  private static Map<String, ?> put(JournalItems items, long seen, long next, String run)
      throws TaskFailed {
    return items.call(
        "PutItem",
        Map.of(
            "TableName",
            "any",
            "Item",
            item(next, run),
            "ConditionExpression",
            CONDITION,
            "ExpressionAttributeValues",
            Map.of(
                ":seen", Map.of("N", Long.toString(seen)),
                ":next", Map.of("N", Long.toString(next)),
                ":execution", Map.of("S", run))));
  }

  private static Map<String, Object> item(long version, String run) {
    return Map.of(
        "keyStoreId", Map.of("S", "cks-000a"),
        "version", Map.of("N", Long.toString(version)),
        "journal", Map.of("S", "{\"format\":1}"),
        "execution", Map.of("S", run),
        "updatedAt", Map.of("S", "2026-01-15T03:00:00Z"));
  }
}
