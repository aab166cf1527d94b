package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the end of a run is reported, and what happens to what cannot be delivered. */
class DeliveryTest {

  private final CloudTemplate everything = Synthesized.EVERYTHING.template();

  @Test
  void everyEndOfARunOfThisMachineReachesTheOutcomeFunction() {
    Map<String, Object> rule = everything.properties("Endings/RunEnded");
    Map<String, Object> pattern = Json.map(rule, "EventPattern");
    assertThat(pattern)
        .containsEntry("source", List.of("aws.states"))
        .containsEntry("detail-type", List.of("Step Functions Execution Status Change"));
    assertThat(Json.texts(pattern, "detail", "status"))
        .containsExactlyInAnyOrder("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
    assertThat(everything.target(Json.at(pattern, "detail", "stateMachineArn", 0)))
        .isEqualTo("Workflow/StateMachine");
    assertThat(everything.target(Json.at(rule, "Targets", 0, "Arn")))
        .isEqualTo("Endings/Outcome/Alias");
  }

  /** Of a fleet, the runs of its key stores report their own ends; only a stack waits for it. */
  @Test
  void everyEndOfAFleetThatAStackHasStartedReachesTheOutcomeFunction() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Object> rule = template.properties("Endings/FleetEnded");
      Map<String, Object> detail = Json.map(rule, "EventPattern", "detail");
      assertThat(template.target(Json.at(detail, "stateMachineArn", 0)))
          .isEqualTo("Fleet/StateMachine");
      assertThat(detail.get("name")).isEqualTo(List.of(Map.of("prefix", "cfn-")));
      assertThat(detail).containsOnlyKeys("stateMachineArn", "status", "name");
      assertThat(Json.texts(detail, "status"))
          .containsExactlyInAnyOrder("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
      assertThat(template.target(Json.at(rule, "Targets", 0, "Arn")))
          .isEqualTo("Endings/Outcome/Alias");
    }
  }

  /** The rest of the event has the execution's input, and with it a stack's callback. */
  @ParameterizedTest
  @ValueSource(strings = {"RunEnded", "FleetEnded"})
  void theOutcomeFunctionIsToldWhichRunAndNothingElse(String rule) {
    Object target = Json.at(everything.properties("Endings/" + rule), "Targets", 0);
    Map<String, Object> paths = Json.map(target, "InputTransformer", "InputPathsMap");
    assertThat(paths).containsValue("$.detail.executionArn").hasSize(1);
    assertThat(Json.at(target, "InputTransformer", "InputTemplate"))
        .isEqualTo(
            "{\"detail\":{\"executionArn\":<%s>}}".formatted(paths.keySet().iterator().next()));
  }

  @Test
  void theOutcomeIsPublishedUnderItsOwnNameOnly() throws ReflectiveOperationException {
    Statement publish =
        Statement.of(Synthesized.TUNED.template()).stream()
            .filter(statement -> statement.role().equals("Outcome"))
            .filter(statement -> statement.actions().contains("events:PutEvents"))
            .findFirst()
            .orElseThrow();
    assertThat(publish.resources()).containsExactly("arn:…:events:…:…:event-bus/platform");
    assertThat(publish.condition("events:source")).isEqualTo(ofTheFunction("SOURCE"));
    assertThat(publish.condition("events:detail-type")).isEqualTo(ofTheFunction("DETAIL_TYPE"));
  }

  private static Object ofTheFunction(String constant) throws ReflectiveOperationException {
    Field field =
        new FunctionJar(FunctionCode.Jar.LIFECYCLE)
            .load("io.keystoreconnector.lifecycle.OutcomeEvent")
            .getDeclaredField(constant);
    field.setAccessible(true);
    return field.get(null);
  }

  @Test
  void whatCannotBeDeliveredEndsUpInTheQueue() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Map<String, Object> rule : template.resources("AWS::Events::Rule").values()) {
        assertThat(
                template.target(
                    Json.at(rule, "Properties", "Targets", 0, "DeadLetterConfig", "Arn")))
            .isEqualTo("Undelivered");
      }
      for (Map<String, Object> schedule : template.resources("AWS::Scheduler::Schedule").values()) {
        assertThat(
                template.target(
                    Json.at(schedule, "Properties", "Target", "DeadLetterConfig", "Arn")))
            .isEqualTo("Undelivered");
      }
      Map<String, Map<String, Object>> async = template.resources("AWS::Lambda::EventInvokeConfig");
      assertThat(async).hasSize(3);
      for (Map<String, Object> config : async.values()) {
        assertThat(
                template.target(
                    Json.at(config, "Properties", "DestinationConfig", "OnFailure", "Destination")))
            .isEqualTo("Undelivered");
      }
      assertThat(
              Json.at(
                  template.properties("Alarms/Undelivered"),
                  "Dimensions",
                  0,
                  "Value",
                  "Fn::GetAtt",
                  1))
          .isEqualTo("QueueName");
    }
  }

  @Test
  void whatFailsIsTriedAgainForAnHourAndKeptForTwoWeeks() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Map<String, Object> rule : template.resources("AWS::Events::Rule").values()) {
        Object target = Json.at(rule, "Properties", "Targets", 0);
        if (!"People/Topic".equals(template.target(Json.at(target, "Arn")))) {
          assertRetries(24, Json.at(target, "RetryPolicy"));
        }
      }
      for (Map<String, Object> schedule : template.resources("AWS::Scheduler::Schedule").values()) {
        assertRetries(24, Json.at(schedule, "Properties", "Target", "RetryPolicy"));
      }
      for (Object config : template.resources("AWS::Lambda::EventInvokeConfig").values()) {
        assertRetries(2, Json.at(config, "Properties"));
      }
      assertThat(template.properties("Undelivered"))
          .containsEntry("MessageRetentionPeriod", 14 * 86_400);
    }
  }

  private static void assertRetries(int tries, Object policy) {
    assertThat(Json.map(policy))
        .containsEntry("MaximumRetryAttempts", tries)
        .containsEntry("MaximumEventAgeInSeconds", 3600);
  }

  @Test
  void everybodyWhoPutsIntoTheQueueMay() {
    for (CloudTemplate template : Synthesized.all()) {
      Set<String> senders = new HashSet<>();
      for (Object statement :
          Json.list(template.properties("Undelivered/Policy"), "PolicyDocument", "Statement")) {
        Object source = Json.find(statement, "Condition", "ArnEquals", "aws:SourceArn");
        if (source != null) {
          senders.add(String.valueOf(template.target(source)));
        }
        // Where a rule may not be deployed, its ARN cannot be in the policy.
        if ("Rules".equals(Json.find(statement, "Sid"))) {
          senders.addAll(template.resources("AWS::Events::Rule").keySet());
        }
      }
      assertThat(senders).isEqualTo(template.resources("AWS::Events::Rule").keySet());
      assertThat(Statement.actions(template).entrySet())
          .filteredOn(role -> role.getValue().contains("sqs:SendMessage"))
          .extracting(Map.Entry::getKey)
          .contains("Outcome", "Start", "Watch")
          .hasSize(template.resources("AWS::Scheduler::Schedule").isEmpty() ? 3 : 4);
    }
  }

  /** The policy that enforces TLS replaces a topic's default policy. */
  @Test
  void alarmsOfThisAccountAndRulesMayPublish() {
    for (Synthesized stack : List.of(Synthesized.SMALLEST, Synthesized.EVERYTHING)) {
      assertThat(publishers(stack))
          .containsExactlyInAnyOrder("cloudwatch.amazonaws.com", "events.amazonaws.com");
    }
  }

  @Test
  void whoeverIsNamedIsToldByEMail() {
    assertThat(everything.resources("AWS::SNS::Subscription").values())
        .singleElement()
        .satisfies(
            subscription -> {
              Map<String, Object> properties = Json.map(subscription, "Properties");
              assertThat(properties)
                  .containsEntry("Protocol", "email")
                  .containsEntry("Endpoint", "oncall@example.com");
              assertThat(everything.target(properties.get("TopicArn"))).isEqualTo("People/Topic");
            });
  }

  private static List<String> publishers(Synthesized stack) {
    return Json.list(
            stack.template().properties("People/Topic/Policy"), "PolicyDocument", "Statement")
        .stream()
        .filter(statement -> "Allow".equals(Json.at(statement, "Effect")))
        .map(statement -> String.valueOf(Json.at(statement, "Principal", "Service")))
        .toList();
  }
}
