package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.HubAccount;
import io.keystoreconnector.cli.aws.HubStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key stores of an organization, as its hub knows them.
 *
 * @param stores those that are asked for
 * @param accounts those that are asked for, each in one Region
 * @param known how many key stores the hub knows in all
 */
record Company(List<HubStore> stores, List<HubAccount> accounts, int known) {

  private static final String CONNECTED = "CONNECTED";

  Company {
    stores = List.copyOf(stores);
    accounts = List.copyOf(accounts);
  }

  /** How many are CONNECTED. */
  long connected() {
    return stores.stream().filter(store -> CONNECTED.equals(store.state())).count();
  }

  /** The accounts that send nothing any more. */
  List<HubAccount> silent() {
    return accounts.stream().filter(account -> account.silentSince() != null).toList();
  }

  /** How many need a person. */
  long needed() {
    return stores.stream().filter(store -> store.needs() != null).count();
  }

  /** Whether a person must do something: about a key store, or a silent account. */
  boolean needsAPerson() {
    return needed() > 0 || !silent().isEmpty();
  }

  Map<String, @Nullable Object> json(String region, String table) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("region", region);
    json.put("table", table);
    json.put("known", known);
    json.put("keyStores", stores.stream().map(Company::json).toList());
    json.put("accounts", accounts.stream().map(Company::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(HubStore store) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("account", store.account());
    json.put("region", store.region());
    json.put("id", store.id());
    json.put("name", store.name());
    json.put("type", store.type());
    json.put("connectionState", store.state());
    json.put("connectionErrorCode", store.errorCode());
    json.put("since", store.since());
    json.put("managed", store.managed());
    json.put("expected", store.expected());
    json.put("needs", store.needs());
    json.put("lastRun", store.runCode() == null ? null : run(store));
    json.put("newsAt", store.newsAt());
    return json;
  }

  private static Map<String, @Nullable Object> run(HubStore store) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("outcome", store.runOutcome());
    json.put("code", store.runCode());
    json.put("endedAt", store.runEndedAt());
    json.put("executionArn", store.runExecution());
    return json;
  }

  private static Map<String, @Nullable Object> json(HubAccount account) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("account", account.account());
    json.put("region", account.region());
    json.put("inventoryAt", account.inventoryAt());
    json.put("silentSince", account.silentSince());
    return json;
  }
}
