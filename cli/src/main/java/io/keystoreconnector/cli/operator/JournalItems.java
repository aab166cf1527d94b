package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.DynamoDb;
import io.keystoreconnector.statemachine.TaskFailed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal on this machine in place of the table that a deployed workflow calls: the two calls in
 * the workflow's definition, and its one condition.
 */
record JournalItems(RunJournal journal) implements DynamoDb {

  private static final String REFUSED = "DynamoDB.AmazonDynamoDBException";
  private static final String CONDITION =
      "attribute_not_exists(keyStoreId) OR version = :seen OR (version = :next AND execution ="
          + " :execution)";

  @Override
  public Map<String, ?> call(String action, Map<String, ?> arguments) throws TaskFailed {
    try {
      return switch (action) {
        case "GetItem" -> get(arguments);
        case "PutItem" -> put(arguments);
        default -> throw new TaskFailed(REFUSED, "The journal has no " + action + ".");
      };
    } catch (UsageProblem | OutputProblem e) {
      throw new TaskFailed(REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, ?> get(Map<String, ?> arguments) {
    return journal
        .read(value(arguments.get("Key"), "keyStoreId", "S"))
        .map(item -> Map.of("Item", attributes(item)))
        .orElse(Map.of());
  }

  private Map<String, ?> put(Map<String, ?> arguments) throws TaskFailed {
    if (!CONDITION.equals(arguments.get("ConditionExpression"))) {
      throw new TaskFailed(REFUSED, "The journal on this machine expects another condition.");
    }
    Object values = arguments.get("ExpressionAttributeValues");
    long seen = Long.parseLong(value(values, ":seen", "N"));
    long next = Long.parseLong(value(values, ":next", "N"));
    String execution = value(values, ":execution", "S");
    boolean written =
        journal.put(item(arguments.get("Item")), there -> isAllowed(there, seen, next, execution));
    if (!written) {
      throw new TaskFailed(
          "DynamoDB.ConditionalCheckFailedException", "The conditional request failed");
    }
    return Map.of();
  }

  private static boolean isAllowed(
      Optional<JournalItem> there, long seen, long next, String execution) {
    return there.isEmpty()
        || there.get().version() == seen
        || (there.get().version() == next && there.get().execution().equals(execution));
  }

  private static JournalItem item(@Nullable Object item) {
    return new JournalItem(
        value(item, "keyStoreId", "S"),
        Long.parseLong(value(item, "version", "N")),
        value(item, "journal", "S"),
        value(item, "execution", "S"),
        value(item, "updatedAt", "S"));
  }

  private static Map<String, Object> attributes(JournalItem item) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("keyStoreId", Map.of("S", item.keyStoreId()));
    attributes.put("version", Map.of("N", Long.toString(item.version())));
    attributes.put("journal", Map.of("S", item.journal()));
    attributes.put("execution", Map.of("S", item.execution()));
    attributes.put("updatedAt", Map.of("S", item.updatedAt()));
    return attributes;
  }

  private static String value(@Nullable Object attributes, String name, String type) {
    return attributes instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> value
        ? Objects.toString(value.get(type), "")
        : "";
  }
}
