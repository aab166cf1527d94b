package io.keystoreconnector.watch.hub;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event of EventBridge. Who sent it is what EventBridge says, never what the sender wrote:
 * an account may say nothing about another one.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
 *     The structure of an event</a>
 */
final class NewsReader {

  static final String SOURCE = "keystore-connector";
  static final String STATE_CHANGED = "Key Store State Changed";
  static final String INVENTORY = "Key Store Inventory";
  static final String OUTCOME = "Key Store Connection Outcome";

  private static final String UNKNOWN = "UNKNOWN";

  private final Member member;
  private final JSONObject detail;

  private NewsReader(Member member, JSONObject detail) {
    this.member = member;
    this.detail = detail;
  }

  /**
   * Reads one.
   *
   * @throws NotNews if the connector does not send such an event
   */
  static News read(byte[] event) {
    try {
      JSONObject json = new JSONObject(new String(event, StandardCharsets.UTF_8));
      require(json.getString("source").equals(SOURCE), "it has another source");
      Member member = new Member(json.getString("account"), json.getString("region"));
      require(member.account().matches("\\d{12}"), "its account is not twelve digits");
      require(member.region().matches("[a-z0-9-]{1,64}"), "its region is not the name of a Region");
      NewsReader reader = new NewsReader(member, json.getJSONObject("detail"));
      reader.requireOwn("account", member.account());
      reader.requireOwn("region", member.region());
      return reader.news(json.getString("detail-type"));
    } catch (JSONException | DateTimeException e) {
      throw new NotNews("a field is missing or cannot be read");
    }
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new NotNews(otherwise);
    }
  }

  private void requireOwn(String field, String value) {
    require(
        !detail.has(field) || detail.getString(field).equals(value),
        "the %s in its detail is not that of its sender".formatted(field));
  }

  private News news(String detailType) {
    String connector = detail.getString("connector");
    return switch (detailType) {
      case STATE_CHANGED ->
          new News.StateChanged(
              member,
              connector,
              instant(detail, "since"),
              detail.getString("keyStoreId"),
              detail.getString("name"),
              detail.getString("to"),
              text(detail, "errorCode"),
              text(detail, "expected"));
      case INVENTORY ->
          new News.Inventory(member, connector, instant(detail, "checkedAt"), keyStores());
      case OUTCOME ->
          new News.RunEnded(
              member,
              connector,
              text(detail, "customKeyStoreId"),
              text(detail, "customKeyStoreName"),
              !detail.getString("connectionState").equals(UNKNOWN),
              run());
      default -> throw new NotNews("it has another detail-type");
    };
  }

  private Run run() {
    return new Run(
        detail.getString("outcome"),
        detail.getString("code"),
        detail.getBoolean("succeeded"),
        instant(detail, "endedAt"),
        detail.getString("executionArn"));
  }

  private List<News.Seen> keyStores() {
    JSONArray stores = detail.getJSONArray("keyStores");
    List<News.Seen> seen = new ArrayList<>();
    for (int i = 0; i < stores.length(); i++) {
      seen.add(seen(stores.getJSONObject(i)));
    }
    return seen;
  }

  private static News.Seen seen(JSONObject store) {
    return new News.Seen(
        store.getString("keyStoreId"),
        store.getString("name"),
        store.getString("type"),
        store.getBoolean("managed"),
        text(store, "state"),
        text(store, "errorCode"),
        store.has("since") ? instant(store, "since") : null,
        text(store, "expected"),
        flag(store, "usable"),
        flag(store, "openRepair"));
  }

  private static Instant instant(JSONObject json, String field) {
    return Instant.parse(json.getString(field));
  }

  private static @Nullable String text(JSONObject json, String field) {
    return json.has(field) ? json.getString(field) : null;
  }

  private static @Nullable Boolean flag(JSONObject json, String field) {
    return json.has(field) ? json.getBoolean(field) : null;
  }
}
