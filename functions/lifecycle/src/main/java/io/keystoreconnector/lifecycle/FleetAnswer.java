package io.keystoreconnector.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a run for several key stores means for the stack that waits for it: docs/fleet.md
 * has its report. Nobody else is notified of it, because each key store's own run has reported its
 * end.
 */
final class FleetAnswer {

  /** In bytes, as JSON; with everything else it is less than {@link StackAnswer#LONGEST}. */
  static final int LONGEST_REASON = 2_500;

  private static final String DONE = "DONE";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_MESSAGE = 200;

  private final Execution execution;
  private final JSONObject report;
  private final RunEnd end;
  private final boolean done;

  FleetAnswer(Execution execution) {
    this.execution = execution;
    this.report = execution.report().orElseGet(JSONObject::new);
    this.end = RunEnd.of(execution);
    this.done = execution.status().equals("SUCCEEDED") && DONE.equals(report.optString("outcome"));
  }

  /** The attributes of an answer for several key stores. */
  static Map<String, String> attributes(
      String outcome, String state, @Nullable String executionArn) {
    return StackAnswer.attributes(outcome, state, StackAnswer.NONE, executionArn, null);
  }

  /** One word for the end: DONE, or the name of any other end. */
  String outcome() {
    return done ? DONE : end.name();
  }

  /** Whether it has run the workflow for any key store, as far as its report says. */
  boolean hasRuns() {
    return done || end == RunEnd.NEEDS_A_PERSON;
  }

  /** A success if all key stores are CONNECTED that the deployment allows. */
  StackAnswer answer() {
    boolean connected = done && each("left").isEmpty() && each("planned").isEmpty();
    return new StackAnswer(
        connected,
        reason(),
        attributes(outcome(), connected ? "CONNECTED" : Outcome.UNKNOWN, execution.arn()));
  }

  private String reason() {
    if (done) {
      return message();
    }
    return switch (end) {
      case NEEDS_A_PERSON -> whoNeedsAPerson();
      case INVALID_REQUEST, STEP_FAILED -> join(message(), report.optString("guidance"));
      default ->
          join(
              EndWithoutReport.message(end, execution),
              "The state in which it left the key stores is not known.",
              "Look at them before anything else.",
              EndWithoutReport.GO_ON,
              command(EndWithoutReport.STATUS));
    };
  }

  private String message() {
    return Objects.requireNonNullElse(
        Json.text(report, "message"), "The run ended as " + outcome() + ".");
  }

  /** With as much about each key store as there is room for, and the command to its end. */
  private String whoNeedsAPerson() {
    JSONArray needing = each("needsAPerson");
    Stream<String> shorter =
        IntStream.iterate(needing.length(), number -> number > 0, number -> number - 1)
            .mapToObj(number -> list(needing, number, false));
    return Stream.concat(Stream.of(list(needing, needing.length(), true)), shorter)
        .map(list -> join(message(), list, report.optString("guidance"), command(follow())))
        .filter(FleetAnswer::fits)
        .findFirst()
        .orElseGet(() -> join(message(), report.optString("guidance")));
  }

  private static String list(JSONArray needing, int number, boolean messages) {
    if (needing.isEmpty()) {
      return "";
    }
    String first =
        IntStream.range(0, number)
            .mapToObj(i -> line(needing.optJSONObject(i, new JSONObject()), messages))
            .collect(Collectors.joining("; "));
    int left = needing.length() - number;
    return first + (left == 0 ? "." : "; and " + left + " more.");
  }

  private static String line(JSONObject store, boolean messages) {
    String line =
        "%s (%s): %s"
            .formatted(
                shown(store, "name", LONGEST_NAME),
                shown(store, "keyStoreId", LONGEST_NAME),
                shown(store, "reason", LONGEST_NAME));
    String message = shown(store, "message", LONGEST_MESSAGE).replaceFirst("[.]$", "");
    return messages && !message.isEmpty() ? line + ", " + message : line;
  }

  private static String shown(JSONObject store, String field, int longest) {
    return Texts.line(Texts.shortened(store.optString(field), longest));
  }

  /** The Region is in the ARN. */
  private Outcome.Command follow() {
    return new Outcome.Command("to see the report", "./connector follow " + execution.arn());
  }

  private String command(Outcome.Command next) {
    return next.forPeople(execution.arn());
  }

  private JSONArray each(String field) {
    return report.optJSONArray(field, new JSONArray());
  }

  private static String join(String... sentences) {
    return Stream.of(sentences)
        .filter(sentence -> !sentence.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static boolean fits(String reason) {
    return JSONObject.quote(reason).getBytes(StandardCharsets.UTF_8).length <= LONGEST_REASON;
  }
}
