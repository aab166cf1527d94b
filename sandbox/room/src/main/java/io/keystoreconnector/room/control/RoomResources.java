package io.keystoreconnector.room.control;

import io.keystoreconnector.emulator.http.JsonBody;
import io.keystoreconnector.room.ControlProblem;
import io.keystoreconnector.room.RehearsalRoom;
import java.util.Map;
import java.util.function.Function;

/** The resources of the control endpoint for scenarios and runs. */
final class RoomResources {

  private static final String RUN = "run";

  private final RehearsalRoom room;
  private final EventStream events;

  RoomResources(RehearsalRoom room, EventStream events) {
    this.room = room;
    this.events = events;
  }

  /** By name and method. */
  Map<String, Map<String, Function<Question, Answer>>> all() {
    return Map.of(
        "account", Map.of("GET", this::account),
        "scenarios", Map.of("GET", this::scenarios),
        "scenario", Map.of("PUT", this::play),
        "speed", Map.of("GET", this::speed, "PUT", this::goOnAt),
        "runs", Map.of("GET", this::runs, "POST", this::start, "DELETE", this::stop),
        "recording", Map.of("GET", this::recording),
        "report", Map.of("GET", this::report),
        "scenario-file", Map.of("GET", this::scenarioFile),
        "events", Map.of("GET", question -> events));
  }

  private Answer account(Question question) {
    return JsonAnswer.of(room.account());
  }

  private Answer scenarios(Question question) {
    return JsonAnswer.of(Map.of("scenarios", room.scenarios()));
  }

  private Answer play(Question question) {
    room.play(question.object());
    return JsonAnswer.of(room.scene());
  }

  private Answer speed(Question question) {
    return JsonAnswer.of(room.speed());
  }

  private Answer goOnAt(Question question) {
    room.goOnAt(question.object());
    return JsonAnswer.of(room.speed());
  }

  private Answer runs(Question question) {
    return JsonAnswer.of(Map.of("runs", room.runs()));
  }

  private Answer start(Question question) {
    return JsonAnswer.of(room.start(question.object()));
  }

  private Answer stop(Question question) {
    return JsonAnswer.of(room.stop(run(question)));
  }

  private Answer recording(Question question) {
    return JsonAnswer.of(room.recording(run(question)));
  }

  private Answer report(Question question) {
    RehearsalRoom.SavedPage page = room.report(run(question));
    return new Download(page.fileName(), "text/html; charset=utf-8", page.html());
  }

  private Answer scenarioFile(Question question) {
    String run = run(question);
    return new Download(
        run + ".json", "application/json", new JsonBody(room.scenarioFile(run)).text());
  }

  private static String run(Question question) {
    return question
        .only(RUN)
        .orElseThrow(
            () -> ControlProblem.badRequest("The query must name a run: ?run= and its name."));
  }
}
