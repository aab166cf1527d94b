package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;

/** The conditions that the parameters of {@link ConnectorTemplate} decide. */
final class TemplateConditions {

  private TemplateConditions() {}

  /** Without the functions and policies for what is not allowed. */
  static Conditions of(Stack stack, TemplateParameters parameters) {
    CfnCondition watch =
        CfnCondition.Builder.create(stack, "HasWatch")
            .expression(Fn.conditionNot(Fn.conditionEquals(parameters.value(WATCH_MINUTES), "0")))
            .build();
    return new Conditions(
        CfnCondition.Builder.create(stack, "ActsOnEveryKeyStore")
            .expression(isEvery(parameters))
            .build(),
        parameters.given(ADD_HSM_KEY_STORE_IDS),
        parameters.given(DISCONNECT_ON_DELETE_KEY_STORE_IDS),
        parameters.given(CREDENTIAL_ARNS),
        parameters.given(CREDENTIAL_KEY_ARNS),
        parameters.given(SECRET_TEMPLATE),
        parameters.given(CANARY_KEY_ARNS),
        parameters.given(JOURNAL_KEY_ARN),
        CfnCondition.Builder.create(stack, "CreatesTopic")
            .expression(Fn.conditionNot(parameters.isGiven(TOPIC_ARN)))
            .build(),
        parameters.given(TOPIC_KEY_ARN),
        parameters.given(QUEUE_KEY_ARN),
        parameters.given(SUBNET_IDS),
        watch,
        both(stack, "HasWatchAndJournalKey", watch, parameters.given(JOURNAL_KEY_ARN)),
        both(stack, "HasWatchAndQueueKey", watch, parameters.given(QUEUE_KEY_ARN)),
        CfnCondition.Builder.create(stack, "HasFleet")
            .expression(Fn.conditionEquals(parameters.value(FLEET), "true"))
            .build());
  }

  /** A star stands for every key store only if it stands alone. */
  static ICfnConditionExpression isEvery(TemplateParameters parameters) {
    return Fn.conditionEquals(parameters.value(KEY_STORE_IDS), ManagedKeyStore.EVERY);
  }

  /** The condition that two others are true. */
  static CfnCondition both(Stack stack, String id, CfnCondition one, CfnCondition other) {
    return CfnCondition.Builder.create(stack, id).expression(Fn.conditionAnd(one, other)).build();
  }
}
