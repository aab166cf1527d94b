package io.keystoreconnector.infra.hub;

import io.keystoreconnector.infra.FunctionCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.oam.CfnSink;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The view of a whole organization: a table with one item for each key store, filled by the events
 * that the accounts send; a dashboard; and a check that notices accounts that have gone silent. It
 * reads nothing and acts nowhere in those accounts.
 */
public final class ConnectorHub extends Construct {

  private final String name;
  private final HubBus bus;
  private final Table table;
  private final Topic topic;
  private final Queue undelivered;
  private final @Nullable CfnSink sink;

  /** A hub; one is enough for an organization, in any of its accounts and Regions. */
  public ConnectorHub(Construct scope, String id, ConnectorHubProps props) {
    super(scope, id);
    name = Aws.STACK_NAME + "-" + id;
    undelivered =
        Queue.Builder.create(this, "Undelivered")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    topic = people(props.emails());
    bus = new HubBus(this, "News", name, props.organizationId());
    table = table();
    HubFunction recorder = recorder(props.code());
    HubFunction check = check(props.code());
    bus.sendNewsTo(recorder, undelivered);
    bus.sendSilenceTo(topic, undelivered);
    HubAlarms alarms = new HubAlarms(this, "Alarms", topic);
    alarms.onSilence(name);
    alarms.onQueue(undelivered);
    alarms.onRecorder(recorder);
    alarms.onCheck(check);
    sink = props.metrics() ? sink(props.organizationId()) : null;
    var unused =
        HubDashboard.of(this, name, List.of(recorder, check), undelivered, props.metrics());
    if (props.permissionsBoundary() != null) {
      PermissionsBoundary.of(this).apply(props.permissionsBoundary());
    }
    HubNag.addTo(this);
  }

  /** The bus to which the members send their events. */
  public String busArn() {
    return bus.arn();
  }

  /** What the members link their metrics to; empty if they may not. */
  public Optional<String> sinkArn() {
    return Optional.ofNullable(sink).map(CfnSink::getAttrArn);
  }

  /** The topic that notifies people; more may subscribe. */
  public ITopic topic() {
    return topic;
  }

  /** Adds outputs with what the members' deployments and people need; for one hub of a stack. */
  public void addOutputs() {
    output("HubBusArn", "The members' parameter HubBusArn.", busArn());
    sinkArn().ifPresent(arn -> output("HubSinkArn", "The members' parameter HubSinkArn.", arn));
    output("HubTable", "What is known of each key store.", table.getTableName());
    output("HubTopicArn", "The topic that notifies people.", topic.getTopicArn());
  }

  private void output(String id, String description, String value) {
    CfnOutput output =
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    // Programs look them up by these names.
    output.overrideLogicalId(id);
  }

  private Topic people(List<String> emails) {
    Topic people =
        Topic.Builder.create(this, "Topic")
            .displayName("Key Store Connector Hub")
            .enforceSsl(true)
            .build();
    // enforceSsl replaces the topic's own policy, which allows this account's alarms to publish.
    people.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(people.getTopicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    emails.forEach(email -> people.addSubscription(new EmailSubscription(email)));
    return people;
  }

  /** It stays when the stack is deleted: nobody else has what is in it. */
  private Table table() {
    return Table.Builder.create(this, "Table")
        .partitionKey(key("place"))
        .sortKey(key("entry"))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .encryption(TableEncryption.DEFAULT)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private static Attribute key(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private HubFunction recorder(FunctionCode code) {
    HubFunction recorder =
        new HubFunction(
            this,
            "Recorder",
            new HubFunction.Spec(
                "RecorderHandler",
                "Records what an account of the organization reports about its key stores.",
                60,
                Map.of("HUB_TABLE", table.getTableName())),
            code,
            undelivered);
    recorder.may(
        "Record", table.getTableArn(), "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem");
    return recorder;
  }

  private HubFunction check(FunctionCode code) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HUB_TABLE", table.getTableName());
    environment.put("HUB_NAME", name);
    environment.put("HUB_EVENT_BUS", bus.name());
    HubFunction check =
        new HubFunction(
            this,
            "Silence",
            new HubFunction.Spec(
                "SilenceHandler",
                "Notices accounts of the organization that report nothing any more.",
                120,
                environment),
            code,
            undelivered);
    check.may(
        "LookForSilence",
        table.getTableArn(),
        "dynamodb:Scan",
        "dynamodb:Query",
        "dynamodb:PutItem");
    check.may(
        PolicyStatement.Builder.create()
            .sid("TellPeople")
            .actions(List.of("events:PutEvents"))
            .resources(List.of(bus.arn()))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("events:source", HubBus.SOURCE, "events:detail-type", HubBus.SILENCE)))
            .build());
    Rule.Builder.create(this, "Schedule")
        .description("It is time to look for accounts that have gone silent.")
        .schedule(Schedule.rate(Duration.hours(1)))
        .targets(
            List.of(
                LambdaFunction.Builder.create(check.function())
                    .event(RuleTargetInput.fromObject(Map.of()))
                    .deadLetterQueue(undelivered)
                    .retryAttempts(24)
                    .maxEventAge(Duration.hours(1))
                    .build()))
        .build();
    return check;
  }

  /**
   * Accounts of the organization may link their metrics, and nothing else.
   *
   * @see <a href="https://docs.aws.amazon.com/OAM/latest/APIReference/API_PutSinkPolicy.html">
   *     PutSinkPolicy</a>
   */
  private CfnSink sink(String organizationId) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Principal", "*");
    statement.put("Resource", "*");
    statement.put("Action", List.of("oam:CreateLink", "oam:UpdateLink"));
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("StringEquals", Map.of("aws:PrincipalOrgID", organizationId));
    conditions.put(
        "ForAllValues:StringEquals", Map.of("oam:ResourceTypes", "AWS::CloudWatch::Metric"));
    statement.put("Condition", conditions);
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", List.of(statement));
    return CfnSink.Builder.create(this, "Sink").name(name).policy(policy).build();
  }
}
