package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topic that notifies people when they are needed: a new one, an existing one, or whichever the
 * deployment says.
 */
final class NotificationTopic extends Construct {

  private final ITopic topic;
  private final @Nullable Topic created;
  private final @Nullable IKey key;
  private final @Nullable CfnCondition hasKey;

  NotificationTopic(
      Construct scope, String id, KeyStoreConnectorProps props, Conditions conditions) {
    super(scope, id);
    key = props.topicKey();
    hasKey = conditions.topicKey();
    ITopic existing = props.topic();
    CfnCondition isNew = conditions.newTopic();
    created = existing == null || isNew != null ? create() : null;
    topic = chosen(existing, isNew);
    props.emails().forEach(email -> topic.addSubscription(new EmailSubscription(email)));
  }

  private Topic create() {
    Topic mine =
        Topic.Builder.create(this, "Topic")
            .displayName("Key Store Connector")
            .masterKey(hasKey == null ? key : null)
            .enforceSsl(true)
            .build();
    // enforceSsl replaces the topic's own policy, which allows this account's alarms to publish.
    mine.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(mine.getTopicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    if (key != null && hasKey != null) {
      ((CfnResource) mine.getNode().getDefaultChild())
          .addPropertyOverride(
              "KmsMasterKeyId", Conditions.choose(hasKey, key.getKeyArn(), Aws.NO_VALUE));
    }
    return mine;
  }

  private ITopic chosen(@Nullable ITopic existing, @Nullable CfnCondition isNew) {
    if (created == null) {
      return Objects.requireNonNull(existing);
    }
    if (existing == null) {
      return created;
    }
    Conditions.apply(isNew, created);
    return Topic.fromTopicArn(
        this, "Either", Conditions.choose(isNew, created.getTopicArn(), existing.getTopicArn()));
  }

  ITopic topic() {
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
      PolicyStatement encrypt =
          Grants.on("EncryptMessages", key.getKeyArn(), "kms:Decrypt", "kms:GenerateDataKey");
      if (hasKey == null) {
        function.may(encrypt);
      } else {
        function.mayAlso(hasKey, "TopicKey", encrypt);
      }
    }
  }

  /** Lets EventBridge publish to the topic that the stack creates, only under the condition. */
  void letEventsPublish(CfnCondition condition) {
    if (created != null) {
      Object statement =
          Map.of(
              "Sid",
              "Events",
              "Effect",
              "Allow",
              "Principal",
              Map.of("Service", "events.amazonaws.com"),
              "Action",
              "sns:Publish",
              "Resource",
              created.getTopicArn());
      // After the two statements that each topic has.
      ((CfnResource) created.getNode().findChild("Policy").getNode().getDefaultChild())
          .addPropertyOverride("PolicyDocument.Statement.2", Conditions.keep(condition, statement));
    }
  }
}
