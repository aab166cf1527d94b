package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account and Region.
 *
 * @param connector the deployment that sent the last news
 * @param firstNewsAt the time of the first news
 * @param newsAt the time of the newest news
 * @param inventoryAt the time of the last inventory; null if there was none
 * @param keyStores how many the last inventory had
 * @param silentSince when people were notified that it is silent; null if it is not
 */
record MemberRow(
    Member member,
    String connector,
    Instant firstNewsAt,
    Instant newsAt,
    @Nullable Instant inventoryAt,
    int keyStores,
    @Nullable Instant silentSince,
    long version)
    implements Row {

  /** The ids of key stores begin with {@code cks-}. */
  static final String ENTRY = "inventory";

  static MemberRow first(News news) {
    return new MemberRow(news.member(), news.connector(), news.at(), news.at(), null, 0, null, 0);
  }

  @Override
  public String entry() {
    return ENTRY;
  }

  /** From when on it has sent no inventory. */
  Instant inventoryMissingSince() {
    return Objects.requireNonNullElse(inventoryAt, firstNewsAt);
  }

  /** Whether an inventory is newer than what is known at that time. */
  boolean hasInventoryAfter(Instant time) {
    return inventoryAt != null && inventoryAt.isAfter(time);
  }

  /** With the time of the news, whether they are the newest or come late. */
  MemberRow heard(News news) {
    boolean newer = news.at().isAfter(newsAt);
    return new MemberRow(
        member,
        newer ? news.connector() : connector,
        news.at().isBefore(firstNewsAt) ? news.at() : firstNewsAt,
        newer ? news.at() : newsAt,
        inventoryAt,
        keyStores,
        silentSince,
        version);
  }

  MemberRow counted(News.Inventory inventory) {
    return new MemberRow(
        member,
        connector,
        firstNewsAt,
        newsAt,
        inventory.at(),
        inventory.keyStores().size(),
        silentSince,
        version);
  }

  MemberRow silentSince(@Nullable Instant since) {
    return new MemberRow(
        member, connector, firstNewsAt, newsAt, inventoryAt, keyStores, since, version);
  }
}
