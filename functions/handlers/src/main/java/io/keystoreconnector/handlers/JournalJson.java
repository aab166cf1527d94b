package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Journal;
import io.keystoreconnector.core.Journal.Line;
import io.keystoreconnector.core.Journal.LogIns;
import io.keystoreconnector.core.Journal.Purchase;
import io.keystoreconnector.core.Journal.Repair;
import io.keystoreconnector.core.Journal.Told;
import io.keystoreconnector.core.JournalView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal as JSON: what the state machine keeps in a variable, and the string that it keeps in
 * the table.
 */
final class JournalJson {

  private static final int FORMAT = 1;

  private JournalJson() {}

  /**
   * The state machine's copy of the journal.
   *
   * @param json empty if it was not read; otherwise a version, and the string if there is an entry;
   *     or why it is not available
   */
  static JournalView read(Event json) {
    if (json.has("unavailable")) {
      return new JournalView.Unavailable(json.text("unavailable"));
    }
    if (!json.has("version")) {
      return new JournalView.NotRead();
    }
    return json.has("entry")
        ? entry(json.text("entry"), Boolean.TRUE.equals(json.raw("unsaved")))
        : new JournalView.Read(Journal.EMPTY, false);
  }

  private static JournalView entry(String text, boolean unsaved) {
    try {
      Event entry = Json.object(text).map(Event::new).orElseThrow(JournalJson::unreadable);
      if (entry.number("format") != FORMAT) {
        throw unreadable();
      }
      return new JournalView.Read(journal(entry), unsaved);
    } catch (InvalidRequest e) {
      return new JournalView.Unavailable(
          "This release cannot read its entry: correct or clear it, or deploy the release that"
              + " wrote it.");
    }
  }

  private static InvalidRequest unreadable() {
    return new InvalidRequest("The journal's entry must be a JSON object of format 1.");
  }

  private static Journal journal(Event json) {
    return new Journal(
        json.has("line") ? line(json.object("line")) : null,
        json.has("repair") ? repair(json.object("repair")) : null,
        json.has("logIns") ? logIns(json.object("logIns")) : LogIns.NONE,
        json.has("told") ? told(json.object("told")) : null,
        json.texts("used"),
        json.has("hsm") ? hsm(json.object("hsm")) : null);
  }

  private static Line line(Event json) {
    return new Line(
        ActJson.kind(json, "act"),
        json.instant("at"),
        json.text("run"),
        json.optionalText("code").orElse(null),
        json.optionalText("secret").orElse(null),
        json.optionalText("secretVersion").orElse(null),
        json.optionalText("cluster").orElse(null),
        json.optionalText("zone").orElse(null));
  }

  private static Repair repair(Event json) {
    return new Repair(json.text("code"), json.instant("since"), json.text("run"));
  }

  private static LogIns logIns(Event json) {
    return new LogIns(
        json.number("failed"),
        json.optionalText("code").orElse(null),
        json.has("at") ? json.instant("at") : null,
        Boolean.TRUE.equals(json.raw("counted")));
  }

  private static Told told(Event json) {
    return new Told(
        json.text("secret"),
        json.text("version"),
        json.text("status").equals("TOLD"),
        json.instant("at"));
  }

  private static Purchase hsm(Event json) {
    return new Purchase(
        json.text("cluster"),
        json.text("zone"),
        json.optionalText("id").orElse(null),
        json.instant("at"),
        json.text("run"));
  }

  /** The variable for the next check, with the version that was read. */
  static Map<String, Object> write(JournalView view, Event before) {
    return switch (view) {
      case JournalView.NotRead notRead -> Map.of();
      case JournalView.Unavailable(String problem) -> Map.of("unavailable", problem);
      case JournalView.Read(Journal journal, boolean unsaved) ->
          Json.fields(
              "version", before.number("version"), "entry", text(journal), "unsaved", unsaved);
    };
  }

  /** What must be written down, as the version after the one that was read. */
  static Map<String, Object> toWrite(JournalView view, Event before) {
    if (!(view instanceof JournalView.Read(Journal journal, boolean unsaved))) {
      return Map.of();
    }
    int seen = before.number("version");
    return Json.fields("seen", seen, "version", seen + 1, "entry", text(journal));
  }

  private static String text(Journal journal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    if (journal.line() != null) {
      json.put("line", line(journal.line()));
    }
    if (journal.repair() != null) {
      json.put("repair", repair(journal.repair()));
    }
    if (!journal.logIns().equals(LogIns.NONE)) {
      json.put("logIns", logIns(journal.logIns()));
    }
    if (journal.told() != null) {
      json.put("told", told(journal.told()));
    }
    if (!journal.used().isEmpty()) {
      json.put("used", List.copyOf(journal.used()));
    }
    if (journal.hsm() != null) {
      json.put("hsm", hsm(journal.hsm()));
    }
    return Json.text(json);
  }

  private static Map<String, Object> line(Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("act", line.act().json());
    json.put("at", line.at().toString());
    json.put("run", line.run());
    put(json, "code", line.code());
    put(json, "secret", line.secret());
    put(json, "secretVersion", line.secretVersion());
    put(json, "cluster", line.cluster());
    put(json, "zone", line.zone());
    return json;
  }

  static Map<String, Object> repair(Repair repair) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", repair.code());
    json.put("since", repair.since().toString());
    json.put("run", repair.run());
    return json;
  }

  private static Map<String, Object> logIns(LogIns logIns) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("failed", logIns.failed());
    put(json, "code", logIns.code());
    put(json, "at", logIns.at());
    json.put("counted", logIns.counted());
    return json;
  }

  static Map<String, Object> told(Told told) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("secret", told.secret());
    json.put("version", told.version());
    json.put("status", told.answered() ? "TOLD" : "INTENDED");
    json.put("at", told.at().toString());
    return json;
  }

  static Map<String, Object> hsm(Purchase hsm) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", hsm.cluster());
    json.put("zone", hsm.zone());
    put(json, "id", hsm.id());
    json.put("status", hsm.id() == null ? "ASKED" : "BOUGHT");
    json.put("at", hsm.at().toString());
    json.put("run", hsm.run());
    return json;
  }

  private static void put(Map<String, Object> json, String field, @Nullable Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }
}
