package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The function that CloudFormation calls for a {@code Custom::KeyStoreConnection}: it starts the
 * workflow.
 */
final class CustomResourceProvider extends Construct {

  private final ConnectorFunction start;

  CustomResourceProvider(Construct scope, String id, StateMachine machine, SharedParts shared) {
    super(scope, id);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STATE_MACHINE_ARN", machine.getStateMachineArn());
    String disconnectable = shared.scope().disconnectOnDelete();
    if (disconnectable != null) {
      environment.put("DISCONNECTABLE_KEY_STORES", disconnectable);
    }
    start =
        new ConnectorFunction(
                this,
                "Start",
                new ConnectorFunction.Spec(
                    Jar.LIFECYCLE,
                    "io.keystoreconnector.lifecycle.DeploymentHandler",
                    "Starts a run for a CloudFormation stack, which waits until the run ends.",
                    90,
                    environment),
                shared.props())
            .may(Grants.on("StartRuns", machine.getStateMachineArn(), "states:StartExecution"));
    if (disconnectable != null) {
      start.mayAlso(
          shared.conditions().disconnectOnDelete(),
          "DisconnectOnDelete",
          Grants.keyStores(
              "DisconnectOnDelete", "kms:DescribeCustomKeyStores", "kms:DisconnectCustomKeyStore"));
    }
    start.alias().configureAsyncInvoke(OutcomeNotifier.again(shared.undelivered()));
  }

  ConnectorFunction start() {
    return start;
  }
}
