package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A journal that ends with the run: for a dry run, which only reads, and at a custom endpoint. */
final class PassingJournal implements RunJournal {

  private final Map<String, JournalItem> items;

  /** One that begins with these items, by the ids of the key stores. */
  PassingJournal(Map<String, JournalItem> items) {
    this.items = new HashMap<>(items);
  }

  @Override
  public synchronized Optional<JournalItem> read(String keyStoreId) {
    return Optional.ofNullable(items.get(keyStoreId));
  }

  @Override
  public synchronized boolean put(JournalItem next, Predicate<Optional<JournalItem>> condition) {
    boolean fulfilled = condition.test(read(next.keyStoreId()));
    if (fulfilled) {
      items.put(next.keyStoreId(), next);
    }
    return fulfilled;
  }
}
