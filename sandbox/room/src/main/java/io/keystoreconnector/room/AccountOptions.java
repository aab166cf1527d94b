package io.keystoreconnector.room;

import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import java.util.function.Consumer;

/**
 * What an account begins with.
 *
 * @param scenario its world, the settings of its functions and their faults count, nothing else
 * @param port the port, or 0 for any free one
 * @param callLog is told each call
 * @param endLog is told the end of each run
 */
public record AccountOptions(
    Installation installation,
    Scenario scenario,
    int port,
    Speed speed,
    Consumer<CallRecord> callLog,
    Consumer<Run> endLog) {}
