package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
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
    String file =
        Files.readString(Synthesized.ROOT.resolve("statemachine/connect-key-store.asl.json"));
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(template.properties("Workflow/StateMachine"))
          .containsEntry("DefinitionString", file);
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
    Map<String, Object> substitutions =
        new LinkedHashMap<>(Json.map(machine, "DefinitionSubstitutions"));
    Set<String> placeholders =
        Pattern.compile("\\$\\{(\\w+)}")
            .matcher(Workflow.definition())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(substitutions.keySet()).isEqualTo(placeholders);
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
  void aStepThatIsNotThereIsNamedSo() {
    Map<String, Object> smallest =
        Synthesized.SMALLEST.template().properties("Workflow/StateMachine");
    assertThat(Json.at(smallest, "DefinitionSubstitutions", "AddHsmFunction"))
        .isEqualTo("NotDeployed");
  }

  /** A callback in the input is a secret; CloudWatch Logs is not the place for it. */
  @Test
  void everythingIsLoggedExceptWhatRunsCarry() {
    assertThat(machine).containsEntry("StateMachineType", "STANDARD");
    assertThat(Json.map(machine, "TracingConfiguration")).containsEntry("Enabled", true);
    assertThat(Json.map(machine, "LoggingConfiguration"))
        .containsEntry("Level", "ALL")
        .containsEntry("IncludeExecutionData", false);
    assertThat(CloudTemplate.text(Json.at(everything.properties("Workflow/Logs"), "LogGroupName")))
        .isEqualTo("/aws/vendedlogs/states/…-Connector");
  }

  @Test
  void theMachineWaitsForThePoliciesOfItsRole() {
    Map<String, Object> resource = Json.map(everything.resources().get("Workflow/StateMachine"));
    assertThat(Json.texts(resource, "DependsOn"))
        .anyMatch(id -> id.startsWith("ConnectorWorkflowRoleDefaultPolicy"));
  }
}
