package io.keystoreconnector.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What all parts of a connector share.
 *
 * @param name distinguishes connectors in metrics and links
 * @param undelivered the queue for everything that could not be delivered: starts, ends and events
 */
record SharedParts(
    String name,
    KeyStoreConnectorProps props,
    DeploymentScope scope,
    Conditions conditions,
    NotificationTopic notifications,
    Queue undelivered) {

  static Queue queue(Construct scope) {
    return Queue.Builder.create(scope, "Undelivered")
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(14))
        .build();
  }
}
