package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS would refuse only when the stack is deployed. */
class LimitsTest {

  /** The comparisons that EventBridge supports, besides plain values. */
  private static final Set<String> COMPARISONS =
      Set.of("prefix", "suffix", "exists", "anything-but", "numeric", "wildcard");

  @ParameterizedTest
  @CsvSource({
    "AWS::Lambda::Function, Description, 256",
    "AWS::IAM::Role, Description, 1000",
    "AWS::Events::Rule, Description, 512",
    "AWS::Scheduler::Schedule, Description, 512",
    "AWS::CloudWatch::Alarm, AlarmDescription, 1024",
    "AWS::SNS::Topic, DisplayName, 100",
    "AWS::Lambda::Function, Handler, 128"
  })
  void noTextIsLongerThanItMayBe(String type, String property, int most) {
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources(type)
          .forEach(
              (path, resource) -> {
                Object text = Json.find(resource, "Properties", property);
                if (text != null) {
                  assertThat(CloudTemplate.text(text)).as(path).hasSizeLessThanOrEqualTo(most);
                }
              });
    }
  }

  @Test
  void noDescriptionOfTheTemplateItselfIsTooLong() {
    for (CloudTemplate template : Synthesized.all()) {
      Stream.concat(
              template.section("Outputs").values().stream(),
              template.section("Parameters").values().stream())
          .forEach(
              each ->
                  assertThat(String.valueOf(Json.at(each, "Description")))
                      .hasSizeLessThanOrEqualTo(1024));
      assertThat(template.section("Parameters")).hasSizeLessThanOrEqualTo(200);
      assertThat(template.section("Resources")).hasSizeLessThanOrEqualTo(500);
    }
  }

  @Test
  void rolesHaveNoMoreInlinePolicyThanTheyMay() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<Object, Integer> characters = new HashMap<>();
      for (Map<String, Object> policy : template.resources("AWS::IAM::Policy").values()) {
        for (Object role : Json.list(policy, "Properties", "Roles")) {
          int length = Json.at(policy, "Properties", "PolicyDocument").toString().length();
          characters.merge(role, length, Integer::sum);
        }
      }
      // For all policies of a role, without white space.
      assertThat(characters.values()).allMatch(length -> length < 10_240);
    }
  }

  @Test
  void retriesAreAsManyAsTheServicesTake() {
    for (CloudTemplate template : Synthesized.all()) {
      Json.deep(template.json())
          .filter(node -> Json.find(node, "MaximumEventAgeInSeconds") instanceof Integer)
          .forEach(
              retry -> {
                assertThat((Integer) Json.at(retry, "MaximumEventAgeInSeconds"))
                    .isBetween(60, 21_600);
                assertThat((Integer) Json.at(retry, "MaximumRetryAttempts")).isBetween(0, 185);
              });
    }
  }

  @Test
  void rulesCompareOnlyWithWhatEventBridgeKnows() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Map<String, Object> rule : template.resources("AWS::Events::Rule").values()) {
        if (Json.find(rule, "Properties", "EventPattern") == null) {
          continue; // It has a schedule.
        }
        new EventPattern(Json.map(rule, "Properties", "EventPattern"))
            .comparisons()
            .filter(
                item ->
                    item instanceof Map<?, ?> map
                        && !map.containsKey("Ref")
                        && !map.containsKey("Fn::Join"))
            .forEach(item -> assertThat(COMPARISONS).containsAll(Json.map(item).keySet()));
      }
    }
  }
}
