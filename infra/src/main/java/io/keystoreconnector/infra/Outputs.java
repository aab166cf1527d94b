package io.keystoreconnector.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.constructs.Construct;

/** The outputs of a deployment. */
final class Outputs {

  static final String RUNBOOK_URL = "RunbookUrl";
  static final String FLEET_STATE_MACHINE_ARN = "FleetStateMachineArn";

  private static final String EVERY_KEY_STORE =
      "* (every key store, also those that are created later)";

  private Outputs() {}

  static void add(
      KeyStoreConnector connector, SharedParts shared, Journal journal, Dashboard dashboard) {
    Construct scope = new Construct(connector, "Outputs");
    Links links = new Links(scope);
    String exampleRequest = shared.scope().example();
    String machine = connector.stateMachine().getStateMachineArn();
    output(
        scope,
        "Release",
        "The release of the connector, and the 12 digits that its jars are known by.",
        Release.version() + " " + FunctionCode.release());
    output(scope, "StateMachineArn", "The workflow.", machine);
    output(scope, "StateMachineLink", "The workflow in the console.", links.stateMachine(machine));
    connector
        .fleetStateMachine()
        .ifPresent(
            fleet ->
                output(
                    scope,
                    FLEET_STATE_MACHINE_ARN,
                    "The workflow for several key stores.",
                    fleet.getStateMachineArn()));
    output(
        scope,
        "DashboardLink",
        "The dashboard of runs in the console.",
        links.dashboard(dashboard.getDashboardName()));
    output(scope, "ExampleInput", "An input for Start execution in the console.", exampleRequest);
    output(
        scope,
        "StartCommand",
        "Starts a run from a terminal.",
        "aws stepfunctions start-execution --region %s --state-machine-arn %s --input '%s'"
            .formatted(Aws.REGION, machine, exampleRequest));
    output(
        scope,
        "KeyStores",
        "The key stores of this account and Region on which runs may act.",
        keyStores(shared));
    output(
        scope,
        "DeniedKeyStores",
        "The key stores on which runs may not act, whatever KeyStores says.",
        shared.scope().denied());
    output(scope, "JournalTable", "What runs remember about key stores.", journal.tableName());
    output(
        scope,
        "SecretsByKeyStore",
        "Which secret a run for a key store may send to KMS.",
        shared.scope().keyStoreSecrets());
    output(
        scope,
        "SettingsByKeyStore",
        "Which settings a run for a key store may change.",
        shared.scope().keyStoreSettings());
    output(scope, "TopicArn", "The topic that notifies people.", shared.notifications().topicArn());
    output(
            scope,
            "ServiceToken",
            "The service token for Custom::KeyStoreConnection in any stack of this account and"
                + " Region.",
            connector.serviceToken())
        .setExportName(Aws.STACK_NAME + "-ServiceToken");
    String runbook = shared.props().runbookUrl();
    if (runbook != null) {
      output(scope, RUNBOOK_URL, "The runbook, to which reports lead.", runbook);
    }
  }

  private static String keyStores(SharedParts shared) {
    String listed = shared.scope().keyStores();
    CfnCondition every = shared.conditions().everyKeyStore();
    if (every == null) {
      return listed.equals(ManagedKeyStore.EVERY) ? EVERY_KEY_STORE : listed;
    }
    return Conditions.choose(every, EVERY_KEY_STORE, listed);
  }

  /** An output that a template has only under a condition. */
  static void onlyIf(CfnCondition condition, KeyStoreConnector connector, String id) {
    CfnOutput output = (CfnOutput) connector.getNode().findChild("Outputs").getNode().findChild(id);
    output.setCondition(condition);
  }

  private static CfnOutput output(Construct scope, String id, String description, String value) {
    CfnOutput output =
        CfnOutput.Builder.create(scope, id).description(description).value(value).build();
    // Programs look them up by these names.
    output.overrideLogicalId(id);
    return output;
  }
}
