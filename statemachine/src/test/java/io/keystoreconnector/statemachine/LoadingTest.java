package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadingTest {
  private static final String TASK =
      "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lab:work\"";

  private static List<String> problems(String definition, Map<String, String> substitutions) {
    return Objects.requireNonNull(
            Assertions.catchThrowableOfType(
                InvalidDefinition.class,
                () -> StateMachine.load(definition, substitutions, Set.of(Lab.RESOURCE))),
            "the definition is accepted")
        .problems();
  }

  private static List<String> problems(String definition) {
    return problems(definition, Map.of());
  }

  /** Each line: the fields of a state, the path of the problem, and how it begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Type": "Pass", "Result": 1                              | /Result          | is not implemented for a Pass state
          "Type": "Pass", "InputPath": "$"                         | /InputPath       | is not implemented for a Pass state
          "Type": "Pass", "QueryLanguage": "JSONPath"              | /QueryLanguage   | must be "JSONata"
          "Type": "Passs"                                          | /Type            | is "Passs", which is no type
          "Type": "Pass", "Next": "A"                              | ``               | needs either Next or "End": true
          "Type": "Pass", "Output": "{% 1 + %}"                    | /Output          | '1 +' is not JSONata
          "Type": "Pass", "Output": ["x", "{% $nope(1) %}"]        | /Output[1]       | there is no function $nope
          "Type": "Pass", "Output": {"a": "{% $eval('1') %}"}      | /Output/a        | there is no function $eval
          "Type": "Pass", "Output": "{% x.y %}"                    | /Output          | x is not defined
          "Type": "Pass", "Output": "{% $$ %}"                     | /Output          | $$ is not available
          "Type": "Pass", "Output": "{% $ %}"                      | /Output          | $ is not available
          "Type": "Pass", "Output": "{% $states.inputs %}"         | /Output          | there is no $states.inputs
          "Type": "Pass", "Output": " {% 1 %}"                     | /Output          | an expression must begin with {%
          "Type": "Pass", "Output": "{% 1 %} "                     | /Output          | an expression must begin with {%
          "Type": "Pass", "Assign": {"states": 1}                  | /Assign/states   | is not a name for a variable
          "Type": "Pass", "Assign": {"a-b": 1}                     | /Assign/a-b      | is not a name for a variable
          "Type": "Pass", "Assign": 1                              | /Assign          | must be an object
          "Type": "Wait"                                           | ``               | needs either Seconds or Timestamp
          "Type": "Wait", "Seconds": 1, "Timestamp": "2026-11-23T03:00:00Z" | ``      | needs either Seconds or Timestamp
          "Type": "Wait", "Timestamp": "tomorrow"                  | /Timestamp       | must be a timestamp such as 2026-11-23T03:00:00Z
          "Type": "Wait", "Timestamp": 1                           | /Timestamp       | must be a string or an expression
          "Type": "Fail", "Error": 1                               | /Error           | must be a string or an expression
          "Type": "Fail", "Cause": {"a": "{% 1 %}"}                | /Cause           | must be a string or an expression
          "Type": "Choice", "Choices": [{"Condition": "yes", "Next": "A"}], "Default": "A" | /Choices/0/Condition | must be true, false or an expression
          "Type": "Map", "Items": "x", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}} | /Items | must be a list or an expression
          "Type": "Wait", "Seconds": -1                            | /Seconds         | must be a number from 0
          "Type": "Wait", "Seconds": 1.5                           | /Seconds         | must be a whole number
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem"                                                                | /Resource              | is not implemented by this runner
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Arguments": {"TableName": "t"}                                  | /Arguments/Key         | is missing
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Arguments": {"TableName": "t", "Key": {}, "AttributesToGet": []} | /Arguments/AttributesToGet | is not implemented by this runner
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Arguments": {"TableName": "t"}                                  | /Arguments/Item        | is missing
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Arguments": {"Item": {}}                                        | /Arguments/TableName   | is missing
          "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Arguments": {"TableName": "t", "Item": {}, "ReturnValues": "NONE"} | /Arguments/ReturnValues | is not implemented by this runner
          "Type": "Wait", "SecondsPath": "$.x", "Seconds": 1       | /SecondsPath     | is not implemented
          "Type": "Task"                                           | /Resource        | is missing
          "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage" | /Resource  | is not implemented by this runner
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "HeartbeatSeconds": 1 | /HeartbeatSeconds | is not implemented
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "TimeoutSeconds": 0   | /TimeoutSeconds   | must be a number from 1
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "Credentials": {}     | /Credentials      | is not implemented
          "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "InvocationType": "Event"} | /Arguments/InvocationType | is not implemented
          "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {}  | /Arguments/FunctionName   | is missing
          "Type": "Map"                                            | /ItemProcessor   | must be an object
          "Type": "Map", "ItemsPath": "$", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}} | /ItemsPath | is not implemented
          "Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}} | /ItemProcessor/ProcessorConfig/Mode | must be "INLINE"
          "Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}, "Foo": 1} | /ItemProcessor/Foo | is not implemented for an ItemProcessor
          "Type": "Parallel"                                       | /Branches        | needs at least one branch
          "Type": "Parallel", "Branches": [{"StartAt": "X", "States": {"I": {"Type": "Succeed"}}}] | /Branches/0/StartAt | leads to "X"
          "Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}] | /Branches/0/States/A | has the name of another state
          """)
  void refusesWhatItDoesNotImplementByPathAndName(String fields, String path, String problem) {
    assertThat(problems(Lab.state(fields)))
        .anySatisfy(found -> assertThat(found).startsWith("/States/A" + path + ": " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Retry": [{}]                                                        | /Retry/0/ErrorEquals     | must be a list
          "Retry": [{"ErrorEquals": ["E"], "Foo": 1}]                          | /Retry/0/Foo             | is not implemented for a retrier
          "Retry": [{"ErrorEquals": ["E"], "JitterStrategy": "HALF"}]          | /Retry/0/JitterStrategy  | must be FULL or NONE
          "Retry": [{"ErrorEquals": ["E"], "BackoffRate": 0.5}]                | /Retry/0/BackoffRate     | must be a number from 1
          "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 9, "MaxDelaySeconds": 9}] | /Retry/0/MaxDelaySeconds | must be greater
          "Retry": [{"ErrorEquals": ["States.ALL", "E"]}]                      | /Retry/0/ErrorEquals     | States.ALL must stand alone
          "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["E"]}]   | /Retry/0/ErrorEquals     | States.ALL must be in the last one
          "Catch": [{"ErrorEquals": ["E"]}]                                    | /Catch/0/Next            | is missing
          "Catch": [{"ErrorEquals": ["E"], "Next": "X"}]                       | ``                       | leads to "X"
          "Catch": [{"ErrorEquals": ["E"], "Next": "A", "ResultPath": "$"}]    | /Catch/0/ResultPath      | is not implemented for a catcher
          "Catch": [{"ErrorEquals": ["E"], "Next": "A", "Output": "{% 1 + %}"}] | /Catch/0/Output         | '1 +' is not JSONata
          "Catch": 1                                                           | /Catch                   | must be a list
          """)
  void refusesErrorHandlingItDoesNotImplement(String fields, String path, String problem) {
    assertThat(problems(Lab.state(TASK + "," + fields)))
        .anySatisfy(found -> assertThat(found).startsWith("/States/A" + path + ": " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Foo": 1}           | /Foo: is not implemented for a state machine
          {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}                                                 | /QueryLanguage: must be "JSONata"
          {"QueryLanguage": "JSONata", "StartAt": "B", "States": {"A": {"Type": "Succeed"}}}                     | /StartAt: leads to "B"
          {"QueryLanguage": "JSONata", "States": {"A": {"Type": "Succeed"}}}                                     | /StartAt: is missing
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "End": true}}}        | /States/A/End: is not implemented for a Succeed state
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "Assign": {}}}}       | /States/A/Assign: is not available in a Succeed state
          {"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 0, "States": {"A": {"Type": "Succeed"}}} | /TimeoutSeconds: must be a number from 1
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "X"}]}}} | /States/A: leads to "X"
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "Next": "A"}]}}} | /States/A/Choices/0/Condition: is missing
          {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": []}}}       | /States/A/Choices: needs at least one rule
          {"QueryLanguage": ${Language}}                                                                         | /: not JSON at line 1, column
          []                                                                                                     | /: must be an object
          """)
  void refusesADefinitionThatIsNone(String definition, String problem) {
    assertThat(problems(definition)).anySatisfy(found -> assertThat(found).startsWith(problem));
  }

  @Test
  void tellsEveryProblemAtOnce() {
    String definition =
        Lab.states(
            """
            "A": {"Type": "Pass", "Foo": 1, "Bar": 2, "Next": "Nowhere"},
            "B": {"Type": "Wait", "Secondz": 1, "End": true}
            """);

    assertThat(problems(definition)).hasSize(5);
  }

  @Test
  void putsSubstitutionsInPlace() {
    String definition =
        Lab.states("\"A\": {\"Type\": \"Succeed\", \"Output\": \"{% '${Word}' & '-${Other}' %}\"}");

    StateMachine machine = StateMachine.load(definition, Map.of("Word", "hello", "Other", "you"));

    assertThat(new Lab().runner().run(machine, "run", 1).output()).isEqualTo("hello-you");
  }

  @Test
  void aSubstitutionThatIsMissingOrUnusedIsAProblem() {
    String definition = Lab.states("\"A\": {\"Type\": \"Succeed\", \"Output\": \"${Missing}\"}");

    assertThat(problems(definition, Map.of("Unused", "x")))
        .containsExactly(
            "/States/A/Output: ${Missing} has no substitution",
            "/: the substitution Unused is not used");
  }

  @Test
  void commentsAreWelcomeEverywhere() {
    String definition =
        """
        {"Comment": "c", "Version": "1.0", "QueryLanguage": "JSONata", "StartAt": "A", "States": {
          "A": {"Comment": "c", "Type": "Choice",
                "Choices": [{"Comment": "c", "Condition": true, "Next": "B"}]},
          "B": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "End": true,
                "Retry": [{"Comment": "c", "ErrorEquals": ["E"]}],
                "Catch": [{"Comment": "c", "ErrorEquals": ["E"], "Next": "A"}]}}}
        """;

    assertThatCode(() -> Lab.load(definition)).doesNotThrowAnyException();
  }
}
