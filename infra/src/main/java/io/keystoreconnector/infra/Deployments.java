package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** What CloudFormation calls for a {@code Custom::KeyStoreConnection}: it starts the workflow. */
final class Deployments extends Construct {

  /** The policy that is only there if a deleted stack may disconnect a key store. */
  static final String DISCONNECT_ON_DELETE = "DisconnectOnDelete";

  private final ConnectorFunction start;

  Deployments(Construct scope, String id, StateMachine machine, Base base) {
    super(scope, id);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STATE_MACHINE_ARN", machine.getStateMachineArn());
    String mayDisconnect = base.reach().disconnectOnDelete();
    environment.put("ALLOWED_KEY_STORES", mayDisconnect == null ? "none" : mayDisconnect);
    start =
        new ConnectorFunction(
                this,
                "Start",
                new ConnectorFunction.Spec(
                    Jar.LIFECYCLE,
                    "io.keystoreconnector.lifecycle.DeploymentHandler",
                    "Starts a run for a CloudFormation stack, which then waits for its end.",
                    90,
                    environment),
                base.props())
            .may(Grants.on("StartRuns", machine.getStateMachineArn(), "states:StartExecution"));
    if (mayDisconnect != null) {
      start.mayAlso(
          DISCONNECT_ON_DELETE,
          Grants.keyStores(
              "DisconnectOnDelete", "kms:DescribeCustomKeyStores", "kms:DisconnectCustomKeyStore"));
    }
    start.alias().configureAsyncInvoke(Endings.again(base.undelivered()));
  }

  ConnectorFunction start() {
    return start;
  }
}
