package io.keystoreconnector.room;

import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.rehearsal.scenario.FunctionFault;
import io.keystoreconnector.rehearsal.scenario.HappeningCollector;
import io.keystoreconnector.rehearsal.scenario.ScenarioOfRun;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records one run, so that it can be shown and replayed.
 *
 * @param worldBefore the world as the run began, secrets in clear
 * @param moment of the world, in milliseconds, as the run began
 * @param faultsLeft of functions, as the run began
 * @param interventions how many there were as the run began
 * @param soFar what has happened since
 * @param end null while it is in progress
 */
record RunRecorder(
    Scene scene,
    Map<String, Object> worldBefore,
    long moment,
    List<FunctionFault> faultsLeft,
    int interventions,
    HappeningCollector soFar,
    AtomicReference<@Nullable End> end)
    implements Consumer<HistoryEvent> {

  /**
   * What had happened by the end; on a clock that stands still, later events have the same time.
   */
  record End(List<TimelineEvent> happenings, int interventions) {}

  /** The recorder of a run that is about to start. */
  static RunRecorder begin(Scene scene, List<FunctionFault> faultsLeft) {
    World world = scene.world();
    synchronized (world) {
      Map<String, Object> before = world.toJson(SecretVisibility.CLEAR);
      HappeningCollector soFar = HappeningCollector.fromNow(world.journal(), world.start());
      return new RunRecorder(
          scene,
          before,
          world.moment(),
          faultsLeft,
          scene.interventions().count(),
          soFar,
          new AtomicReference<>());
    }
  }

  @Override
  public void accept(HistoryEvent event) {
    soFar.accept(event);
    if (RunHistory.isEnd(event)) {
      end.set(new End(soFar.happenings(), scene.interventions().count()));
    }
  }

  /** What has happened so far, or until the end if the run has ended. */
  Recording recording(Run run, String definition, Instant now) {
    End ended = end.get();
    List<TimelineEvent> happenings = ended == null ? soFar.happenings() : ended.happenings();
    return Recording.of(
        scene.scenario().title(),
        scene.scenario().story(),
        definition,
        happenings,
        scene.world().start(),
        run.stopTime().orElse(now));
  }

  /** A scenario that replays the run. */
  Map<String, @Nullable Object> scenarioFile(Run run, ExecutionResult result) {
    int last = Objects.requireNonNull(end.get()).interventions();
    Map<String, Object> world = scene.interventions().addedTo(worldBefore, interventions, last);
    return new ScenarioOfRun(
            scene.scenario(), world, faultsLeft, run.input(), Account.isOfFleet(run), result)
        .toJson();
  }

  /** When the run began, in seconds since its world's start. */
  double second() {
    return moment / 1000.0;
  }

  @Override
  public String toString() {
    return "RunRecorder[moment=" + moment + ", worldBefore=hidden]";
  }
}
