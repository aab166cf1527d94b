package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What news changes in what is known: a pure function. News may come late, twice and in any order;
 * older news never overwrites newer.
 *
 * <p>Only the watch says a key store's state. A run also knows it, but the watch reports only what
 * differs from its own last look, so a state that a run has reported might never be corrected.
 */
final class Recording {

  private final Known known;
  private final List<Row> removed = new ArrayList<>();
  private final List<Row> written = new ArrayList<>();
  private MemberRow self;

  private Recording(News news, Known known) {
    this.known = known;
    this.self = (known.self() == null ? MemberRow.first(news) : known.self()).heard(news);
  }

  /** What to write. */
  static Changes of(News news, Known known) {
    Recording recording = new Recording(news, known);
    switch (news) {
      case News.StateChanged changed -> recording.note(changed);
      case News.Inventory inventory -> recording.note(inventory);
      case News.RunEnded ended -> recording.note(ended);
    }
    return recording.changes();
  }

  /** The member's own row last: only then is an inventory complete. */
  private Changes changes() {
    if (!self.equals(known.self())) {
      written.add(self);
    }
    return new Changes(removed, written);
  }

  private void note(News.StateChanged changed) {
    StoreRow old = row(changed, changed.keyStoreId(), changed.name());
    if (old != null) {
      write(
          old.heard(changed, changed.name())
              .seenIn(
                  new StoreRow.State(
                      changed.state(),
                      changed.errorCode(),
                      changed.at(),
                      changed.at(),
                      changed.expected())));
    }
  }

  /** A run for a key store that nobody has seen makes no row. */
  private void note(News.RunEnded ended) {
    String id = ended.keyStoreId();
    if (id == null || !(ended.sawKeyStore() || known.keyStores().containsKey(id))) {
      return;
    }
    StoreRow old = row(ended, id, ended.name());
    if (old != null && (old.run() == null || !ended.at().isBefore(old.run().endedAt()))) {
      write(old.heard(ended, ended.name()).after(ended.run()));
    }
  }

  /** One that comes late removes nothing. */
  private void note(News.Inventory inventory) {
    boolean late = self.hasInventoryAfter(inventory.at());
    if (!late) {
      self = self.counted(inventory);
    }
    inventory.keyStores().forEach(seen -> note(seen, inventory));
    if (!late) {
      removeAllBut(inventory);
    }
  }

  private void removeAllBut(News.Inventory inventory) {
    Set<String> there =
        inventory.keyStores().stream().map(News.Seen::keyStoreId).collect(Collectors.toSet());
    known.keyStores().values().stream()
        .filter(row -> !there.contains(row.keyStoreId()))
        .filter(row -> !row.newsAt().isAfter(inventory.at()))
        .forEach(removed::add);
  }

  private void note(News.Seen seen, News.Inventory inventory) {
    StoreRow old = row(inventory, seen.keyStoreId(), seen.name());
    if (old == null) {
      return;
    }
    Instant at = inventory.at();
    StoreRow row =
        old.heard(inventory, seen.name())
            .with(
                new StoreRow.Facts(
                    seen.type(), seen.managed(), seen.usable(), seen.openRepair(), at));
    String state = seen.state();
    write(
        state == null
            ? row
            : row.seenIn(
                new StoreRow.State(
                    state,
                    seen.errorCode(),
                    Objects.requireNonNullElse(seen.since(), at),
                    at,
                    seen.expected())));
  }

  /**
   * The row as it is, or a new one; null if an inventory that is newer than the news does not have
   * the key store any more.
   */
  private @Nullable StoreRow row(News news, String keyStoreId, @Nullable String name) {
    StoreRow row = known.keyStores().get(keyStoreId);
    if (row != null) {
      return row;
    }
    return self.hasInventoryAfter(news.at()) ? null : StoreRow.first(news, keyStoreId, name);
  }

  private void write(StoreRow row) {
    if (!row.equals(known.keyStores().get(row.keyStoreId()))) {
      written.add(row);
    }
  }
}
