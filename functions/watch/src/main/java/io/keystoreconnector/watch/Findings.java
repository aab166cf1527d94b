package io.keystoreconnector.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one check: a pure function of what was remembered, what is seen, and the time.
 */
final class Findings {

  private static final Duration BETWEEN_INVENTORIES = Duration.ofDays(1);

  private final @Nullable Memory before;
  private final Sight seen;
  private final Instant now;
  private final Map<String, Memory.Known> known;
  private final List<Event> events = new ArrayList<>();

  private Findings(@Nullable Memory before, Sight seen, Instant now) {
    this.before = before;
    this.seen = seen;
    this.now = now;
    this.known = known(Objects.requireNonNullElse(before, Memory.EMPTY));
    if (before != null) {
      addEvents(before);
    }
  }

  /**
   * Compares.
   *
   * @param before null if it could not be read: then nothing is known to have changed
   */
  static Findings of(@Nullable Memory before, Sight seen, Instant now) {
    return new Findings(before, seen, now);
  }

  /** What was measured. */
  List<Metric> metrics() {
    return Metric.of(seen);
  }

  /** What to put on the bus; nothing if nothing is known of the check before. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /**
   * What the next check must know. An event that the bus did not accept is not remembered as sent,
   * so the next check makes it again.
   *
   * @return null if the memory must stay as it is, because it was not read
   */
  @Nullable Memory remembering(Collection<Event> accepted) {
    if (before == null) {
      return null;
    }
    Map<String, Memory.Known> next = new HashMap<>(known);
    Instant inventoryAt = before.inventoryAt();
    for (Event event : events) {
      boolean sent = accepted.contains(event);
      switch (event) {
        case Event.StateChanged changed when !sent ->
            next.put(
                changed.keyStoreId(),
                Objects.requireNonNull(before.keyStores().get(changed.keyStoreId())));
        case Event.StateChanged changed -> {}
        case Event.Inventory inventory -> inventoryAt = sent ? now : inventoryAt;
      }
    }
    return new Memory(inventoryAt, next);
  }

  /** The key stores of now; a state that was not seen is the one from before. */
  private Map<String, Memory.Known> known(Memory memory) {
    Map<String, Memory.Known> all = new HashMap<>();
    for (KeyStore store : seen.keyStores()) {
      Memory.Known old = memory.keyStores().get(store.id());
      if (store.state() != null) {
        all.put(
            store.id(),
            old != null && isAs(old, store)
                ? new Memory.Known(old.state(), old.errorCode(), earlier(old.since()))
                : new Memory.Known(store.state(), store.errorCode(), now));
      } else if (old != null) {
        all.put(store.id(), old);
      }
    }
    return all;
  }

  /** A clock that was put back must not make a state begin in the future. */
  private Instant earlier(Instant since) {
    return since.isAfter(now) ? now : since;
  }

  private static boolean isAs(Memory.Known old, KeyStore store) {
    return old.state().equals(store.state()) && Objects.equals(old.errorCode(), store.errorCode());
  }

  private void addEvents(Memory memory) {
    for (KeyStore store : seen.keyStores()) {
      Memory.Known old = memory.keyStores().get(store.id());
      if (old != null && store.state() != null && !isAs(old, store)) {
        events.add(changed(store, old, store.state()));
      }
    }
    if (isDue(memory.inventoryAt(), now)) {
      events.add(new Event.Inventory(now, seen.keyStores().stream().map(this::item).toList()));
    }
  }

  private Event.StateChanged changed(KeyStore store, Memory.Known old, String state) {
    return new Event.StateChanged(
        store.id(),
        store.name(),
        store.type(),
        old.state(),
        state,
        store.errorCode(),
        now,
        isManaged(store),
        expectedConnected(store),
        seen.openRepairs().get(store.id()));
  }

  private boolean isManaged(KeyStore store) {
    return seen.managed().contains(store.id());
  }

  private @Nullable Boolean expectedConnected(KeyStore store) {
    return isManaged(store) ? (Boolean) seen.isExpectedConnected(store) : null;
  }

  /** Whether a check at that time sends an inventory. */
  static boolean isInventoryDue(@Nullable Memory before, Instant now) {
    return before != null && isDue(before.inventoryAt(), now);
  }

  /** Also if the last one was, by this clock, in the future. */
  private static boolean isDue(@Nullable Instant last, Instant now) {
    return last == null || last.isAfter(now) || !now.isBefore(last.plus(BETWEEN_INVENTORIES));
  }

  private Event.Item item(KeyStore store) {
    Memory.Known state = store.state() == null ? null : known.get(store.id());
    return new Event.Item(
        store,
        isManaged(store),
        state == null ? null : state.since(),
        expectedConnected(store),
        seen.usable().get(store.id()),
        seen.openRepairs().get(store.id()),
        seen.clusterOf(store));
  }
}
