package io.keystoreconnector.cli.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The table in which the deployed workflow keeps its journal: one item for each key store. */
public final class JournalTable {

  private static final String KEY = "keyStoreId";

  private final Session session;
  private final String table;
  private final DynamoDbClient dynamo;

  /** The one with this name that the session reaches. */
  public JournalTable(Session session, String table) {
    this.session = session;
    this.table = table;
    this.dynamo = session.client(DynamoDbClient.builder());
  }

  /** Its name. */
  public String name() {
    return table;
  }

  /**
   * What it currently has of a key store; empty if nothing was ever written.
   *
   * @throws AwsProblem if it cannot be read; of kind ABSENT if the table does not exist
   */
  public Optional<JournalItem> read(String keyStoreId) {
    return Problems.translated(
        session,
        "dynamodb:GetItem",
        () -> {
          try {
            Map<String, AttributeValue> item =
                dynamo
                    .getItem(
                        r ->
                            r.tableName(table)
                                .key(Map.of(KEY, AttributeValue.fromS(keyStoreId)))
                                .consistentRead(true))
                    .item();
            return item.isEmpty() ? Optional.empty() : Optional.of(item(keyStoreId, item));
          } catch (ResourceNotFoundException e) {
            throw absent();
          }
        });
  }

  private static JournalItem item(String keyStoreId, Map<String, AttributeValue> item) {
    return new JournalItem(
        keyStoreId,
        version(item.get("version")),
        text(item.get("journal")),
        text(item.get("execution")),
        text(item.get("updatedAt")));
  }

  /** An item written by hand may lack any attribute. */
  private static long version(@Nullable AttributeValue value) {
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }

  private static String text(@Nullable AttributeValue value) {
    return value == null || value.s() == null ? "" : value.s();
  }

  /**
   * Writes an item in place of one that was read; false if someone has written since.
   *
   * @param seen the version that was read
   * @throws AwsProblem if it cannot be written
   */
  public boolean replace(JournalItem next, long seen) {
    return Problems.translated(
        session,
        "dynamodb:PutItem",
        () -> {
          try {
            dynamo.putItem(
                r ->
                    r.tableName(table)
                        .item(attributes(next))
                        .conditionExpression("version = :seen")
                        .expressionAttributeValues(Map.of(":seen", number(seen))));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          } catch (ResourceNotFoundException e) {
            throw absent();
          }
        });
  }

  private static Map<String, AttributeValue> attributes(JournalItem item) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(KEY, AttributeValue.fromS(item.keyStoreId()));
    attributes.put("version", number(item.version()));
    attributes.put("journal", AttributeValue.fromS(item.journal()));
    attributes.put("execution", AttributeValue.fromS(item.execution()));
    attributes.put("updatedAt", AttributeValue.fromS(item.updatedAt()));
    return attributes;
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private AwsProblem absent() {
    return new AwsProblem(
        AwsProblem.Kind.ABSENT,
        "Table %s does not exist in %s in this account, although the stack names it; see docs/runbook.md#the-journal."
            .formatted(table, session.region()));
  }
}
