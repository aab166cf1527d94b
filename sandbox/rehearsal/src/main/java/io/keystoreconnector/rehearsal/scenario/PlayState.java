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
 * Where a play stands: the moment, the world, what has happened in it and in which order, and where
 * each run is.
 */
final class PlayState implements Turns.Position {

  private final World world;
  private final Witness witness;
  private final Map<String, Execution> executions;
  private final Map<String, RunState> runs = new HashMap<>();
  private final Supplier<String> more;

  /**
   * The state of a play.
   *
   * @param more what else its future depends on
   */
  PlayState(
      World world, Witness witness, Map<String, Execution> executions, Supplier<String> more) {
    this.world = world;
    this.witness = witness;
    this.executions = executions;
    this.more = more;
  }

  @Override
  public String state() {
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
    return witness.callsOfLastInvocation(name);
  }

  @Override
  public List<EventRecord> events() {
    return world.journal().events();
  }
}
