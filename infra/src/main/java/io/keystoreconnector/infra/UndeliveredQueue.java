package io.keystoreconnector.infra;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue for everything that could not be delivered: starts, ends and events. */
final class UndeliveredQueue {

  private static final String POLICY = "QueueKey";

  private final Queue queue;
  private final @Nullable IKey key;
  private final @Nullable CfnCondition hasKey;

  UndeliveredQueue(Construct scope, KeyStoreConnectorProps props, Conditions conditions) {
    key = props.queueKey();
    hasKey = conditions.queueKey();
    queue =
        Queue.Builder.create(scope, "Undelivered")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    if (key != null) {
      encryptWith(key.getKeyArn());
    }
  }

  /** CDK would give every sender more rights to the key than SQS needs. */
  private void encryptWith(String keyArn) {
    CfnResource resource = (CfnResource) queue.getNode().getDefaultChild();
    resource.addPropertyOverride("KmsMasterKeyId", Conditions.keep(hasKey, keyArn));
    // SQS takes one of the two encryptions, not both.
    resource.addPropertyOverride(
        "SqsManagedSseEnabled",
        hasKey == null ? false : Fn.conditionIf(hasKey.getLogicalId(), false, true));
  }

  Queue queue() {
    return queue;
  }

  /**
   * The queue, for the target of a rule; null if the rule may not be deployed, because the queue's
   * policy cannot name it then: {@link #receiveFrom} allows it otherwise.
   */
  @Nullable IQueue ofRule(boolean isAlwaysDeployed) {
    return isAlwaysDeployed ? queue : null;
  }

  /** Takes what a rule that may not be deployed could not deliver. */
  void receiveFrom(Rule rule) {
    ((CfnResource) rule.getNode().getDefaultChild())
        .addPropertyOverride("Targets.0.DeadLetterConfig.Arn", queue.getQueueArn());
  }

  /**
   * Lets a function use the queue's key: Lambda sends an event that failed with the function's
   * role.
   */
  void letUseKey(ConnectorFunction function) {
    letUseKey(function, hasKey);
  }

  /** The same for a function that may not be deployed. */
  void letUseKey(ConnectorFunction function, @Nullable CfnCondition condition) {
    if (key != null) {
      function.mayAlso(condition, POLICY, useKey(key));
    }
  }

  /**
   * Lets a role use the queue's key: Scheduler sends a start that failed with its role.
   *
   * @return the policy; null if the queue has no key
   */
  @Nullable Policy letUseKey(Construct scope, Role role) {
    return key == null
        ? null
        : Policy.Builder.create(scope, POLICY)
            .statements(List.of(useKey(key)))
            .roles(List.of(role))
            .build();
  }

  private static PolicyStatement useKey(IKey key) {
    return Grants.useQueueKey(key.getKeyArn());
  }
}
