package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All databases, and what becomes of them while the key store with their key is not CONNECTED. They
 * do not recover by themselves:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 */
public final class Databases {

  /** Seven days. */
  static final long RECOVERABLE_MILLIS = 7 * 86_400_000L;

  private final WorldClock clock;
  private final Journal journal;
  private final Settings settings;
  private final KeyStores keyStores;
  final List<Database> all = new ArrayList<>();

  Databases(WorldClock clock, Journal journal, Settings settings, KeyStores keyStores) {
    this.clock = clock;
    this.journal = journal;
    this.settings = settings;
    this.keyStores = keyStores;
  }

  /** Every database of this kind, in the order of the world file. */
  public List<Database> all(Database.Kind kind) {
    return all.stream().filter(database -> database.identity().kind() == kind).toList();
  }

  /** The next moment at which the status of a database may change. */
  long nextDue() {
    return all.stream()
        .mapToLong(database -> Objects.requireNonNullElse(database.due, Long.MAX_VALUE))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  void settle() {
    all.forEach(this::settle);
  }

  private void settle(Database database) {
    switch (database.status) {
      case AVAILABLE -> watchKey(database);
      case RECOVERABLE -> {
        if (isDue(database)) {
          move(database, Database.Status.INACCESSIBLE);
          database.due = null;
        }
      }
      case INACCESSIBLE -> {}
    }
  }

  private void watchKey(Database database) {
    if (keyIsUsable(database)) {
      database.due = null;
    } else if (database.due == null) {
      database.due = clock.moment() + settings.databaseSeconds() * 1000L;
    } else if (isDue(database)) {
      move(database, Database.Status.RECOVERABLE);
      database.due = clock.moment() + RECOVERABLE_MILLIS;
    }
  }

  /** A key that is in no key store can always be used. */
  private boolean keyIsUsable(Database database) {
    return keyStores
        .holding(database.identity().key())
        .map(store -> store.state() == ConnectionState.CONNECTED)
        .orElse(true);
  }

  private boolean isDue(Database database) {
    return database.due != null && database.due <= clock.moment();
  }

  private void move(Database database, Database.Status to) {
    database.status = to;
    journal.happened("DATABASE_STATUS", database.identity().name(), "to", to.wireName());
  }
}
