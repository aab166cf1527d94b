package io.keystoreconnector.room;

import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.json.JsonObjectReader;
import io.keystoreconnector.local.FunctionFailedToStart;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.ScenarioFormatException;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.runs.ReportPage;
import io.keystoreconnector.runs.RunOrigin;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * The rehearsal room: scenarios, runs and their recordings. Refusals are thrown as a {@link
 * ControlProblem} or a {@link io.keystoreconnector.emulator.world.WorldFormatException}.
 */
public final class RehearsalRoom {

  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  /** A page to be saved under a name. */
  public record SavedPage(String fileName, String html) {}

  private final Account account;
  private final Scenarios scenarios;

  /** The room of an account in which these scenarios can be played. */
  public RehearsalRoom(Account account, Scenarios scenarios) {
    this.account = account;
    this.scenarios = scenarios;
  }

  /** All scenarios: name, title, story, request. */
  public List<Map<String, @Nullable Object>> scenarios() {
    return scenarios.all().stream().map(RehearsalRoom::told).toList();
  }

  private static Map<String, @Nullable Object> told(Scenario scenario) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", scenario.name());
    json.put("title", scenario.title());
    json.put("story", scenario.story());
    json.put("request", scenario.request());
    return json;
  }

  /** Starts over with a scenario, given by its {@code name} or as the content of its file. */
  public void play(Map<String, Object> json) {
    try {
      account.play(json.keySet().equals(Set.of("name")) ? named(json) : written(json));
    } catch (ScenarioFormatException | FunctionFailedToStart e) {
      throw ControlProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Scenario named(Map<String, Object> json) {
    String name = WorldFields.of("", json).text("name");
    if (!scenarios.names().contains(name)) {
      throw ControlProblem.notFound(
          "The scenario %s does not exist; GET scenarios lists all scenarios.".formatted(name));
    }
    return scenarios.read(name);
  }

  /** Fields that are not needed to start may be left out. */
  private static Scenario written(Map<String, Object> json) {
    Map<String, Object> whole = new LinkedHashMap<>(json);
    whole.putIfAbsent("title", "A custom world");
    whole.putIfAbsent("story", "");
    whole.putIfAbsent("expect", Map.of("status", ExecutionResult.Status.SUCCEEDED.name()));
    return Scenarios.of("scenario", whole);
  }

  /** How fast the clock runs. */
  public Map<String, Object> speed() {
    return Map.of("speed", account.speed().text());
  }

  /** Makes the clock run faster or slower. */
  public void goOnAt(Map<String, Object> json) {
    JsonObjectReader fields = WorldFields.of("", json);
    Speed speed = speed(fields.text("speed"));
    fields.nothingElse();
    if (!account.goOnAt(speed)) {
      throw ControlProblem.conflict(
          "speed cannot change between virtual and real time. For this speed, start another sandbox"
              + " with ./connector sandbox --speed %s.".formatted(speed.text()));
    }
  }

  private static Speed speed(String text) {
    try {
      return Speed.parse("speed", text);
    } catch (IllegalArgumentException e) {
      throw ControlProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The runs of the account, oldest first. */
  public List<Map<String, @Nullable Object>> runs() {
    return account.runs().stream().map(this::told).toList();
  }

  private Map<String, @Nullable Object> told(Run run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", run.name());
    json.put("status", run.status());
    json.put("error", run.error().orElse(null));
    json.put("second", recorder(run).second());
    json.put("title", recorder(run).scene().scenario().title());
    json.put("here", recorder(run).scene().equals(account.scene()));
    return json;
  }

  private static RunRecorder recorder(Run run) {
    return (RunRecorder) run.watcher();
  }

  /** Starts a run and describes it as {@link #runs} does. */
  public Map<String, @Nullable Object> start(Map<String, Object> json) {
    JsonObjectReader fields = WorldFields.of("", json);
    Object request = fields.isThere("request") ? fields.value("request") : account.request();
    fields.nothingElse();
    try {
      return told(account.start(WITH_NULLS.asString(request), isOfFleet(request)));
    } catch (Refusal e) {
      throw ControlProblem.badRequest(e.sentence());
    }
  }

  /** What a scenario starts may be a wrong request for several key stores. */
  private boolean isOfFleet(@Nullable Object request) {
    return account.scene().scenario().isOfFleet()
        || (request instanceof Map<?, ?> fields && fields.containsKey("keyStores"));
  }

  /** Stops a run and describes it as {@link #runs} does. */
  public Map<String, @Nullable Object> stop(String name) {
    Run run = run(name);
    account.stop(run);
    return told(run);
  }

  private Run run(String name) {
    return account.runs().stream()
        .filter(run -> run.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ControlProblem.notFound(
                    "The run %s does not exist; GET runs lists all runs.".formatted(name)));
  }

  /**
   * The current scene: the scenario, the clock, the world with its secrets masked, and the runs.
   */
  public Map<String, @Nullable Object> scene() {
    Scene scene = account.scene();
    World world = scene.world();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("scenario", told(scene.scenario()));
    json.put("request", account.request());
    json.put("startCommand", account.startCommand());
    json.put("changedByHand", scene.interventions().count() > 0);
    json.put("speed", account.speed().text());
    json.put("runs", runs());
    synchronized (world) {
      json.put("world", world.toJson(SecretVisibility.MASKED));
    }
    return json;
  }

  /** The account as its clients need it, and the state machine that is deployed in it. */
  public Map<String, Object> account() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("endpoint", account.endpoint().toString());
    json.put("environment", ClientEnvironment.of(account));
    json.put("stateMachineArn", account.machineArn());
    json.put("machine", account.machine());
    return json;
  }

  /** What has happened in a run so far, in the form that report pages read. */
  public Map<String, Object> recording(String run) {
    return account.recording(run(run)).with().toJson();
  }

  /** The recording of the latest run; empty if there is none. */
  public Optional<Map<String, Object>> latestRecording() {
    List<Run> runs = account.runs();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(account.recording(runs.getLast()).with().toJson());
  }

  /** The report of a run, as one self-contained page, and its file's name. */
  public SavedPage report(String name) {
    Run run = run(name);
    Recording recording =
        account
            .recording(run)
            .with(
                new RunOrigin.Command(
                    "Play it again, from the scenario file that the rehearsal room saves",
                    "./connector rehearse %s.json".formatted(name)));
    return new SavedPage(ReportPage.fileName(recording), ReportPage.of(recording, Instant.now()));
  }

  /** A scenario that replays a run; the sandbox's own secrets are in clear. */
  public Map<String, @Nullable Object> scenarioFile(String name) {
    Run run = run(name);
    Optional<ExecutionResult> result = run.result();
    if (result.isEmpty()) {
      throw ControlProblem.conflict(
          "The run %s is in progress; it can be replayed when it has ended.".formatted(name));
    }
    if (result.get().status() == ExecutionResult.Status.ABORTED) {
      throw ControlProblem.conflict(
          "The run %s was stopped; only a run that ended by itself can be replayed."
              .formatted(name));
    }
    return recorder(run).scenarioFile(run, result.get());
  }
}
