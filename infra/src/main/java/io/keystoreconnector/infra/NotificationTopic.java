package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that notifies people when they are needed. */
final class NotificationTopic extends Construct {

  private final Topic topic;
  private final @Nullable IKey key;

  NotificationTopic(Construct scope, String id, KeyStoreConnectorProps props) {
    super(scope, id);
    key = props.topicKey();
    topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Key Store Connector")
            .masterKey(key)
            .enforceSsl(true)
            .build();
    // enforceSsl replaces the topic's own policy, which allows this account's alarms to publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    props.emails().forEach(email -> topic.addSubscription(new EmailSubscription(email)));
  }

  Topic topic() {
    return topic;
  }

  String topicArn() {
    return topic.getTopicArn();
  }

  IAlarmAction asAlarmAction() {
    return new SnsAction(topic);
  }

  void grantPublish(ConnectorFunction function) {
    function.may(Grants.on("TellPeople", topicArn(), "sns:Publish"));
    if (key != null) {
      function.may(
          Grants.on("EncryptMessages", key.getKeyArn(), "kms:Decrypt", "kms:GenerateDataKey"));
    }
  }
}
