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
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
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
import software.amazon.awscdk.services.sns.Topic;
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
            .description(Release.description())
            .build());
    for (Parameter parameter : Parameter.values()) {
      parameters.put(parameter, parameter.in(this));
    }
    getTemplateOptions().setTemplateFormatVersion("2010-09-09");
    getTemplateOptions().setMetadata(Map.of("AWS::CloudFormation::Interface", Parameter.groups()));
    KeyStoreConnectorProps props = props();
    KeyStoreConnector connector =
        new KeyStoreConnector(this, "Connector", props, scope(), conditions());
    connector.addOutputs();
    holdToKeyStores(ADD_HSM_KEY_STORE_IDS);
    holdToKeyStores(DISCONNECT_ON_DELETE_KEY_STORE_IDS);
    ScheduleParameters.ALL.forEach(this::holdToKeyStores);
    holdTriggerToKeyStores();
    holdSecretsToKeyStores();
    holdCanaryKeysToKeyStores();
    addSchedules(connector);
    addTriggers(connector);
    addSubscription(connector.topic());
    keepLogs();
    NagSuppressions.addTo(connector, props);
    Validations.of(this)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::W1001")
                .reason("The output TopicArn names the topic under the topic's own condition.")
                .build(),
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
        .topic(Topic.fromTopicArn(this, "Topic", value(TOPIC_ARN)))
        .topicKey(Key.fromKeyArn(this, "TopicKey", value(TOPIC_KEY_ARN)))
        .logKey(
            Key.fromKeyArn(
                this,
                "LogKey",
                Conditions.choose(given(LOG_KEY_ARN), value(LOG_KEY_ARN), Aws.NO_VALUE)))
        .responseHost(value(RESPONSE_HOSTS))
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
        Fn.split(",", value(CREDENTIAL_KEY_ARNS)),
        orNone(CANARY_KEYS),
        Fn.split(",", value(CANARY_KEY_ARNS)));
  }

  /** Without the functions and policies for what is not allowed. */
  private Conditions conditions() {
    return new Conditions(
        given(ADD_HSM_KEY_STORE_IDS),
        given(DISCONNECT_ON_DELETE_KEY_STORE_IDS),
        given(CREDENTIAL_ARNS),
        given(CREDENTIAL_KEY_ARNS),
        given(CANARY_KEY_ARNS),
        given(JOURNAL_KEY_ARN),
        CfnCondition.Builder.create(this, "CreatesTopic")
            .expression(Fn.conditionNot(isGiven(TOPIC_ARN)))
            .build(),
        given(TOPIC_KEY_ARN));
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
  private void holdToKeyStores(ScheduleParameters schedule) {
    rule(
        schedule.name() + "HasKeyStore",
        isGiven(schedule.expression()),
        Fn.conditionContains(list(KEY_STORE_IDS), value(schedule.keyStoreId())),
        "With a %s, %s must be one of KeyStoreIds."
            .formatted(schedule.expression().id(), schedule.keyStoreId().id()));
    rule(
        schedule.name() + "MayAddHsm",
        Fn.conditionAnd(
            isGiven(schedule.expression()), Fn.conditionEquals(value(schedule.addHsm()), "true")),
        Fn.conditionContains(list(ADD_HSM_KEY_STORE_IDS), value(schedule.keyStoreId())),
        "With %s, %s must be one of AddHsmKeyStoreIds."
            .formatted(schedule.addHsm().id(), schedule.keyStoreId().id()));
    holdUpdate(schedule.name() + "MayUpdate", schedule.update());
  }

  /** Otherwise every run that a new HSM starts would fail. */
  private void holdTriggerToKeyStores() {
    rule(
        "HsmClusterHasKeyStore",
        isGiven(HSM_CLUSTER_ID),
        Fn.conditionContains(list(KEY_STORE_IDS), value(HSM_CLUSTER_KEY_STORE_ID)),
        "With an HsmClusterId, HsmClusterKeyStoreId must be one of KeyStoreIds.");
    holdUpdate("HsmClusterMayUpdate", HSM_CLUSTER_UPDATE);
  }

  private void holdUpdate(String id, Parameter update) {
    rule(
        id,
        isGiven(update),
        Fn.conditionOr(saysSomething(KEY_STORE_SECRETS), saysSomething(KEY_STORE_SETTINGS)),
        "With a %s, KeyStoreSecrets or KeyStoreSettings must allow what it changes."
            .formatted(update.id()));
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
  }

  /** Otherwise no check could encrypt with a canary key, or would try to. */
  private void holdCanaryKeysToKeyStores() {
    rule(
        "CanaryKeysMayBeUsed",
        isGiven(CANARY_KEYS),
        isGiven(CANARY_KEY_ARNS),
        "With CanaryKeys, CanaryKeyArns must contain the ARNs of those keys.");
    rule(
        "CanaryKeysHaveKeyStores",
        isGiven(CANARY_KEY_ARNS),
        isGiven(CANARY_KEYS),
        "With CanaryKeyArns, CanaryKeys must say which key is in which key store.");
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

  private void addSchedules(KeyStoreConnector connector) {
    Schedules schedules = connector.addSchedules();
    List<Schedule> each =
        ScheduleParameters.ALL.stream()
            .map(parameters -> addSchedule(parameters, schedules))
            .toList();
    Conditions.apply(anySchedule(), schedules);
    for (int i = 0; i < each.size(); i++) {
      ScheduleParameters parameters = ScheduleParameters.ALL.get(i);
      Conditions.apply(given(parameters.expression()), each.get(i));
      addAlarm(parameters, connector.alarms());
    }
  }

  private CfnCondition anySchedule() {
    return CfnCondition.Builder.create(this, "HasSchedules")
        .expression(
            Fn.conditionOr(
                ScheduleParameters.ALL.stream()
                    .map(parameters -> isGiven(parameters.expression()))
                    .toArray(ICfnConditionExpression[]::new)))
        .build();
  }

  private Schedule addSchedule(ScheduleParameters parameters, Schedules schedules) {
    Schedule schedule =
        schedules.add(
            parameters.name(),
            ScheduleExpression.expression(
                value(parameters.expression()), TimeZone.of(value(parameters.timeZone()))),
            TimeWindow.off(),
            ScheduleTargetInput.fromObject(Map.of()));
    ((CfnResource) schedule.getNode().getDefaultChild())
        .addPropertyOverride(
            "Target.Input",
            request(
                parameters.keyStoreId(),
                ",\"whenDisconnected\":\"%s\",\"addHsm\":%s"
                    .formatted(value(parameters.whenDisconnected()), value(parameters.addHsm())),
                parameters.update()));
    return schedule;
  }

  private void addAlarm(ScheduleParameters parameters, Alarms alarms) {
    Alarm alarm =
        alarms.onMissingSuccess(
            parameters.name(), value(parameters.keyStoreId()), Duration.ofDays(2));
    ((CfnResource) alarm.getNode().getDefaultChild())
        .addPropertyOverride("EvaluationPeriods", value(parameters.successWithinHours()));
    Conditions.apply(given(parameters.expression()), alarm);
  }

  private void addTriggers(KeyStoreConnector connector) {
    Triggers triggers = connector.addTriggers();
    Rule created =
        connector.onHsmCreated(
            triggers,
            value(HSM_CLUSTER_KEY_STORE_ID),
            value(HSM_CLUSTER_ID),
            RuleTargetInput.fromObject(Map.of()));
    ((CfnResource) created.getNode().getDefaultChild())
        .addPropertyOverride(
            "Targets.0.Input", request(HSM_CLUSTER_KEY_STORE_ID, "", HSM_CLUSTER_UPDATE));
    triggers.onlyIf(given(HSM_CLUSTER_ID), created);
    Conditions.apply(given(HSM_CLUSTER_ID), triggers.role());
    Rule disconnected = connector.onDisconnect(triggers, list(KEY_STORE_IDS));
    triggers.onlyIf(given(NOTICE_DISCONNECTS), disconnected);
    triggers.letRulesUseTheQueue();
    connector.notifications().letEventsPublish(given(NOTICE_DISCONNECTS));
  }

  /**
   * A request as a string, because only the deployment knows whether it contains an update.
   *
   * @param more further fields, with a comma before each
   */
  private String request(Parameter keyStoreId, String more, Parameter update) {
    String change =
        Conditions.choose(given(update), Fn.join("", List.of(",\"update\":", value(update))), "");
    return Fn.join(
        "", List.of("{\"customKeyStoreId\":\"", value(keyStoreId), "\"", more, change, "}"));
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
