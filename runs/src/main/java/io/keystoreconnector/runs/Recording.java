package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.Cost;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * What a page shows about a run: made from all that is known about it, at its end or while it is in
 * progress. A recording does not change; a run that continues is recorded again.
 */
public final class Recording {

  private final String title;
  private final String story;
  private final String definition;
  private final Instant startedAt;
  private final RunData data;
  private final @Nullable List<Map<String, ?>> differences;
  private final RunOrigin origin;

  private Recording(
      String title,
      String story,
      String definition,
      Instant startedAt,
      RunData data,
      @Nullable List<Map<String, ?>> differences,
      RunOrigin origin) {
    this.title = title;
    this.story = story;
    this.definition = definition;
    this.startedAt = startedAt;
    this.data = data;
    this.differences = differences;
    this.origin = origin;
  }

  /**
   * A run of which only the history is known, as GetExecutionHistory returns it: its looks say what
   * the world was like.
   *
   * @param now for a run in progress; one that has ended took until its last event
   */
  public static Recording of(
      String title, String definition, List<HistoryEvent> history, Instant now) {
    Instant start = history.isEmpty() ? now : history.getFirst().timestamp();
    RunData data = RunData.of(RunHistory.of(history), Duration.between(start, now).toMillis());
    return new Recording(title, "", definition, start, data, null, RunOrigin.UNKNOWN);
  }

  /**
   * A run in a world that is known, in progress or ended.
   *
   * @param events in the order of time, with times since {@code worldStart}
   */
  public static Recording of(
      String title,
      String story,
      String definition,
      List<TimelineEvent> events,
      Instant worldStart,
      Instant now) {
    RunData data = RunData.of(events, Duration.between(worldStart, now).toMillis());
    List<HistoryEvent> history = data.history().historyEvents();
    Instant start = history.isEmpty() ? now : history.getFirst().timestamp();
    return new Recording(title, story, definition, start, data, null, RunOrigin.UNKNOWN);
  }

  /**
   * The same recording for a rehearsal that was compared with what its file expects.
   *
   * @param found one map for each difference, with what, expected and actual; empty if it is as
   *     expected
   */
  public Recording compared(List<? extends Map<String, ?>> found) {
    return new Recording(title, story, definition, startedAt, data, List.copyOf(found), origin);
  }

  /** The same recording with what the caller knows about where the run took place. */
  public Recording from(RunOrigin known) {
    return new Recording(title, story, definition, startedAt, data, differences, known);
  }

  /** The same recording with the commands that its report names, and then these. */
  public Recording with(RunOrigin.Command... more) {
    return from(RunOrigin.of(Stream.concat(commands().stream(), Stream.of(more)).toList()));
  }

  /** What its report says that a person can run next; none while the run is in progress. */
  public List<RunOrigin.Command> commands() {
    return data.running() ? List.of() : outcome().report().commands();
  }

  /**
   * The recording as a JSON tree. All times are milliseconds since the run began; what happened
   * before it has a negative time. What is not known is an empty text or an empty list.
   *
   * <pre>
   * title, story        texts; the story is a scenario's
   * store               the name of the key store, or its id
   * request             the input, without its callback
   * startedAt           ISO 8601
   * running             whether the run is in progress
   * elapsedMillis
   * world               whether the calls and the world are known, or only the history
   * origin              emulated, endpoint, run, name, account, region, console, version,
   *                     runbookUrl, commands [purpose, line]
   * outcome             status, error, headline, sentence, whatToDo, runbook, keyStore,
   *                     remembered [what, text]
   * report              as the run wrote it, or as its last look did
   * machine             startAt, states [name, type, comment],
   *                     transitions [from, to, kind: next | choice | default | catch]
   * path                [state, atMillis, untilMillis]
   * lanes
   *   connectionState   [from, to, state, code]
   *   activeHsms        [from, to, count]
   *   attempts          [from, to, number, of, result]
   *   actions           [atMillis, action, why, answer, text]
   *   faults, people, world   [atMillis, text, short]
   * decisions           [atMillis, untilMillis, times, seen, action, decision, why]
   * calls               [atMillis, service, operation, error, answer]
   * cost                transitions, functionCalls, dollars, words
   * asExpected          only of a rehearsal: whether it is as its file expects
   * differences         only of a rehearsal: [what, expected, actual]
   * </pre>
   */
  public Map<String, Object> toJson() {
    RunHistory history = data.history();
    List<Step> steps = history.steps();
    Outcome outcome = outcome();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("story", story);
    json.put("store", store());
    json.put("request", request());
    json.put("startedAt", startedAt.truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("running", data.running());
    json.put("elapsedMillis", data.elapsedMillis());
    json.put("world", data.world());
    json.put("origin", new OriginJson(origin, data, outcome.runbook()).toJson());
    json.put("outcome", outcome.toJson());
    json.put("report", outcome.report().tree().fields());
    json.put("machine", new Machine(definition).toJson());
    json.put("path", new StateVisits(data).toJson());
    json.put("lanes", new Lanes(data, steps, outcome.report()).toJson());
    json.put("decisions", new Decisions(steps).toJson());
    json.put("calls", new Calls(data).toJson());
    json.put("cost", cost(new Cost(history.transitions(), history.functionCalls())));
    if (differences != null) {
      json.put("asExpected", differences.isEmpty());
      json.put("differences", differences);
    }
    return json;
  }

  Outcome outcome() {
    return Outcome.of(data.history());
  }

  /** Whether it is certain that the services were emulated. */
  boolean emulated() {
    return data.world();
  }

  /** The address that was called instead of AWS; empty if there was none. */
  String endpoint() {
    return origin.endpoint();
  }

  /** The name of the key store, otherwise its id; empty if the run was about none. */
  public String store() {
    return outcome()
        .report()
        .keyStore()
        .map(RunReport.KeyStore::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(this::requestedStore);
  }

  private String requestedStore() {
    JsonTree input = data.history().events().isEmpty() ? JsonTree.EMPTY : data.history().input();
    return Stream.of("customKeyStoreName", "customKeyStoreId")
        .map(input::text)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  Instant startedAt() {
    return startedAt;
  }

  /** The same as text. */
  public String toJsonText() {
    return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(toJson());
  }

  /**
   * The input as a JSON tree, without its callback: where to send the answer at the end is a secret
   * of the caller who started the run.
   */
  public Object request() {
    if (data.history().events().isEmpty()) {
      return Map.of();
    }
    JsonTree input = data.history().input();
    if (input.isObject()) {
      Map<Object, Object> request = new LinkedHashMap<>(input.fields());
      request.remove("callback");
      return request;
    }
    return input.value() == null ? "" : input.value();
  }

  private static Map<String, Object> cost(Cost cost) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transitions", cost.transitions());
    json.put("functionCalls", cost.functionCalls());
    json.put("dollars", cost.dollars());
    json.put("words", cost.words());
    return json;
  }
}
