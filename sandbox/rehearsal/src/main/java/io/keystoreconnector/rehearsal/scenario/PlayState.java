package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.EventRecord;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.statemachine.Execution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The state of a play: the moment, the world, what has happened in it and in which order, and where
 * each run is.
 */
public final class PlayState {

  private final World world;
  private final CallTracker tracker;
  private final Map<String, Execution> executions;
  private final Map<String, RunState> runs = new HashMap<>();
  private final Supplier<String> more;

  /**
   * The state of a play.
   *
   * @param more other things that its future depends on
   */
  PlayState(
      World world, CallTracker tracker, Map<String, Execution> executions, Supplier<String> more) {
    this.world = world;
    this.tracker = tracker;
    this.executions = executions;
    this.more = more;
  }

  /** Everything that its future depends on, as a string: the same string means the same future. */
  public String text() {
    StringBuilder text = new StringBuilder();
    synchronized (world) {
      text.append(world.whole());
    }
    for (EventRecord event : events()) {
      text.append(event.event()).append(event.subject()).append(event.details());
    }
    new TreeMap<>(executions)
        .forEach(
            (name, execution) ->
                text.append('\n').append(name).append(run(name).text(execution, calls(name))));
    return text.append('\n').append(more.get()).toString();
  }

  private RunState run(String name) {
    return runs.computeIfAbsent(name, any -> new RunState());
  }

  private List<SeenCall> calls(String name) {
    return tracker.callsOfLastInvocation(name);
  }

  /** What has happened in the world so far. */
  public List<EventRecord> events() {
    return world.journal().events();
  }
}
