package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers each key store as it was before a write, so that a Describe can be stale. All
 * operations on key stores are eventually consistent:
 * https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html
 */
final class StaleReads {

  /** The state before a write; null if the store did not exist. */
  private record Before(String id, long writtenAt, @Nullable KeyStoreSnapshot snapshot) {}

  private final WorldClock clock;
  private final Settings settings;
  private final Ids ids;
  private final List<Before> writes = new ArrayList<>();

  StaleReads(WorldClock clock, Settings settings, Ids ids) {
    this.clock = clock;
    this.settings = settings;
    this.ids = ids;
  }

  void beforeWrite(KeyStore store) {
    writes.add(new Before(store.id(), clock.moment(), KeyStoreSnapshot.of(store)));
  }

  void beforeCreate(KeyStore store) {
    writes.add(new Before(store.id(), clock.moment(), null));
  }

  /** Each store as it was before a write, and when that was, as far as it still matters. */
  List<?> writes() {
    forget();
    return List.copyOf(writes);
  }

  private void forget() {
    long horizon = clock.moment() - settings.staleSeconds() * 1000L;
    writes.removeIf(w -> w.writtenAt() <= horizon);
  }

  /** Replaces the current state with the earlier one, for every store written to a moment ago. */
  List<KeyStoreSnapshot> recall(List<KeyStoreSnapshot> truth) {
    forget();
    Map<String, Optional<KeyStoreSnapshot>> seen = new LinkedHashMap<>();
    truth.forEach(d -> seen.put(d.id(), Optional.of(d)));
    for (Before write : writes.reversed()) {
      if (stale(write.id())) {
        seen.put(write.id(), Optional.ofNullable(write.snapshot()));
      }
    }
    return seen.values().stream().flatMap(Optional::stream).toList();
  }

  private boolean stale(String id) {
    return switch (settings.staleness()) {
      case ALWAYS -> true;
      case SOMETIMES -> ids.coin("stale " + id + clock.moment());
    };
  }
}
