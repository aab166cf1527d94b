package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkflowTest {

  private final CloudTemplate everything = Synthesized.EVERYTHING.template();
  private final Map<String, Object> machine = everything.properties("Workflow/StateMachine");

  @Test
  void theDefinitionIsTheOneThatIsTestedElsewhere() throws IOException {
    Map<String, String> files =
        Map.of(
            "Workflow/StateMachine", "connect-key-store.asl.json",
            "Fleet/StateMachine", "connect-fleet.asl.json");
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(template.resources("AWS::StepFunctions::StateMachine").keySet())
          .isEqualTo(files.keySet());
      for (Map.Entry<String, String> each : files.entrySet()) {
        Path file = Synthesized.ROOT.resolve("statemachine").resolve(each.getValue());
        assertThat(template.properties(each.getKey()))
            .containsEntry("DefinitionString", Files.readString(file));
      }
    }
  }

  /**
   * In GovCloud and China, an ARN of the partition aws ends a run at its first state. Those of the
   * deployment's own account are what its configuration names.
   */
  @Test
  void noResourceNamesAPartition() {
    Pattern fixed = Pattern.compile("arn:aws[a-z-]*:(?!\\w+:[a-z0-9-]*:111122223333:)\\S*");
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(fixed.matcher(template.resources().toString()).results().map(MatchResult::group))
          .isEmpty();
    }
  }

  @Test
  void everyPlaceholderBecomesTheAliasOfItsStepOrTheTableOfTheJournal() {
    Map<String, Object> substitutions = substitutions(machine, Workflow.DEFINITION);
    assertThat(substitutions.remove("Partition")).isEqualTo(Map.of("Ref", "AWS::Partition"));
    substitutions.forEach(
        (name, alias) ->
            assertThat(everything.target(alias))
                .isEqualTo(
                    name.equals("JournalTable")
                        ? "Journal/Table"
                        : "Steps/%s/Alias".formatted(name.replace("Function", ""))));
  }

  @Test
  void aFleetCallsTheCheckFunctionAndStartsTheOtherMachine() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Object> substitutions =
          substitutions(template.properties("Fleet/StateMachine"), FleetWorkflow.DEFINITION);
      assertThat(substitutions).containsEntry("Partition", Map.of("Ref", "AWS::Partition"));
      assertThat(template.target(substitutions.get("CheckFunction")))
          .isEqualTo("Steps/Check/Alias");
      assertThat(template.target(substitutions.get("ConnectKeyStore")))
          .isEqualTo("Workflow/StateMachine");
    }
  }

  /** The values of the placeholders, of which there are exactly those of the definition. */
  private static Map<String, Object> substitutions(Map<String, Object> machine, String file) {
    Map<String, Object> substitutions =
        new LinkedHashMap<>(Json.map(machine, "DefinitionSubstitutions"));
    Set<String> placeholders =
        Pattern.compile("\\$\\{(\\w+)}")
            .matcher(StateMachines.definition(file))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(substitutions.keySet()).isEqualTo(placeholders);
    return substitutions;
  }

  @Test
  void aStepThatIsNotThereIsNamedSo() {
    Map<String, Object> smallest =
        Synthesized.SMALLEST.template().properties("Workflow/StateMachine");
    assertThat(Json.at(smallest, "DefinitionSubstitutions", "AddHsmFunction"))
        .isEqualTo("NotDeployed");
  }

  /** A callback in the input is a secret; CloudWatch Logs is not the place for it. */
  @Test
  void everythingIsLoggedExceptWhatRunsCarry() {
    Map<String, String> logs =
        Map.of(
            "Workflow", "/aws/vendedlogs/states/…-Connector",
            "Fleet", "/aws/vendedlogs/states/…-Connector/fleet");
    logs.forEach(
        (part, name) -> {
          Map<String, Object> each = everything.properties(part + "/StateMachine");
          assertThat(each).containsEntry("StateMachineType", "STANDARD");
          assertThat(Json.map(each, "TracingConfiguration")).containsEntry("Enabled", true);
          assertThat(Json.map(each, "LoggingConfiguration"))
              .containsEntry("Level", "ALL")
              .containsEntry("IncludeExecutionData", false);
          assertThat(
                  CloudTemplate.text(
                      Json.at(everything.properties(part + "/Logs"), "LogGroupName")))
              .isEqualTo(name);
        });
  }

  @Test
  void theMachineWaitsForThePoliciesOfItsRole() {
    for (String part : List.of("Workflow", "Fleet")) {
      Map<String, Object> resource = Json.map(everything.resources().get(part + "/StateMachine"));
      assertThat(Json.texts(resource, "DependsOn"))
          .anyMatch(id -> id.startsWith("Connector" + part + "RoleDefaultPolicy"));
    }
  }
}
