package io.keystoreconnector.infra;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.constructs.IConstruct;

/**
 * The conditions of a template under which parts of a connector are deployed; null for a part that
 * is always deployed.
 *
 * @param everyKeyStore of what is said if runs may act on every key store; null if that is known
 *     before the deployment
 * @param addHsm of the function that creates HSMs, with everything that belongs to it
 * @param disconnectOnDelete of the policy to disconnect a key store when a stack is deleted
 * @param secrets of the policies to describe and read secrets
 * @param secretKeys of the policy to decrypt secrets
 * @param secretTemplate of the policies on secrets that are known by a rule
 * @param canaryKeys of the policy to encrypt with canary keys
 * @param journalKey of the encryption of the journal with a customer-managed key
 * @param newTopic of the topic that the stack creates; without it, messages go to an existing one
 * @param topicKey of the encryption of the topic with a customer-managed key
 * @param queueKey of the encryption of the queue with a customer-managed key
 * @param network of the VPC in which the functions run, and of the right to its network interfaces
 * @param watch of the watch, with everything that belongs to it
 * @param watchAndJournalKey of the watch's right to the journal's key
 * @param watchAndQueueKey of the watch's right to the queue's key
 * @param fleet of the state machine for several key stores, with everything that belongs to it
 */
record Conditions(
    @Nullable CfnCondition everyKeyStore,
    @Nullable CfnCondition addHsm,
    @Nullable CfnCondition disconnectOnDelete,
    @Nullable CfnCondition secrets,
    @Nullable CfnCondition secretKeys,
    @Nullable CfnCondition secretTemplate,
    @Nullable CfnCondition canaryKeys,
    @Nullable CfnCondition journalKey,
    @Nullable CfnCondition newTopic,
    @Nullable CfnCondition topicKey,
    @Nullable CfnCondition queueKey,
    @Nullable CfnCondition network,
    @Nullable CfnCondition watch,
    @Nullable CfnCondition watchAndJournalKey,
    @Nullable CfnCondition watchAndQueueKey,
    @Nullable CfnCondition fleet) {

  /** All parts are always deployed. */
  static final Conditions NONE =
      new Conditions(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  /** Puts every resource of the part under the condition, if there is one. */
  static void apply(@Nullable CfnCondition condition, IConstruct part) {
    if (condition == null) {
      return;
    }
    for (IConstruct each : part.getNode().findAll()) {
      if (each instanceof CfnResource resource) {
        resource.getCfnOptions().setCondition(condition);
      }
    }
  }

  /** The first string, or the other one if there is a condition that is false. */
  static String choose(@Nullable CfnCondition condition, String text, String otherwise) {
    return condition == null
        ? text
        : Fn.conditionIf(condition.getLogicalId(), text, otherwise).toString();
  }

  /** The part of a template, or nothing if there is a condition that is false. */
  static Object keep(@Nullable CfnCondition condition, Object part) {
    return condition == null
        ? part
        : Fn.conditionIf(condition.getLogicalId(), part, Map.of("Ref", "AWS::NoValue"));
  }
}
