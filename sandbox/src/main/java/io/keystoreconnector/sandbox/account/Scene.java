package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.scenario.Scenario;
import io.keystoreconnector.sandbox.world.World;

/** The world that is served, the scenario it comes from, and what was done to it from outside. */
record Scene(Scenario scenario, World world, Interventions interventions) {

  Scene(Scenario scenario, World world) {
    this(scenario, world, new Interventions());
  }
}
