package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.constructs.Construct;

/**
 * Notifies people of what AWS Health says about KMS and CloudHSM. The message names the event and
 * no more of it: the description is text of any length, which the console shows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html">The
 *     events of AWS Health</a>
 */
final class HealthNotices extends Construct {

  HealthNotices(Construct scope, String id, SharedParts shared) {
    super(scope, id);
    boolean always = shared.conditions().equals(Conditions.NONE);
    Rule rule =
        Rule.Builder.create(this, "Event")
            .description("AWS Health says something about KMS or CloudHSM.")
            .eventPattern(
                EventPattern.builder()
                    .source(List.of("aws.health"))
                    .detail(Map.of("service", List.of("CLOUDHSM", "KMS")))
                    .build())
            .targets(
                List.of(
                    SnsTopic.Builder.create(shared.notifications().topic())
                        .message(RuleTargetInput.fromText(message()))
                        .deadLetterQueue(shared.undelivered().ofRule(always))
                        .build()))
            .build();
    if (!always) {
      shared.undelivered().receiveFrom(rule);
    }
  }

  private static String message() {
    return "AWS Health has an event of %s in %s: %s (%s), for account %s. Read it in the AWS Health Dashboard, and see whether it is about a cluster or a key store of yours: %s"
        .formatted(
            EventField.fromPath("$.detail.service"),
            EventField.fromPath("$.detail.eventRegion"),
            EventField.fromPath("$.detail.eventTypeCode"),
            EventField.fromPath("$.detail.eventTypeCategory"),
            EventField.getAccount(),
            EventField.fromPath("$.detail.eventArn"));
  }
}
