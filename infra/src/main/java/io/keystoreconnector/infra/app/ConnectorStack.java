package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.KeyStoreConnector;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A connector as the configuration file wants it. */
final class ConnectorStack extends Stack {

  ConnectorStack(Construct scope, Configuration configuration) {
    super(
        scope,
        configuration.stackName(),
        StackProps.builder()
            .description("Key Store Connector: connects AWS KMS custom key stores, unattended.")
            .build());
    KeyStoreConnector connector =
        new KeyStoreConnector(this, "Connector", configuration.props(this));
    connector.addOutputs();
    configuration
        .connectOnDeploy()
        .forEach(store -> connector.connect(this, "Connection-" + store.id(), store.request()));
  }
}
