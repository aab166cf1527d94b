package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.HubTable;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amazon DynamoDB, as far as the connector needs it: the journal's table, whose items are found by
 * their key, and the {@link HubItems table} of an organization's hub.
 */
final class DynamoDb implements Service {

  static final String NOT_FOUND = "Requested resource not found";

  private final World world;
  private final JournalTable table;
  private final HubItems hub;

  DynamoDb(World world) {
    this.world = world;
    this.table = world.journalTable();
    this.hub = new HubItems(world);
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("GetItem", either(this::get, hub::get));
    operations.put("PutItem", either(this::put, hub::put));
    operations.put("DeleteItem", either(this::delete, hub::delete));
    operations.put("DescribeTable", either(this::describe, hub::describe));
    operations.put("Query", either(this::refuse, hub::query));
    operations.put("Scan", either(this::refuse, hub::scan));
    return operations;
  }

  private Operation either(Operation ofJournal, Operation ofHub) {
    return params -> (hub.isOf(params) ? ofHub : ofJournal).answer(params);
  }

  /** The journal is read by key only. */
  private Map<String, Object> refuse(Params params) {
    requireTable(params, NOT_FOUND);
    throw AwsError.NOT_EMULATED.because(
        "This sandbox emulates Query and Scan only of the table " + HubTable.NAME + ".");
  }

  private Map<String, Object> get(Params params) {
    params.refuseAllBut("TableName", "Key", "ConsistentRead");
    boolean consistent = params.flag("ConsistentRead", false);
    requireTable(params, NOT_FOUND);
    String id = key(Items.attributes(params, "Key"));
    Optional<Map<String, AttributeValue>> item =
        consistent ? table.get(id) : table.getAsItMayHaveBeen(id);
    return new Body().with("Item", item.map(Items::written).orElse(null)).json();
  }

  private Map<String, Object> put(Params params) {
    Items.refuseAllButWrite(params, "Item");
    Map<String, AttributeValue> item = Items.attributes(params, "Item");
    @Nullable Condition condition = Items.condition(params);
    requireTable(params, NOT_FOUND);
    Items.requireFit(item);
    Items.requireCondition(condition, table.get(idOf(item)));
    table.put(item);
    return Map.of();
  }

  private Map<String, Object> delete(Params params) {
    Items.refuseAllButWrite(params, "Key");
    Map<String, AttributeValue> key = Items.attributes(params, "Key");
    @Nullable Condition condition = Items.condition(params);
    requireTable(params, NOT_FOUND);
    String id = key(key);
    Items.requireCondition(condition, table.get(id));
    table.delete(id);
    return Map.of();
  }

  private Map<String, Object> describe(Params params) {
    params.refuseAllBut("TableName");
    requireTable(
        params,
        NOT_FOUND + ": Table: " + params.text("TableName", Constraint.TABLE_NAME) + " not found");
    return Items.described(
        world, JournalTable.NAME, List.of(JournalTable.KEY), table.items().size());
  }

  private void requireTable(Params params, String otherwise) {
    String name = params.text("TableName", Constraint.TABLE_NAME);
    if (!name.equals(JournalTable.NAME) && !name.equals(Items.arn(world, JournalTable.NAME))) {
      throw AwsError.RESOURCE_NOT_FOUND.because(otherwise);
    }
  }

  /** A key is the partition key and nothing else. */
  private static String key(Map<String, AttributeValue> key) {
    AttributeValue id = key.get(JournalTable.KEY);
    if (key.size() != 1 || id == null || !id.isText()) {
      throw AwsError.VALIDATION.because("The provided key element does not match the schema");
    }
    return Items.notEmpty(JournalTable.KEY, id.text());
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
    return Items.notEmpty(JournalTable.KEY, id.text());
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
