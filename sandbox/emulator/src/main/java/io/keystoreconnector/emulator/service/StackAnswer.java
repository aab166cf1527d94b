package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.Settings;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The stack that has deployed the state machines, with the outputs of the real one.
 *
 * @param fleet the state machine for several key stores; empty if there is none
 */
record StackAnswer(DeployedMachine machine, Optional<DeployedMachine> fleet) {

  /** The default name in the app in infra/. */
  private static final String NAME = "KeyStoreConnector";

  /** Those below the key store's name, as in a scenario that says nothing else. */
  private static final String SECRETS = "*={name}/*";

  private static final String EXAMPLE = "{\"customKeyStoreId\": \"cks-1234567890abcdef0\"}";

  boolean isCalled(String nameOrId) {
    return nameOrId.equals(NAME) || nameOrId.equals(id());
  }

  private String id() {
    UUID any = UUID.nameUUIDFromBytes(machine.arn().getBytes(StandardCharsets.UTF_8));
    return arn("cloudformation", "stack/%s/%s".formatted(NAME, any));
  }

  private String region() {
    return machine.region();
  }

  private String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(machine.identity().partition(), service, region(), Settings.ACCOUNT, resource);
  }

  Map<String, Object> json() {
    return new Body()
        .with("StackId", id())
        .with("StackName", NAME)
        .with("CreationTime", machine.created().truncatedTo(ChronoUnit.MILLIS).toString())
        .with("StackStatus", "CREATE_COMPLETE")
        .with("DisableRollback", false)
        .with("Outputs", outputs().entrySet().stream().map(StackAnswer::output).toList())
        .json();
  }

  /** An output as an answer has it. */
  static Map<String, Object> output(Map.Entry<String, String> output) {
    return new Body()
        .with("OutputKey", output.getKey())
        .with("OutputValue", output.getValue())
        .json();
  }

  private Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("StateMachineArn", machine.arn());
    fleet.ifPresent(deployed -> outputs.put("FleetStateMachineArn", deployed.arn()));
    outputs.put("StateMachineLink", console("states", "statemachines/view/" + machine.arn()));
    outputs.put("DashboardLink", console("cloudwatch", "dashboards:name=" + NAME));
    outputs.put("ExampleInput", EXAMPLE);
    outputs.put(
        "StartCommand",
        "aws stepfunctions start-execution --region %s --state-machine-arn %s --input '%s'"
            .formatted(region(), machine.arn(), EXAMPLE));
    outputs.put("KeyStores", "*");
    outputs.put("DeniedKeyStores", "none");
    outputs.put("JournalTable", JournalTable.NAME);
    outputs.put("SecretsByKeyStore", SECRETS);
    outputs.put("SettingsByKeyStore", "*");
    outputs.put("TopicArn", arn("sns", NAME));
    outputs.put("Release", "sandbox");
    outputs.put("ServiceToken", arn("lambda", "function:" + NAME + "-Connection"));
    return outputs;
  }

  private String console(String service, String place) {
    return "https://console.aws.amazon.com/%s/home?region=%s#/%s"
        .formatted(service, region(), place);
  }
}
