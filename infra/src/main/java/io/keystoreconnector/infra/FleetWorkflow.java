package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The state machine that runs the workflow for several key stores, its role and its log group:
 * docs/fleet.md.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">Start
 *     a new state machine from a running execution, with the permissions that this requires</a>
 */
final class FleetWorkflow extends Construct {

  static final String DEFINITION = "connect-fleet.asl.json";

  /** A run of a fleet is named after its key store, whose id begins so. */
  private static final String STARTED_BY_A_FLEET = "cks-*";

  /** Step Functions makes it once in an account and Region, and it reports the end of every run. */
  private static final String MANAGED_RULE = "StepFunctionsGetEventsForStepFunctionsExecutionRule";

  private final StateMachine machine;

  FleetWorkflow(
      Construct scope, String id, ConnectorFunction check, StateMachine runs, SharedParts shared) {
    super(scope, id);
    Role role =
        StateMachines.role(
            this, "Starts the key store connector's workflow for each key store of a fleet.");
    List.of(
            StateMachines.invoke("Check", check),
            Grants.on("StartRuns", runs.getStateMachineArn(), "states:StartExecution"),
            Grants.on(
                "AwaitRuns",
                OutcomeNotifier.executions(this, runs, STARTED_BY_A_FLEET),
                "states:DescribeExecution",
                "states:StopExecution"),
            hearOfEnds())
        .forEach(role::addToPolicy);
    machine =
        StateMachines.machine(
            this,
            DEFINITION,
            Map.of(
                "CheckFunction",
                check.aliasArn(),
                "ConnectKeyStore",
                runs.getStateMachineArn(),
                "Partition",
                Aws.PARTITION),
            role,
            // No other connector's name has a slash.
            StateMachines.logGroup(this, shared.name() + "/fleet", shared.props()));
  }

  /** With the rights of this role, Step Functions makes the rule through which it hears. */
  private PolicyStatement hearOfEnds() {
    String rule =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("events")
                    .resource("rule")
                    .resourceName(MANAGED_RULE)
                    .build());
    return Grants.on(
        "HearOfEnds", rule, "events:PutTargets", "events:PutRule", "events:DescribeRule");
  }

  StateMachine machine() {
    return machine;
  }
}
