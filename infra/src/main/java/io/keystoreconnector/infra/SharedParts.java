package io.keystoreconnector.infra;

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
    UndeliveredQueue undelivered) {}
