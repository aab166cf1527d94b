package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.oam.CfnLink;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Reports to the hub of an organization: a rule passes on the connector's own events, and a link
 * shows its metrics. The hub gets no right in this account.
 */
final class HubForwarding extends Construct {

  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  HubForwarding(Construct scope, String id, HubConnection hub, SharedParts shared) {
    super(scope, id);
    Queue undelivered = shared.undelivered().queue();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("events.amazonaws.com")
                    .withConditions(Triggers.rulesOnly(this)))
            .description("Sends the connector's events to the hub of the organization.")
            .build();
    role.addToPolicy(Grants.on("SendToHub", hub.busArn(), "events:PutEvents"));
    CfnRule rule =
        CfnRule.Builder.create(this, "Rule")
            .description(
                "The connector reports something that the hub of the organization records.")
            .eventBusName(shared.props().eventBusName())
            .eventPattern(events())
            .targets(
                List.of(
                    CfnRule.TargetProperty.builder()
                        .id("Hub")
                        .arn(hub.busArn())
                        .roleArn(role.getRoleArn())
                        .retryPolicy(
                            CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(24)
                                .maximumEventAgeInSeconds(3600)
                                .build())
                        .deadLetterConfig(
                            CfnRule.DeadLetterConfigProperty.builder()
                                .arn(undelivered.getQueueArn())
                                .build())
                        .build()))
            .build();
    // The queue's policy cannot name a rule that may not be deployed.
    if (shared.conditions().equals(Conditions.NONE)) {
      var unused = undelivered.addToResourcePolicy(useQueue(undelivered, rule));
    }
  }

  private static PolicyStatement useQueue(Queue undelivered, CfnRule rule) {
    return PolicyStatement.Builder.create()
        .sid("HubRule")
        .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
        .actions(List.of("sqs:SendMessage"))
        .resources(List.of(undelivered.getQueueArn()))
        .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
        .build();
  }

  /** In order, as the bytes of a template must be. */
  private static Map<String, Object> events() {
    Map<String, Object> pattern = new TreeMap<>();
    pattern.put("source", List.of("keystore-connector"));
    pattern.put(
        "detail-type",
        List.of("Key Store State Changed", "Key Store Inventory", "Key Store Connection Outcome"));
    pattern.put("account", List.of(Aws.ACCOUNT_ID));
    return pattern;
  }

  /**
   * Shares the metrics of the connector, and no others, with the hub's account.
   *
   * <p>A sink takes links of its own Region only, and none of its own account, so elsewhere there
   * is none.
   *
   * @see <a href="https://docs.aws.amazon.com/OAM/latest/APIReference/API_CreateLink.html">
   *     CreateLink</a>
   */
  void linkMetrics(String sinkArn) {
    CfnLink link =
        CfnLink.Builder.create(this, "Link")
            .labelTemplate("$AccountName")
            .resourceTypes(List.of("AWS::CloudWatch::Metric"))
            .linkConfiguration(
                CfnLink.LinkConfigurationProperty.builder()
                    .metricConfiguration(
                        CfnLink.LinkFilterProperty.builder()
                            .filter("Namespace = 'KeyStoreConnector'")
                            .build())
                    .build())
            .sinkIdentifier(sinkArn)
            .build();
    link.getCfnOptions()
        .setCondition(
            CfnCondition.Builder.create(this, "IsBesideSink")
                .expression(isBeside(sinkArn))
                .build());
  }

  /** Where there is no ARN, there are no parts of one, and so there is no such Region. */
  private static ICfnConditionExpression isBeside(String sinkArn) {
    List<String> parts = Fn.split(":", sinkArn + ":none".repeat(ACCOUNT));
    return Fn.conditionAnd(
        Fn.conditionEquals(Fn.select(REGION, parts), Aws.REGION),
        Fn.conditionNot(Fn.conditionEquals(Fn.select(ACCOUNT, parts), Aws.ACCOUNT_ID)));
  }
}
