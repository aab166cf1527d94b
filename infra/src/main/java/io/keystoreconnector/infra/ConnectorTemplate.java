package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
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

  private final TemplateParameters parameters;

  /** The template as a stack of an app. */
  public ConnectorTemplate(Construct scope, String id) {
    super(
        scope,
        id,
        StackProps.builder()
            .synthesizer(new BootstraplessSynthesizer())
            .description(Release.description())
            .build());
    parameters = new TemplateParameters(this);
    getTemplateOptions().setTemplateFormatVersion("2010-09-09");
    getTemplateOptions().setMetadata(Map.of("AWS::CloudFormation::Interface", Parameter.groups()));
    KeyStoreConnectorProps props = props();
    Conditions conditions = TemplateConditions.of(this, parameters);
    KeyStoreConnector connector =
        new KeyStoreConnector(this, "Connector", props, scope(), conditions);
    connector.addOutputs();
    Outputs.onlyIf(parameters.given(RUNBOOK_URL), connector, Outputs.RUNBOOK_URL);
    Outputs.onlyIf(requireNonNull(conditions.fleet()), connector, Outputs.FLEET_STATE_MACHINE_ARN);
    new TemplateRules(this, parameters).add();
    new TemplateSchedules(this, parameters, requireNonNull(conditions.fleet())).addTo(connector);
    addTriggers(connector);
    new TemplateRunsOnFailed(parameters).addTo(connector);
    new TemplateWatch(this, parameters, requireNonNull(conditions.watch())).complete(connector);
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
                .reason(
                    "KeyStoreSecrets and SecretTemplate are not passwords: they hold names, which"
                        + " people must see.")
                .build());
    Annotations.of(getNode().findChild("Code"))
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified",
            "The prefix changes with the release.");
  }

  private KeyStoreConnectorProps props() {
    IBucket bucket = Bucket.fromBucketName(this, "Code", codeBucket());
    return KeyStoreConnectorProps.forKeyStores()
        .code(FunctionCode.inBucket(bucket, parameters.value(CODE_PREFIX)))
        .runbookUrl(parameters.value(RUNBOOK_URL))
        .topic(Topic.fromTopicArn(this, "Topic", parameters.value(TOPIC_ARN)))
        .topicKey(Key.fromKeyArn(this, "TopicKey", parameters.value(TOPIC_KEY_ARN)))
        .logKey(Key.fromKeyArn(this, "LogKey", parameters.valueOr(LOG_KEY_ARN, Aws.NO_VALUE)))
        .responseHost(parameters.value(RESPONSE_HOSTS))
        .queueKey(Key.fromKeyArn(this, "QueueKey", parameters.value(QUEUE_KEY_ARN)))
        .journalKey(Key.fromKeyArn(this, "JournalKey", parameters.value(JOURNAL_KEY_ARN)))
        .permissionsBoundary(
            ManagedPolicy.fromManagedPolicyArn(
                this, "Boundary", parameters.valueOr(PERMISSIONS_BOUNDARY_ARN, Aws.NO_VALUE)))
        .network(
            new FunctionNetwork(
                Fn.split(",", parameters.value(SUBNET_IDS)),
                Fn.split(",", parameters.value(SECURITY_GROUP_IDS))))
        .build();
  }

  private String codeBucket() {
    return Conditions.choose(
        parameters.given(CODE_BUCKET_PREFIX),
        Fn.join("-", List.of(parameters.value(CODE_BUCKET_PREFIX), Aws.REGION)),
        parameters.value(CODE_BUCKET));
  }

  private DeploymentScope scope() {
    String ids = parameters.value(KEY_STORE_IDS);
    TemplateSecrets secrets = new TemplateSecrets(this, parameters);
    return new DeploymentScope(
        Conditions.choose(
            parameters.given(KEY_STORE_NAMES),
            Fn.join(",", List.of(ids, parameters.value(KEY_STORE_NAMES))),
            ids),
        parameters.value(DENIED_KEY_STORES),
        parameters.value(ADD_HSM_KEY_STORE_IDS),
        parameters.value(DISCONNECT_ON_DELETE_KEY_STORE_IDS),
        secrets.byKeyStore(),
        parameters.valueOr(KEY_STORE_SETTINGS, DeploymentScope.NONE),
        Fn.split(",", parameters.value(CREDENTIAL_ARNS)),
        Fn.split(",", parameters.value(CREDENTIAL_KEY_ARNS)),
        secrets.arnsByRule(),
        parameters.valueOr(CANARY_KEYS, DeploymentScope.NONE),
        Fn.split(",", parameters.value(CANARY_KEY_ARNS)),
        Conditions.choose(
            namesOne(),
            DeploymentScope.requestFor(Fn.select(0, parameters.list(KEY_STORE_IDS))),
            DeploymentScope.REQUEST_BY_NAME));
  }

  /** The condition that at least one key store is given by its id. */
  private CfnCondition namesOne() {
    return CfnCondition.Builder.create(this, "NamesAKeyStore")
        .expression(
            Fn.conditionAnd(
                parameters.isGiven(KEY_STORE_IDS),
                Fn.conditionNot(TemplateConditions.isEvery(parameters))))
        .build();
  }

  private void addTriggers(KeyStoreConnector connector) {
    Triggers triggers = connector.addTriggers();
    Rule created =
        connector.onHsmCreated(
            triggers,
            parameters.value(HSM_CLUSTER_KEY_STORE_ID),
            parameters.value(HSM_CLUSTER_ID),
            RuleTargetInput.fromObject(Map.of()));
    ((CfnResource) created.getNode().getDefaultChild())
        .addPropertyOverride(
            "Targets.0.Input",
            parameters.request(HSM_CLUSTER_KEY_STORE_ID, "", HSM_CLUSTER_UPDATE));
    triggers.onlyIf(parameters.given(HSM_CLUSTER_ID), created);
    Conditions.apply(parameters.given(HSM_CLUSTER_ID), triggers.role());
    Rule disconnected = connector.onDisconnect(triggers, Triggers.ANY_KEY_STORE);
    ((CfnResource) disconnected.getNode().getDefaultChild())
        .addPropertyOverride(
            "EventPattern.detail.requestParameters.customKeyStoreId",
            Fn.conditionIf(
                notOnlyIds().getLogicalId(),
                Triggers.ANY_KEY_STORE,
                parameters.list(KEY_STORE_IDS)));
    triggers.onlyIf(parameters.given(NOTICE_DISCONNECTS), disconnected);
    triggers.letRulesUseTheQueue();
    HubForwarding hub =
        connector.reportTo(
            new HubConnection(parameters.value(HUB_BUS_ARN), parameters.value(HUB_SINK_ARN)));
    Conditions.apply(parameters.given(HUB_BUS_ARN), hub);
    hub.linkMetrics(parameters.value(HUB_SINK_ARN));
    CfnCondition alarms =
        CfnCondition.Builder.create(this, "HasServiceAlarms")
            .expression(Fn.conditionEquals(parameters.value(SERVICE_ALARMS), "true"))
            .build();
    connector.serviceAlarmsOnlyIf(alarms);
    connector
        .notifications()
        .letEventsPublish(
            CfnCondition.Builder.create(this, "TellsOfEvents")
                .expression(Fn.conditionOr(alarms, parameters.given(NOTICE_DISCONNECTS)))
                .build());
  }

  private CfnCondition notOnlyIds() {
    return CfnCondition.Builder.create(this, "NotOnlyIds")
        .expression(
            Fn.conditionOr(
                TemplateConditions.isEvery(parameters), parameters.isGiven(KEY_STORE_NAMES)))
        .build();
  }

  private void addSubscription(ITopic topic) {
    CfnSubscription.Builder.create(this, "Email")
        .topicArn(topic.getTopicArn())
        .protocol("email")
        .endpoint(parameters.value(NOTIFICATION_EMAIL))
        .build()
        .getCfnOptions()
        .setCondition(parameters.given(NOTIFICATION_EMAIL));
  }

  /** CDK accepts the time only as one of its own constants, not as a parameter. */
  private void keepLogs() {
    for (IConstruct each : getNode().findAll()) {
      if (each instanceof CfnLogGroup logs) {
        logs.addPropertyOverride("RetentionInDays", parameters.value(LOG_RETENTION_IN_DAYS));
      }
    }
  }
}
