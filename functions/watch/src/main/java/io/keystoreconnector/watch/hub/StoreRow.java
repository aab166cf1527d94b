package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key store.
 *
 * @param connector the deployment that sent the last news about it
 * @param state null if no watch has seen it yet
 * @param connectedSince since when it was, or is, CONNECTED the last time; null if it never was
 * @param facts from the last inventory; null if there was none
 * @param run the last one; null if none is known
 * @param newsAt the time of the newest news about it
 */
record StoreRow(
    Member member,
    String keyStoreId,
    String name,
    String connector,
    @Nullable State state,
    @Nullable Instant connectedSince,
    @Nullable Facts facts,
    @Nullable Run run,
    Instant newsAt,
    long version)
    implements Row {

  /**
   * A connection state.
   *
   * @param errorCode only if it is FAILED
   * @param since it has been in this state at least since then
   * @param seenAt the last time that it is known to have been seen so
   * @param expected the state that its deployment expected at that time, CONNECTED or DISCONNECTED;
   *     null if none manages it
   */
  record State(
      String name,
      @Nullable String errorCode,
      Instant since,
      Instant seenAt,
      @Nullable String expected) {

    boolean is(String other) {
      return name.equals(other);
    }

    boolean isOffAsExpected() {
      return is("DISCONNECTED") && name.equals(expected);
    }
  }

  /**
   * What only an inventory says; null for what it did not see.
   *
   * @param seenAt the time of the inventory
   */
  record Facts(
      String type,
      boolean managed,
      @Nullable Boolean usable,
      @Nullable Boolean openRepair,
      Instant seenAt) {}

  static StoreRow first(News news, String keyStoreId, @Nullable String name) {
    return new StoreRow(
        news.member(),
        keyStoreId,
        Objects.requireNonNullElse(name, ""),
        news.connector(),
        null,
        null,
        null,
        null,
        news.at(),
        0);
  }

  @Override
  public String entry() {
    return keyStoreId;
  }

  /** With a state that was seen at some time, which is its state if nothing newer is known. */
  StoreRow seenIn(State seen) {
    return new StoreRow(
        member,
        keyStoreId,
        name,
        connector,
        state == null || !state.seenAt().isAfter(seen.seenAt()) ? seen : state,
        seen.is("CONNECTED") ? later(connectedSince, seen.since()) : connectedSince,
        facts,
        run,
        newsAt,
        version);
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }

  /** With the facts of an inventory, if no newer ones are known. */
  StoreRow with(Facts seen) {
    return new StoreRow(
        member,
        keyStoreId,
        name,
        connector,
        state,
        connectedSince,
        facts == null || !facts.seenAt().isAfter(seen.seenAt()) ? seen : facts,
        run,
        newsAt,
        version);
  }

  StoreRow after(Run ended) {
    return new StoreRow(
        member, keyStoreId, name, connector, state, connectedSince, facts, ended, newsAt, version);
  }

  /** With the names of the news, if nothing newer is known. */
  StoreRow heard(News news, @Nullable String called) {
    return news.at().isBefore(newsAt)
        ? this
        : new StoreRow(
            member,
            keyStoreId,
            Objects.requireNonNullElse(called, name),
            news.connector(),
            state,
            connectedSince,
            facts,
            run,
            news.at(),
            version);
  }
}
