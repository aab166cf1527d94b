package io.keystoreconnector.room;

import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.rehearsal.scenario.Scenario;

/** The world that is served, the scenario it comes from, and what was done to it from outside. */
record Scene(Scenario scenario, World world, Interventions interventions) {

  Scene(Scenario scenario, World world) {
    this(scenario, world, new Interventions());
  }
}
