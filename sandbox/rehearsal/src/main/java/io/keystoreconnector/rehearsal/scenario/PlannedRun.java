package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of a scenario.
 *
 * @param request its input, any JSON
 * @param fleet whether it is one of the state machine for several key stores
 * @param stop when someone stops it
 * @param expectation its expected result; null if it is not checked
 */
record PlannedRun(
    String name,
    @Nullable Object request,
    boolean fleet,
    Start start,
    Stop stop,
    @Nullable Expectation expectation) {

  /** The run that a scenario is about, if it has no sequence. */
  static final String MAIN = "main";

  private static final String ANY = "ANY";

  /** The field that says so. */
  static final String FLEET = "fleet";

  private static final List<String> STARTS = List.of("at", "after", "beside");

  /** When a run starts. */
  sealed interface Start {

    /** At this second of the world. */
    record At(int second) implements Start {}

    /** At any moment; the interleaving says when. */
    record Any() implements Start {}

    /** This many seconds after the end of the run before it. */
    record After(int seconds) implements Start {}

    /** This many seconds after the start of the run before it. */
    record Beside(int seconds) implements Start {}
  }

  /**
   * When a run is stopped, whichever comes first; null for what is not used.
   *
   * @param at a second of the world
   * @param after seconds after its start
   * @param atState as soon as it has entered this many states
   */
  record Stop(@Nullable Integer at, @Nullable Integer after, @Nullable Integer atState) {
    static final Stop NEVER = new Stop(null, null, null);
  }

  boolean startsAtAnyMoment() {
    return start instanceof Start.Any;
  }

  /** The runs of a file, in the order in which they start; the scenario is about the last. */
  static List<PlannedRun> read(JsonObjectReader fields) {
    return fields.isThere("runs") ? sequence(fields) : mainAndOthers(fields);
  }

  private static List<PlannedRun> mainAndOthers(JsonObjectReader fields) {
    List<PlannedRun> runs = new ArrayList<>();
    for (JsonObjectReader other : fields.objects("otherRuns")) {
      Stop stop = new Stop(numberOrNull(other, "stopsAt"), null, null);
      runs.add(
          new PlannedRun(
              "other-" + (runs.size() + 1),
              request(other, null),
              other.flag(FLEET, false),
              startsAt(other),
              stop,
              null));
      other.nothingElse();
    }
    Start start = new Start.At(fields.number("startsAt", 0));
    runs.add(
        new PlannedRun(
            MAIN, request(fields, null), fields.flag(FLEET, false), start, Stop.NEVER, null));
    return List.copyOf(runs);
  }

  private static Start startsAt(JsonObjectReader fields) {
    return ANY.equals(fields.value("startsAt"))
        ? new Start.Any()
        : new Start.At(fields.number("startsAt", 0));
  }

  private static List<PlannedRun> sequence(JsonObjectReader fields) {
    for (String other : List.of("startsAt", "otherRuns")) {
      if (fields.isThere(other)) {
        throw WorldFormatException.about(fields, other, "cannot be combined with runs");
      }
    }
    Object usual = request(fields, null);
    boolean fleet = fields.flag(FLEET, false);
    List<PlannedRun> runs = new ArrayList<>();
    for (JsonObjectReader run : fields.objects("runs")) {
      runs.add(
          new PlannedRun(
              "run-" + (runs.size() + 1),
              request(run, usual),
              run.flag(FLEET, fleet),
              start(run, runs.isEmpty()),
              stop(run),
              run.has("expect") ? Expectation.readOfRun(run.object("expect")) : null));
      run.nothingElse();
    }
    if (runs.isEmpty()) {
      throw WorldFormatException.about(fields, "runs", "must contain at least one run");
    }
    return List.copyOf(runs);
  }

  /** By default, right after the one before. */
  private static Start start(JsonObjectReader fields, boolean first) {
    if (STARTS.stream().filter(fields::has).count() > 1) {
      throw WorldFormatException.about(fields, "at", "and after and beside are mutually exclusive");
    }
    if (ANY.equals(fields.value("at"))) {
      return new Start.Any();
    }
    if (fields.has("beside")) {
      return relative(fields, "beside", first, new Start.Beside(fields.number("beside", 0)));
    }
    if (fields.has("after")) {
      return relative(fields, "after", first, new Start.After(fields.number("after", 0)));
    }
    return first || fields.has("at")
        ? new Start.At(fields.number("at", 0))
        : new Start.After(fields.number("after", 0));
  }

  private static Start relative(JsonObjectReader fields, String name, boolean first, Start start) {
    return first ? new Start.At(fields.number(name, 0)) : start;
  }

  private static Stop stop(JsonObjectReader fields) {
    return new Stop(null, numberOrNull(fields, "stopsAfter"), numberOrNull(fields, "stopsAtState"));
  }

  private static @Nullable Integer numberOrNull(JsonObjectReader fields, String name) {
    return fields.has(name) ? Integer.valueOf(fields.number(name, 0)) : null;
  }

  private static @Nullable Object request(JsonObjectReader fields, @Nullable Object usual) {
    return fields.isThere("request") || usual == null ? ScenarioFile.request(fields) : usual;
  }
}
