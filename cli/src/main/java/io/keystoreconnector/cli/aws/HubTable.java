package io.keystoreconnector.cli.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The table of an organization's hub: one item for each key store, one for each account. */
public final class HubTable {

  private static final String OF_ACCOUNT = "inventory";

  private final Session session;
  private final String table;
  private final DynamoDbClient dynamo;

  /** The one with this name that the session reaches. */
  public HubTable(Session session, String table) {
    this.session = session;
    this.table = table;
    this.dynamo = session.client(DynamoDbClient.builder());
  }

  /** Its name. */
  public String name() {
    return table;
  }

  /** What the hub knows, by account, Region and name. */
  public record Contents(List<HubStore> stores, List<HubAccount> accounts) {

    /** In that order. */
    public Contents {
      stores =
          stores.stream()
              .sorted(
                  Comparator.comparing(HubStore::account)
                      .thenComparing(HubStore::region)
                      .thenComparing(HubStore::name)
                      .thenComparing(HubStore::id))
              .toList();
      accounts =
          accounts.stream()
              .sorted(Comparator.comparing(HubAccount::account).thenComparing(HubAccount::region))
              .toList();
    }
  }

  /**
   * All of it.
   *
   * @throws AwsProblem if it cannot be read; of kind ABSENT if the table does not exist
   */
  public Contents read() {
    List<Map<String, AttributeValue>> items =
        Problems.translated(
            session,
            "dynamodb:Scan",
            () -> {
              try {
                return dynamo
                    .scanPaginator(r -> r.tableName(table).consistentRead(true))
                    .items()
                    .stream()
                    .toList();
              } catch (ResourceNotFoundException e) {
                throw absent();
              }
            });
    return new Contents(
        items.stream().filter(item -> !isOfAccount(item)).map(HubTable::store).toList(),
        items.stream().filter(HubTable::isOfAccount).map(HubTable::account).toList());
  }

  private static boolean isOfAccount(Map<String, AttributeValue> item) {
    return OF_ACCOUNT.equals(text(item, "entry"));
  }

  private static HubStore store(Map<String, AttributeValue> item) {
    return new HubStore(
        required(item, "account"),
        required(item, "region"),
        required(item, "keyStoreId"),
        required(item, "name"),
        text(item, "type"),
        text(item, "state"),
        text(item, "errorCode"),
        text(item, "since"),
        flag(item, "managed"),
        text(item, "expected"),
        text(item, "needs"),
        text(item, "runOutcome"),
        text(item, "runCode"),
        text(item, "runEndedAt"),
        text(item, "runExecution"),
        required(item, "newsAt"));
  }

  private static HubAccount account(Map<String, AttributeValue> item) {
    return new HubAccount(
        required(item, "account"),
        required(item, "region"),
        text(item, "inventoryAt"),
        text(item, "silentSince"));
  }

  /** An item written by hand may lack any attribute. */
  private static String required(Map<String, AttributeValue> item, String name) {
    String text = text(item, name);
    return text == null ? "" : text;
  }

  private static @Nullable String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  private static @Nullable Boolean flag(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.bool();
  }

  private AwsProblem absent() {
    return new AwsProblem(
        AwsProblem.Kind.ABSENT,
        "Table %s does not exist in %s in this account: check --table, --region and --profile for those of the hub."
            .formatted(table, session.region()));
  }
}
