package io.keystoreconnector.lifecycle;

import io.keystoreconnector.lifecycle.Outcome.KeyStore;
import io.keystoreconnector.lifecycle.Outcome.Links;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Creates the outcome of an execution, with its own message if there is no report. */
final class OutcomeReader {

  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_CODE = 128;
  private static final int MOST_FAILURES = 20;
  private static final int MOST_COMMANDS = 3;
  private static final int LONGEST_COMMAND = 1_000;

  /** The answers to an act that was not carried out. */
  private static final Set<String> UNDONE = Set.of("REFUSED", "SKIPPED", "THROTTLED");

  private static final String STATE_UNKNOWN =
      "The state in which it left the key store is not known.";

  private final ConsoleLink console;
  private final @Nullable String runbookUrl;

  OutcomeReader(Settings settings) {
    this.console = new ConsoleLink();
    this.runbookUrl = settings.runbookUrl();
  }

  Outcome read(Execution execution) {
    RunEnd end = RunEnd.of(execution);
    JSONObject report = end.report(execution);
    Integer attempts = report.opt("attempts") instanceof Number number ? number.intValue() : null;
    return new Outcome(
        execution.arn(),
        execution.stateMachineArn(),
        end,
        code(end, report),
        keyStore(execution.request(), report),
        attempts,
        acted(report),
        failureCodes(report),
        execution.startedAt(),
        execution.endedAt(),
        end == RunEnd.CONNECTED && attempts != null && attempts > 0
            ? timeToConnect(execution, report)
            : null,
        provedBy(report),
        Journal.wasUnavailable(execution, report),
        Texts.shortened(message(end, execution, report), LONGEST_TEXT),
        Texts.shortened(guidance(end, report), LONGEST_TEXT),
        commands(end, report),
        execution.forAStack(),
        links(execution, anchor(end, report)));
  }

  private static String code(RunEnd end, JSONObject report) {
    String reason = end.succeeded() ? null : Json.text(report, "reason");
    return Texts.shortened(reason == null ? end.name() : reason, LONGEST_CODE);
  }

  /** What the report says it saw, otherwise what the input requested. */
  private static KeyStore keyStore(JSONObject request, JSONObject report) {
    JSONObject seen = report.optJSONObject("keyStore", new JSONObject());
    String id = Json.text(seen, "id");
    String name = Json.text(seen, "name");
    String state = Json.text(seen, "connectionState");
    return id != null
        ? new KeyStore(id, name, Objects.requireNonNullElse(state, Outcome.UNKNOWN))
        : new KeyStore(
            asked(request, "customKeyStoreId", 64),
            asked(request, "customKeyStoreName", 256),
            Outcome.UNKNOWN);
  }

  /** An input may contain anything; what is longer than any id or name is ignored. */
  private static @Nullable String asked(JSONObject request, String field, int longest) {
    String value = Json.text(request, field);
    return value == null || value.length() > longest ? null : value;
  }

  /** What was refused or skipped has changed nothing; what was not answered may have. */
  private static boolean acted(JSONObject report) {
    JSONArray actions = report.optJSONArray("actions", new JSONArray());
    return IntStream.range(0, actions.length())
        .mapToObj(i -> actions.optJSONObject(i, new JSONObject()))
        .map(action -> action.optJSONObject("answer", new JSONObject()).optString("outcome"))
        .anyMatch(answer -> !UNDONE.contains(answer));
  }

  private static List<String> failureCodes(JSONObject report) {
    JSONArray failures = report.optJSONArray("failures", new JSONArray());
    return IntStream.range(0, Math.min(failures.length(), MOST_FAILURES))
        .mapToObj(i -> failures.optJSONObject(i, new JSONObject()).optString("code"))
        .filter(code -> !code.isEmpty())
        .map(code -> Texts.shortened(code, LONGEST_CODE))
        .toList();
  }

  private static Duration timeToConnect(Execution execution, JSONObject report) {
    return report.opt("elapsedSeconds") instanceof Number seconds
        ? Duration.ofSeconds(seconds.longValue())
        : Duration.between(execution.startedAt(), execution.endedAt());
  }

  private static @Nullable String provedBy(JSONObject report) {
    JSONObject proved = report.optJSONObject("proved", new JSONObject());
    String operation = Json.text(proved, "by");
    return operation == null ? null : Texts.shortened(operation, LONGEST_CODE);
  }

  private static String message(RunEnd end, Execution execution, JSONObject report) {
    return end.hasReport()
        ? Objects.requireNonNullElse(Json.text(report, "message"), "The run ended as " + end + ".")
        : EndWithoutReport.message(end, execution) + " " + STATE_UNKNOWN;
  }

  private static String guidance(RunEnd end, JSONObject report) {
    return switch (end) {
      case TIMED_OUT, ABORTED, NO_REPORT ->
          "Look at the key store before anything else. " + EndWithoutReport.GO_ON;
      default -> Objects.requireNonNullElse(Json.text(report, "guidance"), "");
    };
  }

  private static List<Outcome.Command> commands(RunEnd end, JSONObject report) {
    return switch (end) {
      case TIMED_OUT, ABORTED, NO_REPORT -> List.of(EndWithoutReport.STATUS);
      default -> commands(report);
    };
  }

  /** Half a command would be another one. */
  private static List<Outcome.Command> commands(JSONObject report) {
    JSONArray commands = report.optJSONArray("commands", new JSONArray());
    return IntStream.range(0, Math.min(commands.length(), MOST_COMMANDS))
        .mapToObj(i -> commands.optJSONObject(i, new JSONObject()))
        .map(next -> new Outcome.Command(next.optString("purpose"), next.optString("command")))
        .filter(next -> !next.line().isBlank() && next.line().length() <= LONGEST_COMMAND)
        .toList();
  }

  private Links links(Execution execution, String anchor) {
    boolean published = runbookUrl != null && !anchor.isEmpty();
    return new Links(
        console.to(execution.arn()), published ? runbookUrl + "#" + anchor : null, anchor);
  }

  private static String anchor(RunEnd end, JSONObject report) {
    String reported = report.optString("runbook");
    return switch (end) {
      case CONNECTED, DRY_RUN -> "";
      case LEFT_DISCONNECTED -> "left_disconnected";
      case TIMED_OUT, ABORTED -> "timed_out-and-aborted";
      case NO_REPORT -> "a-step-failed";
      case NEEDS_A_PERSON, INVALID_REQUEST, STEP_FAILED ->
          reported.contains("#") ? reported.substring(reported.indexOf('#') + 1) : "";
    };
  }
}
