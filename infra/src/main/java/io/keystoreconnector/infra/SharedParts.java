package io.keystoreconnector.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * What all parts of a connector share.
 *
 * @param name distinguishes connectors in metrics and links
 * @param undelivered where everything goes that could not be delivered
 */
record SharedParts(
    String name,
    KeyStoreConnectorProps props,
    DeploymentScope scope,
    Conditions conditions,
    NotificationTopic notifications,
    UndeliveredQueue undelivered) {

  /**
   * The name of a connector: its stack, its id, and the ids of the constructs around it if it is
   * not at the top of the stack.
   *
   * @throws InvalidDeployment if a log group could not be named so
   */
  static String nameOf(Construct connector) {
    String stack = Stack.of(connector).getNode().getPath();
    String place =
        connector.getNode().getPath().substring(stack.isEmpty() ? 0 : stack.length() + 1);
    String id = place.replace('/', '-');
    Validation.connectorId(id);
    return Aws.STACK_NAME + "-" + id;
  }
}
