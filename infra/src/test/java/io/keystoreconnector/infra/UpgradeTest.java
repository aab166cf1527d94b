package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.jr.ob.JSON;

/**
 * A stack of the last release becomes one of this release, and loses nothing. There has been no
 * release yet, so its template is the one of a commit on the way to the first. It is written with
 * {@code -DlastRelease=write}: docs/release.md says when.
 */
class UpgradeTest {

  private static final Path LAST =
      Synthesized.ROOT.resolve("infra/src/test/resources/last-release.template.json");

  private static final CloudTemplate NOW = Synthesized.PLAIN.template();

  /** Stacks that people have. */
  enum Stack {
    SMALL,
    LARGE;

    private Map<String, String> parameters() {
      Map<String, String> parameters = new HashMap<>();
      parameters.put("CodeBucketPrefix", "my-artifacts");
      parameters.put("KeyStoreNames", "prod-*");
      if (this == LARGE) {
        parameters.put("KeyStoreIds", Synthesized.STORE);
        parameters.put("AddHsmKeyStoreIds", Synthesized.STORE);
        parameters.put("DisconnectOnDeleteKeyStoreIds", Synthesized.STORE);
        parameters.put("SecretTemplate", "connector/{name}/kmsuser");
        parameters.put("ScheduleExpression", "rate(1 day)");
        parameters.put("ScheduleKeyStoreId", Synthesized.STORE);
        parameters.put("HsmClusterId", Synthesized.CLUSTER);
        parameters.put("HsmClusterKeyStoreId", Synthesized.STORE);
        parameters.put("NoticeDisconnects", "true");
        parameters.put("NotificationEmail", "oncall@example.com");
        parameters.put("FleetScheduleExpression", "rate(1 day)");
        parameters.put("FleetScheduleKeyStores", "prod-*");
        parameters.put("RunbookUrl", "https://example.com/runbook");
      }
      return parameters;
    }
  }

  private static CloudTemplate last() throws IOException {
    if ("write".equals(System.getProperty("lastRelease"))) {
      Files.writeString(LAST, JSON.std.asString(sorted(NOW.json())) + "\n");
    }
    return CloudTemplate.parse(Files.readString(LAST));
  }

  private static Object sorted(Object json) {
    if (json instanceof Map<?, ?>) {
      Map<String, Object> sorted = new TreeMap<>();
      Json.map(json).forEach((name, value) -> sorted.put(name, sorted(value)));
      return sorted;
    }
    return json instanceof List<?> list ? list.stream().map(UpgradeTest::sorted).toList() : json;
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsRemovedReplacedOrRenamed(Stack stack) throws IOException {
    assertThat(new Upgrade(last(), NOW).problems(stack.parameters())).isEmpty();
  }

  @Test
  void whatReplacesIsKnownForEveryTypeOfOurs() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(Upgrade.REPLACING.keySet())
          .containsAll(
              template.resources().values().stream()
                  .map(resource -> String.valueOf(resource.get("Type")))
                  .filter(type -> type.startsWith("AWS::"))
                  .toList());
    }
  }

  /** Functions are called through them, also by runs that began before. */
  @Test
  void functionsAreStillCalledByTheSameAliases() throws IOException {
    assertThat(aliases(NOW)).containsAllEntriesOf(aliases(last()));
    assertThat(aliases(NOW).values()).containsOnly("live");
  }

  private static Map<String, Object> aliases(CloudTemplate template) {
    Map<String, Object> aliases = new HashMap<>();
    template
        .resources("AWS::Lambda::Alias")
        .forEach((path, alias) -> aliases.put(path, Json.at(alias, "Properties", "Name")));
    return aliases;
  }

  /** Each line breaks a copy of the last release's template in one place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "ConnectorJournalTableFE3B0DC9":{        | "Renamed":{                              | AWS::DynamoDB::Table ConnectorJournalTableFE3B0DC9 is removed
          "AttributeName":"keyStoreId"             | "AttributeName":"id"                     | AWS::DynamoDB::Table ConnectorJournalTableFE3B0DC9 is replaced for KeySchema
          "ConnectorUndelivered58C44FB6":{         | "Undelivered":{                          | AWS::SQS::Queue ConnectorUndelivered58C44FB6 is removed
          "StateMachineType":"STANDARD"            | "StateMachineType":"EXPRESS"             | AWS::StepFunctions::StateMachine ConnectorWorkflowStateMachine687682D8 is replaced for StateMachineType
          "Name":"live"                            | "Name":"current"                         | AWS::Lambda::Alias ConnectorStepsCheckAlias3B23E1F4 is replaced for Name
          "JournalTable":{                         | "Journal":{                              | output JournalTable is gone
          "-ServiceToken"                          | "-Token"                                 | output ServiceToken is exported by another name
          "WatchMinutes":{                         | "WatchEvery":{                           | parameter WatchMinutes is gone
          "/aws/vendedlogs/states/"                | "/aws/vendedlogs/connector/"             | AWS::Logs::LogGroup ConnectorWorkflowLogs6D1B8DF2 is replaced for LogGroupName
          "ConnectorUndelivered58C44FB6":{"DeletionPolicy":"Delete" | "ConnectorUndelivered58C44FB6":{"DeletionPolicy":"Retain" | AWS::SQS::Queue ConnectorUndelivered58C44FB6 has another DeletionPolicy
          "Type":"AWS::Lambda::Alias"              | "UpdateReplacePolicy":"Retain","Type":"AWS::Lambda::Alias" | AWS::Lambda::Alias ConnectorStepsCheckAlias3B23E1F4 has another UpdateReplacePolicy
          """)
  void anUpdateThatLosesSomethingIsFound(String before, String after, String problem)
      throws IOException {
    String last = Files.readString(LAST);
    assertThat(last).contains(before);
    CloudTemplate broken = CloudTemplate.parse(last.replace(before, after));
    assertThat(new Upgrade(CloudTemplate.parse(last), broken).problems(Stack.SMALL.parameters()))
        .contains(problem);
  }
}
