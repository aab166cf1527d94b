package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.report.Recording;
import io.keystoreconnector.sandbox.scenario.FunctionFault;
import io.keystoreconnector.sandbox.scenario.Happening;
import io.keystoreconnector.sandbox.scenario.Recorder;
import io.keystoreconnector.sandbox.scenario.ScenarioOfRun;
import io.keystoreconnector.sandbox.workflow.Run;
import io.keystoreconnector.sandbox.world.Secrecy;
import io.keystoreconnector.sandbox.world.World;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run, so that it can be shown and played again.
 *
 * @param worldBefore the world as the run began, secrets in clear
 * @param moment of the world, in milliseconds, as the run began
 * @param faultsLeft of functions, as the run began
 */
record Watch(
    Scene scene,
    Map<String, Object> worldBefore,
    long moment,
    List<FunctionFault> faultsLeft,
    Recorder recorder)
    implements Consumer<HistoryEvent> {

  /** A watch over a run that is about to begin. */
  static Watch begin(Scene scene, List<FunctionFault> faultsLeft) {
    World world = scene.world();
    synchronized (world) {
      Map<String, Object> before = world.toJson(Secrecy.CLEAR);
      Recorder recorder = Recorder.fromNow(world.journal(), world.start());
      return new Watch(scene, before, world.moment(), faultsLeft, recorder);
    }
  }

  @Override
  public void accept(HistoryEvent event) {
    recorder.accept(event);
  }

  /** What has happened so far; after the end of the run, until then. */
  Recording recording(Run run, String definition, Instant now) {
    Instant until = run.stopTime().orElse(now);
    long last = sinceWorldStart(until);
    List<Happening> happenings =
        recorder.happenings().stream().filter(h -> h.atMillis() <= last).toList();
    return Recording.of(
        scene.scenario().title(),
        scene.scenario().story(),
        definition,
        happenings,
        scene.world().start(),
        until);
  }

  /** A scenario that plays the run again. */
  Map<String, @Nullable Object> scenarioFile(Run run, ExecutionResult result) {
    long end = sinceWorldStart(run.stopTime().orElseThrow());
    Map<String, Object> world = scene.interventions().addedTo(worldBefore, moment, end);
    return new ScenarioOfRun(scene.scenario(), world, faultsLeft, run.input(), result).toJson();
  }

  private long sinceWorldStart(Instant moment) {
    return Duration.between(scene.world().start(), moment).toMillis();
  }

  /** When the run began, in seconds since its world's start. */
  double second() {
    return moment / 1000.0;
  }

  @Override
  public String toString() {
    return "Watch[moment=" + moment + ", worldBefore=hidden]";
  }
}
