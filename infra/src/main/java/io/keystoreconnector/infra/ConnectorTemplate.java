package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The connector as one CloudFormation template with parameters: for plain CloudFormation, StackSets
 * and Service Catalog, without bootstrap, assets or roles of CDK.
 */
public final class ConnectorTemplate extends Stack {

  private final Map<Parameter, CfnParameter> parameters = new EnumMap<>(Parameter.class);
  private final Map<Parameter, CfnCondition> given = new EnumMap<>(Parameter.class);

  /** The template as a stack of an app. */
  public ConnectorTemplate(Construct scope, String id) {
    super(
        scope,
        id,
        StackProps.builder()
            .synthesizer(new BootstraplessSynthesizer())
            .description("Key Store Connector: connects AWS KMS custom key stores, unattended.")
            .build());
    for (Parameter parameter : Parameter.values()) {
      parameters.put(parameter, parameter.in(this));
    }
    getTemplateOptions().setMetadata(Map.of("AWS::CloudFormation::Interface", Parameter.groups()));
    KeyStoreConnectorProps props = props();
    KeyStoreConnector connector =
        new KeyStoreConnector(this, "Connector", props, scope(), conditions());
    connector.addOutputs();
    holdToKeyStores(ADD_HSM_KEY_STORE_IDS);
    holdToKeyStores(DISCONNECT_ON_DELETE_KEY_STORE_IDS);
    holdScheduleToKeyStores();
    holdSecretsToKeyStores();
    addSchedule(connector);
    addSubscription(connector.topic());
    keepLogs();
    NagSuppressions.addTo(connector, props);
    Validations.of(this)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::W2509")
                .reason("KeyStoreSecrets is not a password: it holds names, which people must see.")
                .build());
    Annotations.of(getNode().findChild("Code"))
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified",
            "The prefix changes with the release.");
  }

  private KeyStoreConnectorProps props() {
    IBucket bucket = Bucket.fromBucketName(this, "Code", value(CODE_BUCKET));
    return KeyStoreConnectorProps.forKeyStores()
        .code(FunctionCode.inBucket(bucket, value(CODE_PREFIX)))
        .runbookUrl(value(RUNBOOK_URL))
        .journalKey(Key.fromKeyArn(this, "JournalKey", value(JOURNAL_KEY_ARN)))
        .permissionsBoundary(
            ManagedPolicy.fromManagedPolicyArn(
                this,
                "Boundary",
                Conditions.choose(
                    given(PERMISSIONS_BOUNDARY_ARN),
                    value(PERMISSIONS_BOUNDARY_ARN),
                    Aws.NO_VALUE)))
        .build();
  }

  private DeploymentScope scope() {
    return new DeploymentScope(
        value(KEY_STORE_IDS),
        value(ADD_HSM_KEY_STORE_IDS),
        value(DISCONNECT_ON_DELETE_KEY_STORE_IDS),
        orNone(KEY_STORE_SECRETS),
        orNone(KEY_STORE_SETTINGS),
        Fn.split(",", value(CREDENTIAL_ARNS)),
        Fn.split(",", value(CREDENTIAL_KEY_ARNS)));
  }

  /** Without the functions and policies for what is not allowed. */
  private Conditions conditions() {
    return new Conditions(
        given(ADD_HSM_KEY_STORE_IDS),
        given(DISCONNECT_ON_DELETE_KEY_STORE_IDS),
        given(CREDENTIAL_ARNS),
        given(CREDENTIAL_KEY_ARNS),
        given(JOURNAL_KEY_ARN));
  }

  /** Otherwise a right would be granted for a key store on which no run may act. */
  private void holdToKeyStores(Parameter ids) {
    rule(
        ids.id() + "AreKeyStores",
        null,
        Fn.conditionOr(
            Fn.conditionEachMemberIn(list(ids), list(KEY_STORE_IDS)),
            Fn.conditionEachMemberEquals(list(ids), "")),
        "%s must name only key stores of KeyStoreIds.".formatted(ids.id()));
  }

  /** Otherwise every run of the schedule would fail: its request is invalid or not allowed. */
  private void holdScheduleToKeyStores() {
    rule(
        "ScheduleHasKeyStore",
        isGiven(SCHEDULE_EXPRESSION),
        Fn.conditionContains(list(KEY_STORE_IDS), value(SCHEDULE_KEY_STORE_ID)),
        "With a ScheduleExpression, ScheduleKeyStoreId must be one of KeyStoreIds.");
    rule(
        "ScheduleMayAddHsm",
        Fn.conditionAnd(
            isGiven(SCHEDULE_EXPRESSION), Fn.conditionEquals(value(SCHEDULE_ADD_HSM), "true")),
        Fn.conditionContains(list(ADD_HSM_KEY_STORE_IDS), value(SCHEDULE_KEY_STORE_ID)),
        "With ScheduleAddHsm, ScheduleKeyStoreId must be one of AddHsmKeyStoreIds.");
  }

  /** Otherwise every request that names a secret or changes a setting would be refused. */
  private void holdSecretsToKeyStores() {
    rule(
        "SecretsHaveKeyStores",
        isGiven(CREDENTIAL_ARNS),
        saysSomething(KEY_STORE_SECRETS),
        "With CredentialArns, KeyStoreSecrets must say which secret is for which key store, such as"
            + " cks-1234567890abcdef0=kmsuser.");
    rule(
        "KeyStoreSecretsCanBeRead",
        saysSomething(KEY_STORE_SECRETS),
        isGiven(CREDENTIAL_ARNS),
        "With KeyStoreSecrets, CredentialArns must contain the ARNs of those secrets.");
    rule(
        "ScheduleMayUpdate",
        isGiven(SCHEDULE_UPDATE),
        Fn.conditionOr(saysSomething(KEY_STORE_SECRETS), saysSomething(KEY_STORE_SETTINGS)),
        "With a ScheduleUpdate, KeyStoreSecrets or KeyStoreSettings must allow what it changes.");
  }

  private ICfnConditionExpression isGiven(Parameter parameter) {
    return Fn.conditionNot(Fn.conditionEquals(value(parameter), parameter.nothing()));
  }

  private ICfnConditionExpression saysSomething(Parameter pairs) {
    return Fn.conditionNot(
        Fn.conditionOr(
            Fn.conditionEquals(value(pairs), ""),
            Fn.conditionEquals(value(pairs), DeploymentScope.NONE)));
  }

  /** What CloudFormation checks before it creates anything. */
  private void rule(
      String id,
      @Nullable ICfnConditionExpression when,
      ICfnConditionExpression then,
      String sentence) {
    CfnRule.Builder.create(this, id)
        .ruleCondition(when)
        .assertions(
            List.of(
                CfnRuleAssertion.builder().assertValue(then).assertDescription(sentence).build()))
        .build();
  }

  private void addSchedule(KeyStoreConnector connector) {
    Schedules schedules = connector.addSchedules();
    Schedule schedule =
        schedules.add(
            "Schedule",
            ScheduleExpression.expression(
                value(SCHEDULE_EXPRESSION), TimeZone.of(value(SCHEDULE_TIME_ZONE))),
            TimeWindow.off(),
            ScheduleTargetInput.fromObject(Map.of()));
    overrideInput(schedule);
    Conditions.apply(given(SCHEDULE_EXPRESSION), schedules);
    Alarm alarm =
        connector
            .alarms()
            .onMissingSuccess("Schedule", value(SCHEDULE_KEY_STORE_ID), Duration.ofDays(2));
    ((CfnResource) alarm.getNode().getDefaultChild())
        .addPropertyOverride("EvaluationPeriods", value(SCHEDULE_SUCCESS_WITHIN_DAYS));
    Conditions.apply(given(SCHEDULE_EXPRESSION), alarm);
  }

  /** As a string, because only the deployment knows whether it contains an update. */
  private void overrideInput(Schedule schedule) {
    Object update =
        Fn.conditionIf(
            given(SCHEDULE_UPDATE).getLogicalId(),
            Fn.join("", List.of(",\"update\":", value(SCHEDULE_UPDATE))),
            "");
    ((CfnResource) schedule.getNode().getDefaultChild())
        .addPropertyOverride(
            "Target.Input",
            Fn.join(
                "",
                List.of(
                    "{\"customKeyStoreId\":\"",
                    value(SCHEDULE_KEY_STORE_ID),
                    "\",\"whenDisconnected\":\"",
                    value(SCHEDULE_WHEN_DISCONNECTED),
                    "\",\"addHsm\":",
                    value(SCHEDULE_ADD_HSM),
                    update.toString(),
                    "}")));
  }

  private void addSubscription(ITopic topic) {
    CfnSubscription.Builder.create(this, "Email")
        .topicArn(topic.getTopicArn())
        .protocol("email")
        .endpoint(value(NOTIFICATION_EMAIL))
        .build()
        .getCfnOptions()
        .setCondition(given(NOTIFICATION_EMAIL));
  }

  /** CDK accepts the time only as one of its own constants, not as a parameter. */
  private void keepLogs() {
    for (IConstruct each : getNode().findAll()) {
      if (each instanceof CfnLogGroup logs) {
        logs.addPropertyOverride("RetentionInDays", value(LOG_RETENTION_IN_DAYS));
      }
    }
  }

  private String orNone(Parameter pairs) {
    return Conditions.choose(given(pairs), value(pairs), DeploymentScope.NONE);
  }

  private String value(Parameter parameter) {
    return parameter.isList()
        ? Fn.join(",", list(parameter))
        : requireNonNull(parameters.get(parameter)).getValueAsString();
  }

  private List<String> list(Parameter parameter) {
    return requireNonNull(parameters.get(parameter)).getValueAsList();
  }

  /** True if a value was entered. */
  private CfnCondition given(Parameter parameter) {
    return given.computeIfAbsent(
        parameter,
        p -> CfnCondition.Builder.create(this, "Has" + p.id()).expression(isGiven(p)).build());
  }
}
