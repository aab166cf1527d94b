package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes sure that a key store exists before anything is started for it. */
record KnownStore(Session session) {

  /**
   * What is known about it; empty for a caller who is not allowed to describe it but may still
   * start a run, which checks for itself.
   *
   * @throws UsageProblem if the key store does not exist
   */
  Optional<KeyStoreFacts> require(StoreName store) {
    try {
      return Optional.of(describe(store));
    } catch (AwsProblem e) {
      if (e.kind() == AwsProblem.Kind.DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What is known about it.
   *
   * @throws UsageProblem if the key store does not exist
   * @throws AwsProblem if it cannot be read
   */
  KeyStoreFacts describe(StoreName store) {
    KeyStores stores = new KeyStores(session);
    return stores
        .find(store)
        .orElseThrow(
            () ->
                new UsageProblem(
                    "Key store %s does not exist in %s in this account; ./connector status lists those that do.%s%s"
                        .formatted(
                            store,
                            session.region(),
                            suggestion(stores, store),
                            ExpandedPattern.hint(store.text()))));
  }

  private static String suggestion(KeyStores stores, StoreName store) {
    try {
      return suggestion(store.text(), stores.all());
    } catch (AwsProblem e) {
      return "";
    }
  }

  /** Asks whether one of these key stores is meant, which is called almost so; empty if none is. */
  static String suggestion(String word, List<KeyStoreFacts> stores) {
    List<String> known =
        stores.stream().flatMap(store -> Stream.of(store.name(), store.id())).toList();
    return DidYouMean.almost(word, known).map(" Did you mean %s?"::formatted).orElse("");
  }
}
