package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** News and rows for the tests. */
final class Reported {

  static final Member MEMBER = new Member("111122223333", "eu-central-1");
  static final String STORE = "cks-1234567890abcdef0";
  static final String CONNECTOR = "payments-connector";
  static final String RUN =
      "arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:nightly";

  private Reported() {}

  /** Some minutes after three o'clock. */
  static Instant at(int minutes) {
    return Instant.parse("2026-11-23T03:00:00Z").plusSeconds(60L * minutes);
  }

  static News.StateChanged changed(int minute, String state, @Nullable String errorCode) {
    return changed(minute, state, errorCode, "CONNECTED");
  }

  static News.StateChanged changed(
      int minute, String state, @Nullable String errorCode, @Nullable String expected) {
    return new News.StateChanged(
        MEMBER, CONNECTOR, at(minute), STORE, "payments", state, errorCode, expected);
  }

  static News.RunEnded run(int minute, String outcome, String code) {
    return new News.RunEnded(
        MEMBER,
        CONNECTOR,
        STORE,
        "payments",
        true,
        new Run(outcome, code, outcome.equals(code), at(minute), RUN));
  }

  static News.Inventory inventory(int minute, News.Seen... seen) {
    return new News.Inventory(MEMBER, CONNECTOR, at(minute), List.of(seen));
  }

  static News.Seen seen(String keyStoreId, @Nullable String state, int sinceMinute) {
    return new News.Seen(
        keyStoreId,
        "payments",
        "AWS_CLOUDHSM",
        true,
        state,
        null,
        state == null ? null : at(sinceMinute),
        "CONNECTED",
        null,
        false);
  }

  /** What is known after these news, as the table would have it. */
  static Known after(News... news) {
    return after(Arrays.asList(news));
  }

  static Known after(List<? extends News> news) {
    Map<String, Row> table = new HashMap<>();
    for (News each : news) {
      Changes changes = Recording.of(each, Known.of(List.copyOf(table.values())));
      changes.removed().forEach(row -> table.remove(row.entry()));
      changes.written().forEach(row -> table.put(row.entry(), RowFields.read(RowFields.of(row))));
    }
    return Known.of(List.copyOf(table.values()));
  }

  /** The only key store that is known then. */
  static StoreRow only(News... news) {
    Map<String, StoreRow> stores = after(news).keyStores();
    if (stores.size() != 1) {
      throw new AssertionError(stores);
    }
    return stores.values().iterator().next();
  }
}
