package io.keystoreconnector.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Starts the run that a stack waits for: for one key store, or for several. */
final class RunStarter {

  private final SfnClient stepFunctions;
  private final Settings settings;

  RunStarter(SfnClient stepFunctions, Settings settings) {
    this.stepFunctions = stepFunctions;
    this.settings = settings;
  }

  /**
   * Starts it, unless it was started before.
   *
   * @throws InvalidProperties if there is no state machine for these properties
   * @throws SdkException that {@link #refusal} explains
   */
  void start(String name, ConnectionProperties properties, Callback callback) {
    Map<String, Object> input = new LinkedHashMap<>(properties.request());
    input.put(Callback.FIELD, callback.json());
    try {
      var unused =
          stepFunctions.startExecution(
              StartExecutionRequest.builder()
                  .stateMachineArn(machine(properties))
                  .name(name)
                  .input(new JSONObject(input).toString())
                  .build());
    } catch (ExecutionAlreadyExistsException e) {
      // Lambda delivers an event more than once, and the first delivery has started this run.
    }
  }

  private String machine(ConnectionProperties properties) {
    if (!properties.isForAFleet()) {
      return settings.stateMachineArn();
    }
    String fleet = settings.fleetStateMachineArn();
    if (fleet == null) {
      throw new InvalidProperties(
          "KeyStores needs the state machine for several key stores, which this connector does not"
              + " have: deploy the connector with it (Fleet, or fleet, must be true).");
    }
    return fleet;
  }

  /** Why no run was started, in a sentence for the person who deploys. */
  String refusal(SdkException e) {
    return AwsRefusal.isDenied(e)
        ? "The connector is not allowed to start its state machine: allow its deployment function states:StartExecution on %s."
            .formatted(String.join(" and ", settings.machines()))
        : "Step Functions did not start the run (%s). Try again; if the problem persists, check the connector's deployment."
            .formatted(AwsRefusal.code(e));
  }
}
