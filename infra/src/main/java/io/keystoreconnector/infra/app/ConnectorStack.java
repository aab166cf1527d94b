package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.KeyStoreConnector;
import io.keystoreconnector.infra.Release;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A connector as the configuration file describes it. */
final class ConnectorStack extends Stack {

  ConnectorStack(Construct scope, Configuration configuration) {
    super(
        scope,
        configuration.stackName(),
        StackProps.builder().description(Release.description()).build());
    Configuration.Contents contents = configuration.contents(this);
    KeyStoreConnector connector = new KeyStoreConnector(this, "Connector", contents.props());
    connector.addOutputs();
    contents
        .connectOnDeploy()
        .forEach(store -> connector.connect(this, "Connection-" + store.id(), store.request()));
  }
}
