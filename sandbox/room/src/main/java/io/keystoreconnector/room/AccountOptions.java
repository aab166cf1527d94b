package io.keystoreconnector.room;

import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an account starts with.
 *
 * @param scenario only its world, the settings of its functions and their faults are used
 * @param port the port, or 0 for any free one
 * @param startCommand writes the command line that starts a run with a request
 * @param callLog receives each call
 * @param endLog receives the end of each run
 */
public record AccountOptions(
    Installation installation,
    Scenario scenario,
    int port,
    Speed speed,
    Function<Object, String> startCommand,
    Consumer<CallRecord> callLog,
    Consumer<Run> endLog) {}
