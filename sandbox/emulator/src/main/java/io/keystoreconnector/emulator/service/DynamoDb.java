package io.keystoreconnector.emulator.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Amazon DynamoDB, as far as the connector's journal needs it: one table, items by their key. */
final class DynamoDb implements Service {

  private static final int LARGEST_ITEM = 400 * 1024;

  private final World world;
  private final JournalTable table;

  DynamoDb(World world) {
    this.world = world;
    this.table = world.journalTable();
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("GetItem", this::get);
    operations.put("PutItem", this::put);
    operations.put("DeleteItem", this::delete);
    operations.put("DescribeTable", this::describe);
    return operations;
  }

  private Map<String, Object> get(Params params) {
    refuseOthers(params, "TableName", "Key", "ConsistentRead");
    boolean consistent = params.flag("ConsistentRead", false);
    requireTable(params, "Requested resource not found");
    String id = key(attributes(params, "Key"));
    Optional<Map<String, AttributeValue>> item =
        consistent ? table.get(id) : table.getAsItMayHaveBeen(id);
    return new Body().with("Item", item.map(DynamoDb::written).orElse(null)).json();
  }

  private Map<String, Object> put(Params params) {
    refuseOthers(
        params,
        "TableName",
        "Item",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues");
    Map<String, AttributeValue> item = attributes(params, "Item");
    @Nullable Condition condition = condition(params);
    requireTable(params, "Requested resource not found");
    requireFit(item);
    requireCondition(condition, idOf(item));
    table.put(item);
    return Map.of();
  }

  private Map<String, Object> delete(Params params) {
    refuseOthers(
        params,
        "TableName",
        "Key",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues");
    Map<String, AttributeValue> key = attributes(params, "Key");
    @Nullable Condition condition = condition(params);
    requireTable(params, "Requested resource not found");
    String id = key(key);
    requireCondition(condition, id);
    table.delete(id);
    return Map.of();
  }

  private Map<String, Object> describe(Params params) {
    refuseOthers(params, "TableName");
    requireTable(
        params,
        "Requested resource not found: Table: "
            + params.text("TableName", Constraint.TABLE_NAME)
            + " not found");
    return Map.of(
        "Table",
        new Body()
            .with("TableName", JournalTable.NAME)
            .with("TableArn", arn())
            .with("TableStatus", "ACTIVE")
            .with("CreationDateTime", world.epochSeconds(0))
            .with(
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", JournalTable.KEY, "AttributeType", "S")))
            .with(
                "KeySchema", List.of(Map.of("AttributeName", JournalTable.KEY, "KeyType", "HASH")))
            .with("BillingModeSummary", Map.of("BillingMode", "PAY_PER_REQUEST"))
            .with("ItemCount", table.items().size())
            .json());
  }

  private static void refuseOthers(Params params, String... known) {
    List<String> names = List.of(known);
    params.refuse(params.names().stream().filter(n -> !names.contains(n)).toArray(String[]::new));
  }

  private void requireTable(Params params, String otherwise) {
    String name = params.text("TableName", Constraint.TABLE_NAME);
    if (!name.equals(JournalTable.NAME) && !name.equals(arn())) {
      throw AwsError.RESOURCE_NOT_FOUND.because(otherwise);
    }
  }

  private String arn() {
    return world.settings().arn("dynamodb", "table/" + JournalTable.NAME);
  }

  private static Map<String, AttributeValue> attributes(Params params, String name) {
    Params given = params.objectOrNull(name);
    if (given == null) {
      throw Params.missing(name);
    }
    Map<String, AttributeValue> attributes = new TreeMap<>();
    given.names().forEach(n -> attributes.put(n, AttributeValue.read(given.valueOrNull(n))));
    return attributes;
  }

  private static Map<String, Object> written(Map<String, AttributeValue> item) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> json.put(name, value.toJson()));
    return json;
  }

  /** A key is the partition key and nothing else. */
  private static String key(Map<String, AttributeValue> key) {
    AttributeValue id = key.get(JournalTable.KEY);
    if (key.size() != 1 || id == null || !id.isText()) {
      throw AwsError.VALIDATION.because("The provided key element does not match the schema");
    }
    return notEmpty(id.text());
  }

  private static String idOf(Map<String, AttributeValue> item) {
    AttributeValue id = item.get(JournalTable.KEY);
    if (id == null) {
      throw AwsError.VALIDATION.because(
          "One or more parameter values were invalid: Missing the key "
              + JournalTable.KEY
              + " in the item");
    }
    if (!id.isText()) {
      throw AwsError.VALIDATION.because(
          "One or more parameter values were invalid: Type mismatch for key %s expected: S actual: %s"
              .formatted(JournalTable.KEY, id.type()));
    }
    return notEmpty(id.text());
  }

  private static String notEmpty(String id) {
    if (id.isEmpty()) {
      throw AwsError.VALIDATION.because(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + JournalTable.KEY);
    }
    return id;
  }

  private static void requireFit(Map<String, AttributeValue> item) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      size += bytes(attribute.getKey()) + bytes(attribute.getValue().text());
    }
    if (size > LARGEST_ITEM) {
      throw AwsError.VALIDATION.because("Item size has exceeded the maximum allowed size");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static @Nullable Condition condition(Params params) {
    String expression = params.textOrNull("ConditionExpression", Constraint.ANY_TEXT);
    if (expression != null) {
      return ConditionExpression.read(expression, values(params), names(params));
    }
    for (String name : List.of("ExpressionAttributeNames", "ExpressionAttributeValues")) {
      if (params.has(name)) {
        throw AwsError.VALIDATION.because(
            name + " can only be specified when using expressions: ConditionExpression is null");
      }
    }
    return null;
  }

  private static Map<String, AttributeValue> values(Params params) {
    return params.has("ExpressionAttributeValues")
        ? attributes(params, "ExpressionAttributeValues")
        : Map.of();
  }

  private static Map<String, String> names(Params params) {
    Map<String, String> names = new TreeMap<>();
    Params given = params.objectOrNull("ExpressionAttributeNames");
    if (given != null) {
      given.names().forEach(name -> names.put(name, given.text(name, Constraint.ANY_TEXT)));
    }
    return names;
  }

  private void requireCondition(@Nullable Condition condition, String id) {
    if (condition != null && !condition.holds(table.get(id).orElse(Map.of()))) {
      throw AwsError.CONDITION_FAILED.because("The conditional request failed");
    }
  }

  @Override
  public String name() {
    return "dynamodb";
  }

  @Override
  public String targetPrefix() {
    return "DynamoDB_20120810";
  }

  @Override
  public AwsError internalError() {
    return AwsError.TABLE_INTERNAL;
  }

  @Override
  public Wire wire() {
    return JsonWire.VERSION_1_0;
  }

  /** A throttled table has its own error. */
  @Override
  public AwsError spelled(AwsError error) {
    return error == AwsError.THROTTLING ? AwsError.CAPACITY_EXCEEDED : error;
  }
}
