package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The function that CloudFormation calls for a {@code Custom::KeyStoreConnection}: it starts the
 * workflow.
 */
final class CustomResourceProvider extends Construct {

  /** How the names begin that the function gives to the runs that it starts. */
  static final String STARTED_BY_A_STACK = "cfn-";

  private final ConnectorFunction start;

  CustomResourceProvider(
      Construct scope,
      String id,
      StateMachine machine,
      @Nullable FleetWorkflow fleet,
      SharedParts shared) {
    super(scope, id);
    Map<String, String> environment = new LinkedHashMap<>(shared.props().responseEnvironment());
    environment.put("STATE_MACHINE_ARN", machine.getStateMachineArn());
    tellOfFleets(environment, fleet, shared);
    String disconnectable = shared.scope().disconnectOnDelete();
    if (disconnectable != null) {
      environment.put("DISCONNECTABLE_KEY_STORES", disconnectable);
      environment.put("DENIED_KEY_STORES", shared.scope().denied());
    }
    start =
        new ConnectorFunction(
                this,
                "Start",
                new ConnectorFunction.Spec(
                    Jar.LIFECYCLE,
                    "io.keystoreconnector.lifecycle.DeploymentHandler",
                    "Starts a run for a CloudFormation stack, which waits until the run ends.",
                    180,
                    environment),
                shared)
            .may(
                startRuns("StartRuns", machine),
                stopRuns("StopRuns", machine),
                Grants.on("SeeRollbacks", stacks(), "cloudformation:DescribeStacks"),
                Grants.keyStores("FindKeyStore", "kms:DescribeCustomKeyStores"));
    if (disconnectable != null) {
      start.mayAlso(
          shared.conditions().disconnectOnDelete(),
          "DisconnectOnDelete",
          Grants.keyStores("DisconnectOnDelete", "kms:DisconnectCustomKeyStore"));
    }
    if (fleet != null) {
      start.mayAlso(
          shared.conditions().fleet(),
          "Fleets",
          startRuns("StartFleets", fleet.machine()),
          stopRuns("StopFleets", fleet.machine()));
    }
    start.alias().configureAsyncInvoke(OutcomeNotifier.again(shared.undelivered().queue()));
    shared.undelivered().letUseKey(start);
  }

  /** Tells a function which executions are those for several key stores, if there are any. */
  static void tellOfFleets(
      Map<String, String> environment, @Nullable FleetWorkflow fleet, SharedParts shared) {
    if (fleet != null) {
      environment.put(
          "FLEET_STATE_MACHINE_ARN",
          Conditions.choose(shared.conditions().fleet(), fleet.machine().getStateMachineArn(), ""));
    }
  }

  private static PolicyStatement startRuns(String sid, StateMachine machine) {
    return Grants.on(
        sid, machine.getStateMachineArn(), "states:StartExecution", "states:ListExecutions");
  }

  private PolicyStatement stopRuns(String sid, StateMachine machine) {
    return Grants.on(
        sid,
        OutcomeNotifier.executions(this, machine, STARTED_BY_A_STACK + "*"),
        "states:DescribeExecution",
        "states:StopExecution");
  }

  /** Stacks that use the connector have any name. */
  private String stacks() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("cloudformation")
                .resource("stack")
                .resourceName("*")
                .build());
  }

  ConnectorFunction start() {
    return start;
  }
}
