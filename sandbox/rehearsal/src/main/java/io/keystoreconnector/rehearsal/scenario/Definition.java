package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.statemachine.StateMachine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A definition of the state machine, to be deployed in the Region of each world. */
final class Definition {

  private static final String NAME = "connect-key-store";
  private static final String USUAL_PARTITION = "aws";

  private final String text;
  private final Map<String, StateMachine> byPartition = new ConcurrentHashMap<>();

  /**
   * Reads the definition.
   *
   * @throws io.keystoreconnector.statemachine.InvalidDefinition with every problem in it
   */
  Definition(String text) {
    this.text = text;
    load(USUAL_PARTITION);
  }

  /** The state machine that is deployed where this world is. */
  StateMachine in(World world) {
    Settings settings = world.settings();
    return load(settings.partition()).named(Settings.identity(settings.region(), NAME));
  }

  private StateMachine load(String partition) {
    return byPartition.computeIfAbsent(
        partition,
        p -> StateMachine.load(text, Deployment.substitutions(text, JournalTable.NAME, p)));
  }
}
