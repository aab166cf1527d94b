package io.keystoreconnector.room;

import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import java.util.function.Consumer;

/**
 * What an account starts with.
 *
 * @param scenario only its world, the settings of its functions and their faults are used
 * @param port the port, or 0 for any free one
 * @param callLog receives each call
 * @param endLog receives the end of each run
 */
public record AccountOptions(
    Installation installation,
    Scenario scenario,
    int port,
    Speed speed,
    Consumer<CallRecord> callLog,
    Consumer<Run> endLog) {}
