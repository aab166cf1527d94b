package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.JournalWords;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about key stores: by the deployment, or by this machine if nothing is
 * deployed. A caller who is not allowed to read it still sees the rest.
 *
 * @param items by the ids of the key stores
 * @param note why it is not known, in one sentence; empty if it is
 */
record KnownJournals(Map<String, JournalItem> items, String note) {

  /** Nothing is known. */
  static final KnownJournals NONE = new KnownJournals(Map.of(), "");

  /** Looks it up. */
  static KnownJournals of(
      Session session,
      Optional<DeployedConnector> deployed,
      LocalJournals locals,
      List<KeyStoreFacts> stores) {
    try {
      Optional<? extends JournalKeeper> keeper =
          deployed.isPresent() ? deployed.get().journal(session) : locals.ifAny(session);
      Map<String, JournalItem> items = new HashMap<>();
      keeper.ifPresent(
          where ->
              stores.forEach(
                  store -> where.read(store.id()).ifPresent(item -> items.put(store.id(), item))));
      return new KnownJournals(Map.copyOf(items), "");
    } catch (AwsProblem | UsageProblem e) {
      return new KnownJournals(Map.of(), "The journal could not be read. " + e.getMessage());
    }
  }

  /** What shows that a key store is not at rest; empty if nothing does. */
  List<JournalWords.Row> pressing(String keyStoreId) {
    return JournalWords.pressing(tree(keyStoreId));
  }

  private JsonTree tree(String keyStoreId) {
    JournalItem item = items.get(keyStoreId);
    return item == null ? JsonTree.EMPTY : JsonTree.parsed(item.journal());
  }

  /** The same for programs; null if there is nothing. */
  @Nullable Map<String, Object> json(String keyStoreId) {
    Map<String, Object> json = new LinkedHashMap<>();
    JsonTree tree = tree(keyStoreId);
    for (String name : List.of("line", "repair")) {
      if (tree.get(name).isObject()) {
        json.put(name, tree.get(name).fields());
      }
    }
    JsonTree logIns = tree.get("logIns");
    if (logIns.isObject()) {
      Map<Object, Object> counted = new LinkedHashMap<>(logIns.fields());
      counted.put("allowed", JournalWords.allowed(tree));
      json.put("logIns", counted);
    }
    return json.isEmpty() ? null : json;
  }
}
