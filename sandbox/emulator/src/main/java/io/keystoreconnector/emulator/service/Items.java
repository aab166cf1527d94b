package io.keystoreconnector.emulator.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items, conditions and tables in calls of DynamoDB. */
final class Items {

  private static final int LARGEST_ITEM = 400 * 1024;

  private Items() {}

  /** The attributes in a parameter, which must be there. */
  static Map<String, AttributeValue> attributes(Params params, String name) {
    Params given = params.objectOrNull(name);
    if (given == null) {
      throw Params.missing(name);
    }
    Map<String, AttributeValue> attributes = new TreeMap<>();
    given.names().forEach(n -> attributes.put(n, AttributeValue.read(given.valueOrNull(n))));
    return attributes;
  }

  /** An item as an answer has it. */
  static Map<String, Object> written(Map<String, AttributeValue> item) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> json.put(name, value.toJson()));
    return json;
  }

  /** A key's value, which must not be empty. */
  static String notEmpty(String key, String id) {
    if (id.isEmpty()) {
      throw AwsError.VALIDATION.because(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + key);
    }
    return id;
  }

  /** Refuses an item that is too large. */
  static void requireFit(Map<String, AttributeValue> item) {
    if (size(item) > LARGEST_ITEM) {
      throw AwsError.VALIDATION.because("Item size has exceeded the maximum allowed size");
    }
  }

  /** The bytes of an item. */
  static int size(Map<String, AttributeValue> item) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      size += bytes(attribute.getKey()) + bytes(attribute.getValue().text());
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** The condition of a write; null if there is none. */
  static @Nullable Condition condition(Params params) {
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

  /** The values that an expression names. */
  static Map<String, AttributeValue> values(Params params) {
    return params.has("ExpressionAttributeValues")
        ? attributes(params, "ExpressionAttributeValues")
        : Map.of();
  }

  /** The names that an expression names. */
  static Map<String, String> names(Params params) {
    Map<String, String> names = new TreeMap<>();
    Params given = params.objectOrNull("ExpressionAttributeNames");
    if (given != null) {
      given.names().forEach(name -> names.put(name, given.text(name, Constraint.ANY_TEXT)));
    }
    return names;
  }

  /** Refuses parameters of a write that are not emulated; {@code what} names what it is about. */
  static void refuseAllButWrite(Params params, String what) {
    params.refuseAllBut(
        "TableName",
        what,
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues");
  }

  /** Refuses a write whose condition the item does not meet. */
  static void requireCondition(
      @Nullable Condition condition, Optional<Map<String, AttributeValue>> item) {
    if (condition != null && !condition.holds(item.orElse(Map.of()))) {
      throw AwsError.CONDITION_FAILED.because("The conditional request failed");
    }
  }

  /** The ARN of a table. */
  static String arn(World world, String table) {
    return world.settings().arn("dynamodb", "table/" + table);
  }

  /**
   * A table as DescribeTable shows it.
   *
   * @param keys the names of its partition key and, if it has one, its sort key
   */
  static Map<String, Object> described(World world, String table, List<String> keys, int items) {
    List<String> kinds = List.of("HASH", "RANGE");
    return Map.of(
        "Table",
        new Body()
            .with("TableName", table)
            .with("TableArn", arn(world, table))
            .with("TableStatus", "ACTIVE")
            .with("CreationDateTime", world.epochSeconds(0))
            .with(
                "AttributeDefinitions",
                keys.stream()
                    .map(key -> Map.of("AttributeName", key, "AttributeType", "S"))
                    .toList())
            .with(
                "KeySchema",
                keys.stream()
                    .map(
                        key ->
                            Map.of("AttributeName", key, "KeyType", kinds.get(keys.indexOf(key))))
                    .toList())
            .with("BillingModeSummary", Map.of("BillingMode", "PAY_PER_REQUEST"))
            .with("ItemCount", items)
            .json());
  }
}
