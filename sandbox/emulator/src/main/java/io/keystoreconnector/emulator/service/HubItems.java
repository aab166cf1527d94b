package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.HubTable;
import io.keystoreconnector.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations of Amazon DynamoDB on the table of an organization's hub. */
final class HubItems {

  /**
   * As much as one answer has.
   *
   * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">
   *     Query</a>
   */
  private static final int LARGEST_PAGE = 1024 * 1024;

  private static final String NO_KEY = "The provided key element does not match the schema";

  private final World world;
  private final HubTable table;

  HubItems(World world) {
    this.world = world;
    this.table = world.hubTable();
  }

  /** Whether a call is about this table. */
  boolean isOf(Params params) {
    Object name = params.valueOrNull("TableName");
    return HubTable.NAME.equals(name) || Items.arn(world, HubTable.NAME).equals(name);
  }

  Map<String, Object> get(Params params) {
    params.refuseAllBut("TableName", "Key", "ConsistentRead");
    var unused = params.flag("ConsistentRead", false);
    Optional<Map<String, AttributeValue>> item =
        table.get(key(Items.attributes(params, "Key"), true));
    return new Body().with("Item", item.map(Items::written).orElse(null)).json();
  }

  Map<String, Object> put(Params params) {
    Items.refuseAllButWrite(params, "Item");
    Map<String, AttributeValue> item = Items.attributes(params, "Item");
    @Nullable Condition condition = Items.condition(params);
    Items.requireFit(item);
    Items.requireCondition(condition, table.get(key(item, false)));
    table.put(item);
    return Map.of();
  }

  Map<String, Object> delete(Params params) {
    Items.refuseAllButWrite(params, "Key");
    @Nullable Condition condition = Items.condition(params);
    HubTable.Key key = key(Items.attributes(params, "Key"), true);
    Items.requireCondition(condition, table.get(key));
    table.delete(key);
    return Map.of();
  }

  /** The items of one partition. */
  Map<String, Object> query(Params params) {
    params.refuseAllBut(
        "TableName",
        "KeyConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ConsistentRead",
        "ExclusiveStartKey");
    String expression = params.text("KeyConditionExpression", Constraint.ANY_TEXT);
    Condition condition =
        ConditionExpression.read(expression, Items.values(params), Items.names(params));
    if (!(condition instanceof Condition.Equal equal)
        || !equal.attribute().equals(HubTable.PARTITION_KEY)) {
      throw AwsError.NOT_EMULATED.because(
          "This sandbox emulates only %s = :value as a KeyConditionExpression."
              .formatted(HubTable.PARTITION_KEY));
    }
    return page(params, condition::holds);
  }

  /** All items. */
  Map<String, Object> scan(Params params) {
    params.refuseAllBut("TableName", "ConsistentRead", "ExclusiveStartKey");
    return page(params, item -> true);
  }

  private Map<String, Object> page(Params params, Predicate<Map<String, AttributeValue>> wanted) {
    var unused = params.flag("ConsistentRead", false);
    HubTable.@Nullable Key after =
        params.has("ExclusiveStartKey")
            ? key(Items.attributes(params, "ExclusiveStartKey"), true)
            : null;
    List<Map<String, AttributeValue>> all =
        table.items().stream()
            .filter(wanted)
            .filter(item -> after == null || HubTable.Key.of(item).compareTo(after) > 0)
            .toList();
    List<Map<String, AttributeValue>> page = new ArrayList<>();
    int size = 0;
    for (Map<String, AttributeValue> item : all) {
      size += Items.size(item);
      if (size > LARGEST_PAGE && !page.isEmpty()) {
        break;
      }
      page.add(item);
    }
    return new Body()
        .with("Items", page.stream().map(Items::written).toList())
        .with("Count", page.size())
        .with("ScannedCount", page.size())
        .with("LastEvaluatedKey", page.size() < all.size() ? keyOf(page.getLast()) : null)
        .json();
  }

  private static Map<String, Object> keyOf(Map<String, AttributeValue> item) {
    HubTable.Key key = HubTable.Key.of(item);
    return Map.of(
        HubTable.PARTITION_KEY,
        AttributeValue.of(key.place()).toJson(),
        HubTable.SORT_KEY,
        AttributeValue.of(key.entry()).toJson());
  }

  /** The key that these attributes have, or, if so asked, are. */
  private static HubTable.Key key(Map<String, AttributeValue> attributes, boolean nothingElse) {
    if (nothingElse && attributes.size() != 2) {
      throw AwsError.VALIDATION.because(NO_KEY);
    }
    return new HubTable.Key(
        part(attributes, HubTable.PARTITION_KEY), part(attributes, HubTable.SORT_KEY));
  }

  private static String part(Map<String, AttributeValue> attributes, String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || !value.isText()) {
      throw AwsError.VALIDATION.because(NO_KEY);
    }
    return Items.notEmpty(name, value.text());
  }

  Map<String, Object> describe(Params params) {
    params.refuseAllBut("TableName");
    return Items.described(
        world,
        HubTable.NAME,
        List.of(HubTable.PARTITION_KEY, HubTable.SORT_KEY),
        table.items().size());
  }
}
