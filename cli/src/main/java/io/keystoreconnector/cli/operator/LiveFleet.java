package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.RealTime;

/**
 * Runs the workflow for several key stores on this machine in real time, and shows its progress.
 *
 * @param places how the commands for each key store are given
 */
record LiveFleet(Page page, LocalWorkflow workflow, FleetStart asked, FleetPlaces places) {

  private static final String STOPPED =
      "Stopped. What KMS has started continues, and nothing is undone; the next run continues from"
          + " there.";

  ExecutionResult toTheEnd() {
    RealTime time = new RealTime();
    LocalFleet executions = new LocalFleet();
    Execution fleet =
        workflow.startFleet(time, asked.executionName(time.instant()), asked.json(), executions);
    var unused =
        new FollowedFleet(
                page,
                time,
                executions,
                fleet.arn(),
                new FollowedFleet.LastWords(STOPPED, ""),
                places)
            .toTheEnd();
    return fleet.await();
  }
}
