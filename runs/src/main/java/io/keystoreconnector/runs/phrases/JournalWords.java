package io.keystoreconnector.runs.phrases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** What the journal remembers of a key store, in words: whole, or as a report tells it. */
public final class JournalWords {

  /** A thing that is remembered, under a name. */
  public record Row(String label, String text) {

    /** The two in one line. */
    public String sentence() {
      return label.equals(UNANSWERED) ? text : label + " " + text;
    }
  }

  private static final String UNANSWERED = "unanswered";

  /** The error with which a run learns that another has written first. */
  public static final String LOST_RACE = "DynamoDB.ConditionalCheckFailedException";

  /** Failed log-ins without new evidence; one more with new versions of the secret. */
  private static final int ALLOWED = 2;

  private static final int ALLOWED_WITH_NEW_SECRETS = 3;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private JournalWords() {}

  /** The tree of a journal's text; empty if it is none. */
  public static Map<?, ?> tree(@Nullable String text) {
    try {
      return text == null ? Map.of() : object(JSON.std.anyFrom(text));
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  /** All that a journal remembers; empty if that is nothing. */
  public static List<Row> of(Map<?, ?> journal) {
    List<Row> rows = new ArrayList<>();
    add(rows, UNANSWERED, line(object(journal.get("line"))));
    add(rows, "repair", repair(object(journal.get("repair"))));
    add(rows, "log-ins", logIns(journal));
    add(rows, "secret", told(object(journal.get("told"))));
    add(rows, "used up", used(journal.get("used")));
    add(rows, "HSM", hsm(object(journal.get("hsm"))));
    return rows;
  }

  /** What a report says is remembered; empty if it says nothing of it. */
  public static List<Row> ofReport(Map<?, ?> report) {
    Map<?, ?> remembered = object(report.get("remembered"));
    List<Row> rows = new ArrayList<>(of(remembered));
    String unavailable = text(remembered.get("unavailable"));
    add(rows, "journal", unavailable.isEmpty() ? "" : "not available: " + unavailable);
    return rows;
  }

  /** In short, the rows of a journal that say that a key store is not at rest. */
  public static List<Row> pressing(Map<?, ?> journal) {
    Map<Object, Object> inShort = new HashMap<>(journal);
    Map<Object, Object> logIns = new HashMap<>(object(journal.get("logIns")));
    logIns.remove("at");
    inShort.put("logIns", logIns);
    return of(inShort).stream()
        .filter(row -> List.of(UNANSWERED, "repair", "log-ins").contains(row.label()))
        .toList();
  }

  /** All of it in one line. */
  public static String summary(Map<?, ?> journal) {
    List<Row> rows = of(journal);
    return rows.isEmpty()
        ? "nothing remembered"
        : rows.stream().map(Row::sentence).collect(Collectors.joining("; "));
  }

  private static String line(Map<?, ?> line) {
    return line.isEmpty()
        ? ""
        : "%s was begun at %s%s; its answer was not written down"
            .formatted(act(text(line.get("act"))), moment(line.get("at")), by(line.get("run")));
  }

  /** An act as the workflow names its step. */
  public static String act(String name) {
    return name.equals("AddHsm") ? "Add HSM" : name;
  }

  private static String repair(Map<?, ?> repair) {
    return repair.isEmpty()
        ? ""
        : "open since %s, after %s%s"
            .formatted(moment(repair.get("since")), repair.get("code"), by(repair.get("run")));
  }

  /** How many failed log-ins there may be, as a report says or as the rule is. */
  public static int allowed(Map<?, ?> journal) {
    Map<?, ?> logIns = object(journal.get("logIns"));
    if (logIns.get("allowed") instanceof Number told) {
      return told.intValue();
    }
    return journal.containsKey("told") || number(logIns.get("failed")) > ALLOWED
        ? ALLOWED_WITH_NEW_SECRETS
        : ALLOWED;
  }

  private static String logIns(Map<?, ?> journal) {
    Map<?, ?> logIns = object(journal.get("logIns"));
    int failed = number(logIns.get("failed"));
    if (failed == 0) {
      return "";
    }
    int allowed = allowed(journal);
    String last =
        logIns.get("at") == null
            ? ""
            : "; the last failed at %s with %s"
                .formatted(moment(logIns.get("at")), logIns.get("code"));
    return "%d of %d used%s; %s".formatted(failed, allowed, last, further(failed));
  }

  private static String further(int failed) {
    if (failed >= ALLOWED_WITH_NEW_SECRETS) {
      return "only a request with passwordTold allows another";
    }
    return failed >= ALLOWED
        ? "only a new version of the secret, or a request with passwordTold, allows another"
        : "a third only with a new version of the secret";
  }

  private static String told(Map<?, ?> told) {
    if (told.isEmpty()) {
      return "";
    }
    String which = "version %s of %s".formatted(told.get("version"), told.get("secret"));
    return text(told.get("status")).equals("INTENDED")
        ? "%s was to be told to KMS at %s; nobody knows whether KMS took it"
            .formatted(which, moment(told.get("at")))
        : "KMS was told %s at %s".formatted(which, moment(told.get("at")));
  }

  private static String used(@Nullable Object used) {
    return used instanceof List<?> list && !list.isEmpty()
        ? "%s: never told to KMS again"
            .formatted(list.stream().map(String::valueOf).collect(Collectors.joining(", ")))
        : "";
  }

  private static String hsm(Map<?, ?> hsm) {
    if (hsm.isEmpty()) {
      return "";
    }
    String where = "in %s of %s".formatted(hsm.get("zone"), hsm.get("cluster"));
    String when = moment(hsm.get("at")) + by(hsm.get("run"));
    return text(hsm.get("status")).equals("ASKED")
        ? "one was asked for %s at %s; nobody knows whether CloudHSM made it".formatted(where, when)
        : "%s was bought %s at %s".formatted(hsm.get("id"), where, when);
  }

  /** By which run, with the name alone; its ARN is in the JSON. */
  private static String by(@Nullable Object run) {
    String arn = text(run);
    return arn.isEmpty() ? "" : ", by run " + runName(arn);
  }

  /** The name of a run by its ARN; whoever has written by hand has none, and is told as he is. */
  public static String runName(String arn) {
    return arn.startsWith("arn:") ? arn.substring(arn.lastIndexOf(':') + 1) : arn;
  }

  /** A moment as people read it; what is none is told as it is. */
  public static String moment(@Nullable Object time) {
    try {
      return MOMENT.format(Instant.parse(text(time)));
    } catch (DateTimeParseException e) {
      return text(time);
    }
  }

  private static void add(List<Row> rows, String label, String text) {
    if (!text.isEmpty()) {
      rows.add(new Row(label, text));
    }
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
