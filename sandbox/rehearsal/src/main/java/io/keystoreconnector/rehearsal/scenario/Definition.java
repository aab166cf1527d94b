package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.statemachine.Identity;
import io.keystoreconnector.statemachine.StateMachine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions of the state machine and of the one for a fleet, to be deployed in the Region of
 * each world.
 */
final class Definition {

  private static final String NAME = "connect-key-store";
  private static final String FLEET = "connect-fleet";
  private static final String USUAL_REGION = "eu-central-1";

  private final String text;
  private final String fleetText;
  private final Map<String, StateMachine> byRegion = new ConcurrentHashMap<>();
  private final Map<String, StateMachine> fleetByRegion = new ConcurrentHashMap<>();

  /**
   * Reads the definitions.
   *
   * @throws io.keystoreconnector.statemachine.InvalidDefinition with every problem in one of them
   */
  Definition(String text, String fleetText) {
    this.text = text;
    this.fleetText = fleetText;
    load(USUAL_REGION);
    loadFleet(USUAL_REGION);
  }

  /** The state machine that is deployed where this world is. */
  StateMachine in(World world) {
    return load(world.settings().region());
  }

  /** The one that runs it for several key stores. */
  StateMachine ofFleetIn(World world) {
    return loadFleet(world.settings().region());
  }

  private StateMachine load(String region) {
    return byRegion.computeIfAbsent(
        region,
        r ->
            StateMachine.load(
                    text, Deployment.substitutions(text, JournalTable.NAME, Settings.partition(r)))
                .named(Settings.identity(r, NAME)));
  }

  private StateMachine loadFleet(String region) {
    Identity one = Settings.identity(region, NAME);
    return fleetByRegion.computeIfAbsent(
        region,
        r ->
            StateMachine.load(
                    fleetText,
                    Deployment.fleetSubstitutions(one.machineArn(), Settings.partition(r)))
                .named(Settings.identity(r, FLEET)));
  }
}
