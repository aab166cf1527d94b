package io.keystoreconnector.infra.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnEventBusPolicy;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The bus to which the accounts of the organization may send the connector's events, and nothing
 * else.
 */
final class HubBus extends Construct {

  static final String SOURCE = "keystore-connector";

  /** What members may send. */
  static final List<String> NEWS =
      List.of("Key Store State Changed", "Key Store Inventory", "Key Store Connection Outcome");

  /** What only the hub's own check sends. */
  static final String SILENCE = "Key Store Account Silence";

  private static final Duration LONGEST_RETRY = Duration.hours(24);
  private static final int MOST_RETRIES = 185;

  private final EventBus bus;

  HubBus(Construct scope, String id, String name, String organizationId) {
    super(scope, id);
    bus =
        EventBus.Builder.create(this, "Bus")
            .eventBusName(name)
            .description("What the key store connectors of the organization report.")
            .build();
    CfnEventBusPolicy.Builder.create(this, "Members")
        .eventBusName(bus.getEventBusName())
        .statementId("Members")
        .statement(members(organizationId))
        .build();
  }

  /**
   * The rules of the members send with a role, so the organization of that role counts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-cross-account-custom-bus-source.html">Example
   *     policy: send events to a custom bus in a different account</a>
   */
  private Map<String, Object> members(String organizationId) {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("aws:PrincipalOrgID", organizationId);
    conditions.put("events:source", SOURCE);
    conditions.put("events:detail-type", NEWS);
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", "Members");
    statement.put("Effect", "Allow");
    statement.put("Principal", "*");
    statement.put("Action", "events:PutEvents");
    statement.put("Resource", bus.getEventBusArn());
    statement.put("Condition", Map.of("StringEquals", conditions));
    return statement;
  }

  /** Passes on what the members report. */
  void sendNewsTo(HubFunction recorder, IQueue undelivered) {
    Rule.Builder.create(this, "News")
        .eventBus(bus)
        .description("A key store connector of the organization reports something.")
        .eventPattern(EventPattern.builder().source(List.of(SOURCE)).detailType(NEWS).build())
        .targets(
            List.of(
                LambdaFunction.Builder.create(recorder.function())
                    .deadLetterQueue(undelivered)
                    .retryAttempts(MOST_RETRIES)
                    .maxEventAge(LONGEST_RETRY)
                    .build()))
        .build();
  }

  /** Passes on what this account's own check says, to people. */
  void sendSilenceTo(ITopic people, IQueue undelivered) {
    Rule.Builder.create(this, "Silence")
        .eventBus(bus)
        .description("An account of the organization has gone silent, or speaks again.")
        .eventPattern(
            EventPattern.builder()
                .source(List.of(SOURCE))
                .detailType(List.of(SILENCE))
                .account(List.of(Aws.ACCOUNT_ID))
                .build())
        .targets(
            List.of(
                SnsTopic.Builder.create(people)
                    .message(RuleTargetInput.fromText(EventField.fromPath("$.detail.message")))
                    .deadLetterQueue(undelivered)
                    .retryAttempts(MOST_RETRIES)
                    .maxEventAge(LONGEST_RETRY)
                    .build()))
        .build();
  }

  String arn() {
    return bus.getEventBusArn();
  }

  String name() {
    return bus.getEventBusName();
  }
}
