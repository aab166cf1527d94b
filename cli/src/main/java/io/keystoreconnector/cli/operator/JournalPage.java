package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.JournalWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a journal remembers about one key store.
 *
 * @param id of the key store
 * @param name of it; null if it is not known
 * @param where the journal is
 * @param item as it was read; null if nothing was ever written
 */
record JournalPage(
    String id, @Nullable String name, JournalKeeper where, @Nullable JournalItem item) {

  /** The same with another item. */
  JournalPage with(JournalItem other) {
    return new JournalPage(id, name, where, other);
  }

  void print(Page page) {
    row(page, "key store", name == null ? id : "%s (%s)".formatted(name, id));
    row(page, "kept in", where.where());
    if (item == null) {
      row(page, "remembered", "nothing; no run has recorded anything for it");
      return;
    }
    List<JournalWords.Row> rows = JournalWords.of(JsonTree.parsed(item.journal()));
    if (isUnreadable()) {
      row(page, "remembered", "unknown: what is stored there is not a journal of format 1");
    } else if (rows.isEmpty()) {
      row(page, "remembered", "nothing");
    }
    rows.forEach(row -> row(page, row.label(), row.text()));
    row(
        page,
        "written",
        "%s, version %d, by %s"
            .formatted(JournalWords.moment(item.updatedAt()), item.version(), item.execution()));
  }

  private static void row(Page page, String label, String text) {
    page.row(Style.PLAIN, text, FinalReport.part(Style.QUIET, label));
  }

  /** Whether it holds something that a run cannot read. */
  boolean isUnreadable() {
    return item != null
        && !(JsonTree.parsed(item.journal()).get("format").value() instanceof Number format
            && format.intValue() == 1);
  }

  /** Whether there is anything to clear. */
  boolean remembersSomething() {
    return item != null
        && (isUnreadable() || !JournalWords.of(JsonTree.parsed(item.journal())).isEmpty());
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> store = new LinkedHashMap<>();
    store.put("id", id);
    store.put("name", name);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("keyStore", store);
    json.put("keptIn", where.json());
    json.put("version", item == null ? null : item.version());
    json.put("execution", item == null ? null : item.execution());
    json.put("updatedAt", item == null ? null : item.updatedAt());
    json.put("journal", item == null ? null : JsonTree.parsed(item.journal()).fields());
    return json;
  }
}
