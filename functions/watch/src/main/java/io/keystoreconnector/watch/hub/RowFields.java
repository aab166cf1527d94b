package io.keystoreconnector.watch.hub;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a row, as docs/company.md lists them: strings, numbers and flags. Unknown
 * values are left out.
 */
final class RowFields {

  static final String PLACE = "place";
  static final String ENTRY = "entry";
  static final String VERSION = "version";

  private final Map<String, Object> fields;

  private RowFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The attributes, with the version that the row has once it is written. */
  static Map<String, Object> of(Row row) {
    RowFields fields = new RowFields(new LinkedHashMap<>());
    fields.put(PLACE, row.member().place());
    fields.put(ENTRY, row.entry());
    fields.put("account", row.member().account());
    fields.put("region", row.member().region());
    switch (row) {
      case MemberRow member -> fields.put(member);
      case StoreRow store -> fields.put(store);
    }
    fields.put(VERSION, row.version() + 1);
    return fields.fields;
  }

  private void put(MemberRow row) {
    put("connector", row.connector());
    put("firstNewsAt", row.firstNewsAt());
    put("newsAt", row.newsAt());
    put("inventoryAt", row.inventoryAt());
    put("keyStores", (long) row.keyStores());
    put("silentSince", row.silentSince());
  }

  private void put(StoreRow row) {
    put("keyStoreId", row.keyStoreId());
    put("name", row.name());
    put("connector", row.connector());
    put("needs", Needs.of(row));
    put("newsAt", row.newsAt());
    put("connectedSince", row.connectedSince());
    StoreRow.State state = row.state();
    if (state != null) {
      put("state", state.name());
      put("errorCode", state.errorCode());
      put("since", state.since());
      put("stateSeenAt", state.seenAt());
      put("expected", state.expected());
    }
    StoreRow.Facts facts = row.facts();
    if (facts != null) {
      put("type", facts.type());
      put("managed", facts.managed());
      put("usable", facts.usable());
      put("openRepair", facts.openRepair());
      put("inventoryAt", facts.seenAt());
    }
    Run run = row.run();
    if (run != null) {
      put("runOutcome", run.outcome());
      put("runCode", run.code());
      put("runSucceeded", run.succeeded());
      put("runEndedAt", run.endedAt());
      put("runExecution", run.execution());
    }
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value instanceof Instant ? value.toString() : value);
    }
  }

  /**
   * The row with these attributes.
   *
   * @throws RowNotReadable if it is not one of this release's
   */
  static Row read(Map<String, Object> attributes) {
    RowFields fields = new RowFields(attributes);
    try {
      Member member = new Member(fields.text("account"), fields.text("region"));
      return fields.text(ENTRY).equals(MemberRow.ENTRY)
          ? fields.member(member)
          : fields.store(member);
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new RowNotReadable(
          String.valueOf(attributes.get(PLACE)), String.valueOf(attributes.get(ENTRY)));
    }
  }

  private MemberRow member(Member member) {
    return new MemberRow(
        member,
        text("connector"),
        instant("firstNewsAt"),
        instant("newsAt"),
        instantOrNull("inventoryAt"),
        (int) number("keyStores"),
        instantOrNull("silentSince"),
        number(VERSION));
  }

  private StoreRow store(Member member) {
    return new StoreRow(
        member,
        text("keyStoreId"),
        text("name"),
        text("connector"),
        has("state")
            ? new StoreRow.State(
                text("state"),
                textOrNull("errorCode"),
                instant("since"),
                instant("stateSeenAt"),
                textOrNull("expected"))
            : null,
        instantOrNull("connectedSince"),
        has("type")
            ? new StoreRow.Facts(
                text("type"),
                Objects.requireNonNull(flagOrNull("managed")),
                flagOrNull("usable"),
                flagOrNull("openRepair"),
                instant("inventoryAt"))
            : null,
        has("runCode")
            ? new Run(
                text("runOutcome"),
                text("runCode"),
                Objects.requireNonNull(flagOrNull("runSucceeded")),
                instant("runEndedAt"),
                text("runExecution"))
            : null,
        instant("newsAt"),
        number(VERSION));
  }

  private boolean has(String name) {
    return fields.containsKey(name);
  }

  private String text(String name) {
    return (String) Objects.requireNonNull(fields.get(name));
  }

  private @Nullable String textOrNull(String name) {
    return (String) fields.get(name);
  }

  private @Nullable Boolean flagOrNull(String name) {
    return (Boolean) fields.get(name);
  }

  private long number(String name) {
    return ((Number) Objects.requireNonNull(fields.get(name))).longValue();
  }

  private Instant instant(String name) {
    return Instant.parse(text(name));
  }

  private @Nullable Instant instantOrNull(String name) {
    return has(name) ? instant(name) : null;
  }
}
