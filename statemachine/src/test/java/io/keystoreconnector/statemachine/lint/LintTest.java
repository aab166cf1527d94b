package io.keystoreconnector.statemachine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on a definition that is valid except for one thing. */
class LintTest {
  private static final String SOUND =
      """
      {
        "QueryLanguage": "JSONata",
        "TimeoutSeconds": 1200,
        "StartAt": "Begin",
        "States": {
          "Begin": {"Type": "Pass", "Assign": {"a": 1}, "Next": "Look"},
          "Look": {
            "Type": "Task",
            "Resource": "arn:${Partition}:states:::lambda:invoke",
            "Arguments": {"FunctionName": "${Look}", "Payload": "{% $a %}"},
            "TimeoutSeconds": 60,
            "Retry": [
              {"ErrorEquals": ["Fatal"], "MaxAttempts": 0},
              {"ErrorEquals": ["States.ALL"], "MaxDelaySeconds": 9, "BackoffRate": 2, "JitterStrategy": "FULL"}
            ],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"e": "{% $states.errorOutput %}"}, "Next": "Failed"}],
            "Assign": {"b": "{% $states.result.Payload %}"},
            "Next": "What next?"
          },
          "What next?": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $b = 'go' %}", "Assign": {"c": 1}, "Next": "Each"},
                        {"Condition": "{% $b = 'wait' %}", "Next": "Wait"}],
            "Assign": {"f": "{% $b %}"},
            "Default": "Unknown"
          },
          "Wait": {"Type": "Wait", "Seconds": "{% $a %}", "Next": "Recall"},
          "Recall": {
            "Type": "Task",
            "Resource": "arn:${Partition}:states:::dynamodb:getItem",
            "Arguments": {"TableName": "${Table}", "Key": {"id": {"S": "x"}}, "ConsistentRead": true},
            "TimeoutSeconds": 6,
            "Retry": [{"ErrorEquals": ["Never"], "MaxAttempts": 0}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Write"}],
            "Next": "Write"
          },
          "Write": {
            "Type": "Task",
            "Resource": "arn:${Partition}:states:::dynamodb:putItem",
            "Arguments": {"TableName": "${Table}", "Item": {"id": {"S": "x"}}, "ConditionExpression": "a = :b OR c = :d",
                          "ExpressionAttributeValues": {":b": {"N": "1"}, ":d": {"N": "2"}}},
            "TimeoutSeconds": 6,
            "Retry": [{"ErrorEquals": ["Never"], "MaxAttempts": 0}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Look"}],
            "Next": "Look"
          },
          "Each": {
            "Type": "Map",
            "Items": "{% $map([1..3], $string) %}",
            "ItemProcessor": {
              "StartAt": "Inner",
              "States": {"Inner": {"Type": "Pass", "Assign": {"d": "{% $c %}"}, "Next": "Inner end"},
                         "Inner end": {"Type": "Pass", "Output": "{% $d + $a %}", "End": true}}
            },
            "Next": "Done"
          },
          "Done": {"Type": "Succeed", "Output": "{% $b %}"},
          "Failed": {"Type": "Fail", "Error": "Failed", "Cause": "{% $string($e) %}"},
          "Unknown": {"Type": "Fail", "Error": "UnknownAction", "Cause": "{% $f %}"}
        }
      }
      """;

  @Test
  void findsNothingInASoundDefinition() {
    assertThat(Lint.check(SOUND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "TimeoutSeconds": 1200,                    | ``                          | The machine: TimeoutSeconds is missing.
          "TimeoutSeconds": 60,                      | ``                          | State 'Look': TimeoutSeconds is missing.
          "MaxDelaySeconds": 9,                      | ``                          | State 'Look': Retry[1].MaxDelaySeconds is missing.
          "BackoffRate": 2,                          | ``                          | State 'Look': Retry[1].BackoffRate is missing.
          "JitterStrategy": "FULL"                   | "JitterStrategy": "NONE"    | State 'Look': Retry[1].JitterStrategy is not FULL.
          "Retry":                                   | "Comment":                  | State 'Look': Retry is missing.
          "StartAt": "Begin"                         | "StartAt": "Start"          | The machine: StartAt leads to 'Start', which does not exist.
          "Default": "Unknown"                       | "Default": "Nobody"         | State 'What next?': Default leads to 'Nobody', which does not exist.
          "Default": "Unknown"                       | "Comment": ""               | State 'What next?': Default is missing, so it leads nowhere when no rule matches.
          "Assign": {"c": 1}, "Next": "Each"         | "Next": "Nobody"            | State 'What next?': Choices[0].Next leads to 'Nobody', which does not exist.
          "Next": "Failed"                           | "Next": "Nobody"            | State 'Look': Catch[0].Next leads to 'Nobody', which does not exist.
          "Default": "Unknown"                       | "Default": "Done"           | State 'Unknown': nothing leads to it.
          "Next": "Inner end"                        | "End": true                 | State 'Inner end': nothing leads to it.
          "StartAt": "Inner"                         | "StartAt": "Outer"          | State 'Each': StartAt leads to 'Outer', which does not exist.
          "Assign": {"a": 1},                        | ``                          | State 'Look': Arguments.Payload uses $a, which is not set on every path to this state.
          "Assign": {"c": 1},                        | ``                          | State 'Inner': Assign.d uses $c, which is not set on every path to this state.
          "Assign": {"e": "{% $states.errorOutput %}"}, | ``                       | State 'Failed': Cause uses $e, which is not set on every path to this state.
          "Assign": {"f": "{% $b %}"},               | ``                          | State 'Unknown': Cause uses $f, which is not set on every path to this state.
          "Assign": {"f": "{% $b %}"},               | "Assign": {"f": "{% $c %}"}, | State 'What next?': Assign.f uses $c, which is not set on every path to this state.
          dynamodb:getItem                           | dynamodb:deleteItem         | State 'Recall': Resource is 'arn:${Partition}:states:::dynamodb:deleteItem', which is not a known one.
          arn:${Partition}:states:::lambda           | arn:aws:states:::lambda     | State 'Look': Resource is in the partition aws instead of ${Partition}.
          "ConsistentRead": true                     | "ConsistentRead": false     | State 'Recall': Arguments.ConsistentRead is not true, so it may read an old value.
          "ConditionExpression": "a = :b OR c = :d", | ``                          | State 'Write': Arguments.ConditionExpression is missing, so it overwrites any item.
          a = :b OR c = :d                           | a = :b                      | State 'Write': Arguments.ExpressionAttributeValues has :d, which is not used.
          , ":d": {"N": "2"}                         | ``                          | State 'Write': Arguments.ConditionExpression uses :d, which has no value.
          "Payload": "{% $a %}"                      | "Payload": "{% $b %}"       | State 'Look': Arguments.Payload uses $b, which is not set on every path to this state.
          "{% $d + $a %}"                            | "{% $e %}"                  | State 'Inner end': Output uses $e, which is not set on every path to this state.
          "Output": "{% $b %}"                       | "Output": "{% $d %}"        | State 'Done': Output uses $d, which is not set on every path to this state.
          "Assign": {"d":                            | "Assign": {"a":             | State 'Inner': Assign sets $a of the flow around it.
          $string($e)                                | $text($e)                   | State 'Failed': Cause: there is no function $text in Step Functions.
          $string($e)                                | $string(e)                  | State 'Failed': Cause: e is not defined: the input is $states.input, and a variable has a $.
          "{% $b %}"                                 | "{% $b +%}"                 | State 'Done': Output: '$b +' is not JSONata
          "Payload": "{% $a %}"                      | "Payload": "{% $states.result %}" | State 'Look': Arguments.Payload uses $states.result, which does not exist yet.
          $states.errorOutput                        | $states.result              | State 'Look': Catch[0].Assign.e uses $states.result, which does not exist yet.
          $states.result.Payload                     | $states.errorOutput         | State 'Look': Assign.b uses $states.errorOutput, which exists only in a Catch.
          "${Look}"                                  | ${Look}                     | The definition: ${…} is outside a string, so it is not JSON.
          "QueryLanguage":                           | "QueryLanguage"             | The definition: it is not JSON
          """)
  void findsWhatIsWrong(String sound, String broken, String finding) {
    assertThat(SOUND).contains(sound);

    assertThat(Lint.check(SOUND.replace(sound, broken)))
        .anySatisfy(found -> assertThat(found).startsWith(finding));
  }

  @Test
  void aTaskWithoutCatchIsFound() {
    String broken = SOUND.replace("\"Catch\":", "\"Caught\":");

    assertThat(Lint.check(broken)).contains("State 'Look': Catch is missing.");
  }
}
