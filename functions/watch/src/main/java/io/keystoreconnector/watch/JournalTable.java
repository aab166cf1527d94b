package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The journal's table: one item for each key store, which the state machine writes, and the watch's
 * own, the only one that its role may write.
 */
record JournalTable(DynamoDbClient dynamoDb, String name) {

  /** The key of the watch's own item; the ids of key stores begin with {@code cks-}. */
  static final String OWN_KEY = "watch";

  private static final String KEY = "keyStoreId";
  private static final String MEMORY = "memory";
  private static final String JOURNAL = "journal";

  /**
   * What the check before has passed on; empty if it cannot be read. A memory that this release
   * does not understand is forgotten.
   */
  Optional<Memory> memory(Gaps gaps) {
    return item(OWN_KEY, gaps)
        .map(
            item -> {
              String text = text(item, MEMORY);
              if (text.isEmpty()) {
                return Memory.EMPTY;
              }
              Optional<Memory> memory = MemoryJson.read(text);
              if (memory.isEmpty()) {
                gaps.add("the memory of the watch", "not readable, so it begins anew");
              }
              return memory.orElse(Memory.EMPTY);
            });
  }

  /** Whether the journal has a repair that no run has finished; empty if that cannot be read. */
  Optional<Boolean> openRepair(String keyStoreId, Gaps gaps) {
    return item(keyStoreId, gaps)
        .flatMap(
            item -> {
              String text = text(item, JOURNAL);
              if (text.isEmpty()) {
                return Optional.of(false);
              }
              Optional<Boolean> open = openRepair(text);
              if (open.isEmpty()) {
                gaps.add("the journal of " + keyStoreId, "not readable");
              }
              return open;
            });
  }

  private static Optional<Boolean> openRepair(String journal) {
    try {
      return Optional.of(new JSONObject(journal).has("repair"));
    } catch (JSONException e) {
      return Optional.empty();
    }
  }

  void remember(Memory memory, Instant now, Gaps gaps) {
    var unused =
        gaps.tell(
            "dynamodb:PutItem for the memory of the watch",
            () ->
                dynamoDb.putItem(
                    request ->
                        request
                            .tableName(name)
                            .item(
                                Map.of(
                                    KEY,
                                    AttributeValue.fromS(OWN_KEY),
                                    MEMORY,
                                    AttributeValue.fromS(MemoryJson.write(memory)),
                                    "updatedAt",
                                    AttributeValue.fromS(now.toString())))));
  }

  private Optional<Map<String, AttributeValue>> item(String key, Gaps gaps) {
    return gaps.ask(
        "dynamodb:GetItem for " + key,
        () ->
            dynamoDb
                .getItem(
                    request ->
                        request
                            .tableName(name)
                            .key(Map.of(KEY, AttributeValue.fromS(key)))
                            .consistentRead(true))
                .item());
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    return value == null || value.s() == null ? "" : value.s();
  }
}
