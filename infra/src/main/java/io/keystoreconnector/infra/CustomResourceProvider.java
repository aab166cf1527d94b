package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The function that CloudFormation calls for a {@code Custom::KeyStoreConnection}: it starts the
 * workflow.
 */
final class CustomResourceProvider extends Construct {

  /** The names that the function gives to the runs that it starts. */
  private static final String STARTED_BY_A_STACK = "cfn-*";

  private final ConnectorFunction start;

  CustomResourceProvider(Construct scope, String id, StateMachine machine, SharedParts shared) {
    super(scope, id);
    Map<String, String> environment = new LinkedHashMap<>(shared.props().responseEnvironment());
    environment.put("STATE_MACHINE_ARN", machine.getStateMachineArn());
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
                Grants.on(
                    "StartRuns",
                    machine.getStateMachineArn(),
                    "states:StartExecution",
                    "states:ListExecutions"),
                Grants.on(
                    "StopRuns",
                    OutcomeNotifier.executions(this, machine, STARTED_BY_A_STACK),
                    "states:DescribeExecution",
                    "states:StopExecution"),
                Grants.on("SeeRollbacks", stacks(), "cloudformation:DescribeStacks"),
                Grants.keyStores("FindKeyStore", "kms:DescribeCustomKeyStores"));
    if (disconnectable != null) {
      start.mayAlso(
          shared.conditions().disconnectOnDelete(),
          "DisconnectOnDelete",
          Grants.keyStores("DisconnectOnDelete", "kms:DisconnectCustomKeyStore"));
    }
    start.alias().configureAsyncInvoke(OutcomeNotifier.again(shared.undelivered().queue()));
    shared.undelivered().letUseKey(start);
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
