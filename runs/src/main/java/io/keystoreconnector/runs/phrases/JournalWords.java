package io.keystoreconnector.runs.phrases;

import io.keystoreconnector.runs.json.JsonTree;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the journal remembers about a key store, in words: all of it, or as a report has it. */
public final class JournalWords {

  /** One thing that is remembered, with a label. */
  public record Row(String label, String text) {

    /** The two in one line. */
    public String sentence() {
      return label.equals(UNANSWERED) ? text : label + " " + text;
    }
  }

  private static final String UNANSWERED = "unanswered";

  /** Failed logins without new evidence; one more with new versions of the secret. */
  private static final int ALLOWED = 2;

  private static final int ALLOWED_WITH_NEW_SECRETS = 3;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private JournalWords() {}

  /** All that a journal remembers; empty if it is nothing. */
  public static List<Row> of(JsonTree journal) {
    List<Row> rows = new ArrayList<>();
    add(rows, UNANSWERED, journal.object("line").map(JournalWords::line));
    add(rows, "repair", journal.object("repair").map(JournalWords::repair));
    add(rows, "logins", logIns(journal));
    add(rows, "secret", journal.object("told").map(JournalWords::told));
    add(rows, "used up", used(journal.get("used").elements()));
    add(rows, "HSM", journal.object("hsm").map(JournalWords::hsm));
    return rows;
  }

  /**
   * What a report says is remembered; empty if it says nothing about it.
   *
   * @param unavailable why the journal could not be read; empty if it could
   */
  public static List<Row> ofReport(JsonTree journal, String unavailable) {
    List<Row> rows = new ArrayList<>(of(journal));
    if (!unavailable.isEmpty()) {
      rows.add(new Row("journal", "not available: " + unavailable));
    }
    return rows;
  }

  /** In short, the rows of a journal that say that a key store is not at rest. */
  public static List<Row> pressing(JsonTree journal) {
    Map<Object, Object> inShort = new HashMap<>(journal.fields());
    Map<Object, Object> logIns = new HashMap<>(journal.get("logIns").fields());
    logIns.remove("at");
    inShort.put("logIns", logIns);
    return of(new JsonTree(inShort)).stream()
        .filter(row -> List.of(UNANSWERED, "repair", "logins").contains(row.label()))
        .toList();
  }

  /** All of it in one line. */
  public static String summary(JsonTree journal) {
    List<Row> rows = of(journal);
    return rows.isEmpty()
        ? "nothing remembered"
        : rows.stream().map(Row::sentence).collect(Collectors.joining("; "));
  }

  private static String line(JsonTree line) {
    return "%s was started at %s%s; its result was not recorded"
        .formatted(ActionWords.step(line.text("act")), moment(line.text("at")), by(line));
  }

  private static String repair(JsonTree repair) {
    return "open since %s, after %s%s"
        .formatted(moment(repair.text("since")), repair.text("code"), by(repair));
  }

  /** How many failed logins are allowed, by the report or otherwise by the rule. */
  public static int allowed(JsonTree journal) {
    JsonTree logIns = journal.get("logIns");
    if (logIns.get("allowed").value() instanceof Number told) {
      return told.intValue();
    }
    return journal.fields().containsKey("told") || logIns.number("failed") > ALLOWED
        ? ALLOWED_WITH_NEW_SECRETS
        : ALLOWED;
  }

  private static Optional<String> logIns(JsonTree journal) {
    JsonTree logIns = journal.get("logIns");
    int failed = logIns.number("failed");
    if (failed == 0) {
      return Optional.empty();
    }
    String at = logIns.text("at");
    String last =
        at.isEmpty()
            ? ""
            : "; the last failed at %s with %s".formatted(moment(at), logIns.text("code"));
    return Optional.of(
        "%d of %d used%s; %s".formatted(failed, allowed(journal), last, further(failed)));
  }

  private static String further(int failed) {
    if (failed >= ALLOWED_WITH_NEW_SECRETS) {
      return "only --password-told allows another";
    }
    return failed >= ALLOWED
        ? "only a new version of the secret, or --password-told, allows another"
        : "a third requires a new version of the secret";
  }

  private static String told(JsonTree told) {
    String which = "version %s of %s".formatted(told.text("version"), told.text("secret"));
    String at = moment(told.text("at"));
    return told.text("status").equals("INTENDED")
        ? "%s was to be sent to KMS at %s; it is unknown whether KMS accepted it"
            .formatted(which, at)
        : "%s was sent to KMS at %s".formatted(which, at);
  }

  private static Optional<String> used(List<JsonTree> used) {
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: never sent to KMS again"
                .formatted(used.stream().map(JsonTree::text).collect(Collectors.joining(", "))));
  }

  private static String hsm(JsonTree hsm) {
    String where = "in %s of %s".formatted(hsm.text("zone"), hsm.text("cluster"));
    String when = moment(hsm.text("at")) + by(hsm);
    return hsm.text("status").equals("ASKED")
        ? "one was requested %s at %s; it is unknown whether CloudHSM created it"
            .formatted(where, when)
        : "%s was bought %s at %s".formatted(hsm.text("id"), where, when);
  }

  /** By which run, with only its name; its ARN is in the JSON. */
  private static String by(JsonTree entry) {
    String arn = entry.text("run");
    return arn.isEmpty() ? "" : ", by run " + runName(arn);
  }

  /** The name of a run by its ARN; anything else, written by hand, stays as it is. */
  public static String runName(String arn) {
    return arn.startsWith("arn:") ? arn.substring(arn.lastIndexOf(':') + 1) : arn;
  }

  /** What a step read from the table. */
  public static String read(JsonTree journal) {
    return "read: " + summary(journal);
  }

  /** What a step wrote to the table. */
  public static String written(JsonTree journal) {
    String act = journal.get("line").text("act");
    return "written down: " + (act.isEmpty() ? "the result" : ActionWords.step(act));
  }

  /** A moment as people read it; anything else stays as it is. */
  public static String moment(String time) {
    try {
      return MOMENT.format(Instant.parse(time));
    } catch (DateTimeParseException e) {
      return time;
    }
  }

  private static void add(List<Row> rows, String label, Optional<String> text) {
    text.ifPresent(found -> rows.add(new Row(label, found)));
  }
}
