package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;

/**
 * What CloudFormation checks about the parameters of {@link ConnectorTemplate} together, before it
 * creates anything.
 */
final class TemplateRules {

  private final Stack stack;
  private final TemplateParameters parameters;

  TemplateRules(Stack stack, TemplateParameters parameters) {
    this.stack = stack;
    this.parameters = parameters;
  }

  /** Adds every rule to the stack. */
  void add() {
    holdCodeBucket();
    holdKeyStores();
    holdToKeyStores(ADD_HSM_KEY_STORE_IDS);
    holdToKeyStores(DISCONNECT_ON_DELETE_KEY_STORE_IDS);
    holdAlarmsToKeyStores();
    ScheduleParameters.ALL.forEach(this::holdToKeyStores);
    holdScheduleToFleet();
    holdHubToWatch();
    holdTriggerToKeyStores();
    holdRunsOnFailed();
    holdSecretsToKeyStores();
    holdCanaryKeysToKeyStores();
    holdSubnetsToSecurityGroups();
  }

  /**
   * Otherwise Lambda would look for the jars in a bucket that does not exist, or in another one.
   */
  private void holdCodeBucket() {
    ICfnConditionExpression bucket = parameters.isGiven(CODE_BUCKET);
    ICfnConditionExpression prefix = parameters.isGiven(CODE_BUCKET_PREFIX);
    rule(
        "OneCodeBucket",
        null,
        Fn.conditionAnd(
            Fn.conditionOr(bucket, prefix), Fn.conditionNot(Fn.conditionAnd(bucket, prefix))),
        "Either CodeBucket or CodeBucketPrefix must be given, not both.");
  }

  /** Otherwise the functions would take the list for less than it seems to say. */
  private void holdKeyStores() {
    rule(
        "SomeKeyStoreIsManaged",
        null,
        Fn.conditionNot(
            Fn.conditionAnd(
                Fn.conditionEachMemberEquals(parameters.list(KEY_STORE_IDS), DeploymentScope.NONE),
                Fn.conditionNot(hasNames()))),
        "KeyStoreIds or KeyStoreNames must name at least one key store.");
    rule(
        "EveryKeyStoreStandsAlone",
        hasEvery(),
        Fn.conditionAnd(
            Fn.conditionEachMemberEquals(parameters.list(KEY_STORE_IDS), ManagedKeyStore.EVERY),
            Fn.conditionNot(hasNames())),
        "With * in KeyStoreIds, there must be nothing else in it, and nothing in KeyStoreNames.");
  }

  private ICfnConditionExpression hasEvery() {
    return Fn.conditionContains(parameters.list(KEY_STORE_IDS), ManagedKeyStore.EVERY);
  }

  private ICfnConditionExpression hasNames() {
    return Fn.conditionNot(
        Fn.conditionEachMemberEquals(parameters.list(KEY_STORE_NAMES), DeploymentScope.NONE));
  }

  /** Whether only the functions can say which key stores are managed, once they see their names. */
  private ICfnConditionExpression notOnlyIds() {
    return Fn.conditionOr(hasEvery(), hasNames());
  }

  /** Whether the id is that of a managed key store, as far as a template can tell. */
  private ICfnConditionExpression isManaged(Parameter id) {
    return Fn.conditionAnd(
        Fn.conditionNot(Fn.conditionEquals(parameters.value(id), DeploymentScope.NONE)),
        Fn.conditionOr(
            Fn.conditionContains(parameters.list(KEY_STORE_IDS), parameters.value(id)),
            notOnlyIds()));
  }

  /** Otherwise a right would be granted for a key store on which no run may act. */
  private void holdToKeyStores(Parameter ids) {
    rule(
        ids.id() + "AreKeyStores",
        null,
        Fn.conditionOr(
            Fn.conditionEachMemberIn(parameters.list(ids), parameters.list(KEY_STORE_IDS)),
            Fn.conditionEachMemberEquals(parameters.list(ids), ""),
            notOnlyIds()),
        "%s must name only key stores of KeyStoreIds.".formatted(ids.id()));
  }

  /** Otherwise an alarm would wait for a key store that the connector does not manage. */
  private void holdAlarmsToKeyStores() {
    rule(
        "AlarmKeyStoreIdsAreKeyStores",
        null,
        Fn.conditionOr(
            Fn.conditionEachMemberIn(
                parameters.list(ALARM_KEY_STORE_IDS), parameters.list(KEY_STORE_IDS)),
            Fn.conditionEachMemberEquals(parameters.list(ALARM_KEY_STORE_IDS), "all"),
            notOnlyIds(),
            Fn.conditionEachMemberEquals(
                parameters.list(ALARM_KEY_STORE_IDS), DeploymentScope.NONE)),
        "AlarmKeyStoreIds must name only key stores of KeyStoreIds, or be all or none.");
  }

  /** Otherwise every run of the schedule would fail: its request is invalid or not allowed. */
  private void holdToKeyStores(ScheduleParameters schedule) {
    rule(
        schedule.name() + "HasKeyStore",
        parameters.isGiven(schedule.expression()),
        isManaged(schedule.keyStoreId()),
        "With a %s, %s must be one of KeyStoreIds."
            .formatted(schedule.expression().id(), schedule.keyStoreId().id()));
    rule(
        schedule.name() + "MayAddHsm",
        Fn.conditionAnd(
            parameters.isGiven(schedule.expression()),
            Fn.conditionEquals(parameters.value(schedule.addHsm()), "true")),
        Fn.conditionOr(
            Fn.conditionContains(
                parameters.list(ADD_HSM_KEY_STORE_IDS), parameters.value(schedule.keyStoreId())),
            Fn.conditionAnd(
                notOnlyIds(),
                Fn.conditionNot(
                    Fn.conditionEachMemberEquals(parameters.list(ADD_HSM_KEY_STORE_IDS), "")))),
        "With %s, %s must be one of AddHsmKeyStoreIds."
            .formatted(schedule.addHsm().id(), schedule.keyStoreId().id()));
    holdUpdate(schedule.name() + "MayUpdate", schedule.update());
  }

  /**
   * Otherwise the schedule would silently not be there. One assertion without a condition: with
   * one, the checker of templates in the build has too many cases, and gives up.
   */
  private void holdScheduleToFleet() {
    rule(
        "FleetScheduleHasFleet",
        null,
        Fn.conditionOr(
            Fn.conditionEquals(parameters.value(FLEET), "true"),
            Fn.conditionNot(parameters.isGiven(FLEET_SCHEDULE_EXPRESSION))),
        "With a FleetScheduleExpression, Fleet must be true.");
    rule(
        "FleetScheduleMayAddHsm",
        Fn.conditionEquals(parameters.value(FLEET_SCHEDULE_ADD_HSM), "true"),
        Fn.conditionNot(Fn.conditionEachMemberEquals(parameters.list(ADD_HSM_KEY_STORE_IDS), "")),
        "With FleetScheduleAddHsm, AddHsmKeyStoreIds must name the key stores of the schedule.");
    holdUpdate("FleetScheduleMayUpdate", FLEET_SCHEDULE_UPDATE);
  }

  /** Otherwise the hub would take the account for a silent one. */
  private void holdHubToWatch() {
    rule(
        "HubHasWatch",
        null,
        Fn.conditionOr(
            Fn.conditionNot(Fn.conditionEquals(parameters.value(WATCH_MINUTES), "0")),
            Fn.conditionNot(parameters.isGiven(HUB_BUS_ARN))),
        "With a HubBusArn, WatchMinutes must not be 0.");
  }

  /** Otherwise every run that a new HSM starts would fail. */
  private void holdTriggerToKeyStores() {
    rule(
        "HsmClusterHasKeyStore",
        parameters.isGiven(HSM_CLUSTER_ID),
        isManaged(HSM_CLUSTER_KEY_STORE_ID),
        "With an HsmClusterId, HsmClusterKeyStoreId must be one of KeyStoreIds.");
    holdUpdate("HsmClusterMayUpdate", HSM_CLUSTER_UPDATE);
  }

  /** Otherwise nothing would see that a key store has failed. */
  private void holdRunsOnFailed() {
    rule(
        "RunOnFailedHasWatch",
        Fn.conditionEquals(parameters.value(RUN_ON_FAILED), "true"),
        Fn.conditionNot(Fn.conditionEquals(parameters.value(WATCH_MINUTES), "0")),
        "With RunOnFailed, WatchMinutes must not be 0.");
    holdUpdate("RunOnFailedMayUpdate", RUN_ON_FAILED_UPDATE);
  }

  private void holdUpdate(String id, Parameter update) {
    rule(
        id,
        parameters.isGiven(update),
        Fn.conditionOr(
            saysSomething(KEY_STORE_SECRETS),
            parameters.isGiven(SECRET_TEMPLATE),
            saysSomething(KEY_STORE_SETTINGS)),
        "With %s, KeyStoreSecrets, SecretTemplate or KeyStoreSettings must allow what it changes."
            .formatted(update.id()));
  }

  /** Otherwise every request that names a secret or changes a setting would be refused. */
  private void holdSecretsToKeyStores() {
    rule(
        "SecretsHaveKeyStores",
        parameters.isGiven(CREDENTIAL_ARNS),
        saysSomething(KEY_STORE_SECRETS),
        "With CredentialArns, KeyStoreSecrets must say which secret is for which key store, such as"
            + " cks-1234567890abcdef0=kmsuser.");
    rule(
        "KeyStoreSecretsCanBeRead",
        saysSomething(KEY_STORE_SECRETS),
        parameters.isGiven(CREDENTIAL_ARNS),
        "With KeyStoreSecrets, CredentialArns must contain the ARNs of those secrets.");
  }

  /** Otherwise no check could encrypt with a canary key, or would try to. */
  private void holdCanaryKeysToKeyStores() {
    rule(
        "CanaryKeysMayBeUsed",
        parameters.isGiven(CANARY_KEYS),
        parameters.isGiven(CANARY_KEY_ARNS),
        "With CanaryKeys, CanaryKeyArns must contain the ARNs of those keys.");
    rule(
        "CanaryKeysHaveKeyStores",
        parameters.isGiven(CANARY_KEY_ARNS),
        parameters.isGiven(CANARY_KEYS),
        "With CanaryKeyArns, CanaryKeys must say which key is in which key store.");
  }

  /** Otherwise Lambda would refuse every function. */
  private void holdSubnetsToSecurityGroups() {
    rule(
        "SubnetsHaveSecurityGroups",
        parameters.isGiven(SUBNET_IDS),
        parameters.isGiven(SECURITY_GROUP_IDS),
        "With SubnetIds, SecurityGroupIds must name the functions' security groups.");
    rule(
        "SecurityGroupsHaveSubnets",
        parameters.isGiven(SECURITY_GROUP_IDS),
        parameters.isGiven(SUBNET_IDS),
        "With SecurityGroupIds, SubnetIds must name the subnets in which the functions run.");
  }

  private ICfnConditionExpression saysSomething(Parameter pairs) {
    return Fn.conditionNot(
        Fn.conditionOr(
            Fn.conditionEquals(parameters.value(pairs), ""),
            Fn.conditionEquals(parameters.value(pairs), DeploymentScope.NONE)));
  }

  /**
   * A condition stands within the assertion. As the condition of the rule it would mean the same to
   * CloudFormation, but the checker of templates tries all conditions of rules together, and those
   * of this template are too many for it.
   */
  private void rule(
      String id,
      @Nullable ICfnConditionExpression when,
      ICfnConditionExpression then,
      String sentence) {
    ICfnConditionExpression holds =
        when == null ? then : Fn.conditionOr(Fn.conditionNot(when), then);
    CfnRule.Builder.create(stack, id)
        .assertions(
            List.of(
                CfnRuleAssertion.builder().assertValue(holds).assertDescription(sentence).build()))
        .build();
  }
}
