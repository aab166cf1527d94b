package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.RequestParser;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class OutputsTest {

  private final Map<String, Object> outputs = Synthesized.EVERYTHING.template().section("Outputs");

  @Test
  void theyAreFoundByTheseNames() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(template.section("Outputs").keySet())
          .filteredOn(name -> !name.equals("RunbookUrl"))
          .containsExactlyInAnyOrder(
              "Release",
              "StateMachineArn",
              "StateMachineLink",
              "FleetStateMachineArn",
              "DashboardLink",
              "ExampleInput",
              "StartCommand",
              "TopicArn",
              "JournalTable",
              "KeyStores",
              "DeniedKeyStores",
              "SecretsByKeyStore",
              "SettingsByKeyStore",
              "ServiceToken");
    }
  }

  @Test
  void theExampleIsARequestThatTheWorkflowTakes() {
    String example = String.valueOf(Json.at(outputs, "ExampleInput", "Value"));
    assertThat(RequestParser.parse(Json.parse(example)))
        .isInstanceOf(RequestParser.Parsed.Valid.class);
    assertThat(CloudTemplate.text(Json.at(outputs, "StartCommand", "Value")))
        .isEqualTo(
            "aws stepfunctions start-execution --region … --state-machine-arn … --input '"
                + example
                + "'");
  }

  @Test
  void theExampleOfTheTemplateIsTheFirstOfItsKeyStores() {
    Object example =
        Json.at(Synthesized.PLAIN.template().section("Outputs"), "ExampleInput", "Value");
    assertThat(Json.at(example, "Fn::If", 0)).isEqualTo("NamesAKeyStore");
    assertThat(Json.at(example, "Fn::If", 1, "Fn::Join", 1, 1).toString())
        .isEqualTo("{Fn::Select=[0, {Ref=KeyStoreIds}]}");
    assertThat(Json.at(example, "Fn::If", 2)).isEqualTo("{\"customKeyStoreName\": \"NAME\"}");
  }

  @Test
  void aDeploymentThatMayActOnEveryKeyStoreSaysSo() {
    assertThat(keyStores(ManagedKeyStore.of("*")))
        .isEqualTo("* (every key store, also those that are created later)");
    assertThat(keyStores(ManagedKeyStore.of("prod-*"))).isEqualTo("prod-*");
    Object plain = Json.at(Synthesized.PLAIN.template().section("Outputs"), "KeyStores", "Value");
    assertThat(Json.at(plain, "Fn::If", 0)).isEqualTo("ActsOnEveryKeyStore");
    assertThat(Json.at(plain, "Fn::If", 1))
        .isEqualTo("* (every key store, also those that are created later)");
  }

  private static Object keyStores(ManagedKeyStore store) {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
            stack, "Connector", KeyStoreConnectorProps.forKeyStores(store).deny("cards").build())
        .addOutputs();
    Template template = Template.fromStack(stack);
    assertThat(Json.at(template.toJSON(), "Outputs", "DeniedKeyStores", "Value"))
        .isEqualTo("cards");
    return Json.at(template.toJSON(), "Outputs", "KeyStores", "Value");
  }

  @Test
  void linksLeadToTheWorkflowAndToTheDashboard() {
    assertThat(CloudTemplate.text(Json.at(outputs, "StateMachineLink", "Value")))
        .isEqualTo("https://…/states/home?region=…#/statemachines/view/…");
    assertThat(CloudTemplate.text(Json.at(outputs, "DashboardLink", "Value")))
        .isEqualTo("https://…/cloudwatch/home?region=…#/dashboards:name=…");
  }

  @Test
  void programsFindTheStateMachineForSeveralKeyStores() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(
              template.target(
                  Json.at(template.section("Outputs"), "FleetStateMachineArn", "Value")))
          .isEqualTo("Fleet/StateMachine");
    }
  }

  /** The version is that of the build; the digits say which jars it was built with. */
  @Test
  void supportCanSeeWhichReleaseIsDeployed() {
    assertThat(Release.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(Json.at(template.section("Outputs"), "Release", "Value"))
          .isEqualTo(Release.version() + " " + FunctionCode.release());
    }
    assertThat(Synthesized.PLAIN.template().json())
        .containsEntry("Description", Release.description())
        .containsEntry("AWSTemplateFormatVersion", "2010-09-09");
    assertThat(Release.description()).contains(Release.version());
  }

  @Test
  void peopleFindTheJournal() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(template.target(Json.at(template.section("Outputs"), "JournalTable", "Value")))
          .isEqualTo("Journal/Table");
    }
  }

  /** An output without a value makes the deployment fail. */
  @Test
  void reportsFindTheRunbookIfThereIsOne() {
    assertThat(Json.at(outputs, "RunbookUrl", "Value")).isEqualTo("https://example.com/runbook");
    assertThat(Synthesized.SMALLEST.template().section("Outputs")).doesNotContainKey("RunbookUrl");
    assertThat(Json.at(Synthesized.PLAIN.template().section("Outputs"), "RunbookUrl"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("Value", Map.of("Ref", "RunbookUrl"))
        .containsEntry("Condition", "HasRunbookUrl");
  }

  /** The command line prints it in the command for a new password. */
  @Test
  void peopleFindTheSecretOfAKeyStore() {
    assertThat(
            Json.at(
                Synthesized.PLAIN.template().section("Outputs"),
                "SecretsByKeyStore",
                "Value",
                "Fn::If",
                2))
        .isEqualTo(
            Map.of(
                "Fn::If", List.of("HasKeyStoreSecrets", Map.of("Ref", "KeyStoreSecrets"), "none")));
  }

  /** The command line says which changes a run would refuse. */
  @Test
  void peopleFindTheSettingsThatARunMayChange() {
    assertThat(
            Json.at(Synthesized.PLAIN.template().section("Outputs"), "SettingsByKeyStore", "Value"))
        .isEqualTo(
            Map.of(
                "Fn::If",
                List.of("HasKeyStoreSettings", Map.of("Ref", "KeyStoreSettings"), "none")));
  }

  @Test
  void otherStacksImportTheServiceToken() {
    assertThat(CloudTemplate.text(Json.at(outputs, "ServiceToken", "Export", "Name")))
        .isEqualTo("…-ServiceToken");
  }

  /** A partition that a mapping does not contain makes the deployment fail. */
  @Test
  void linksKnowTheConsolesThatTheMessagesKnow() throws ReflectiveOperationException {
    Field field =
        new FunctionJar(FunctionCode.Jar.LIFECYCLE)
            .load("io.keystoreconnector.lifecycle.ConsoleLink")
            .getDeclaredField("CONSOLES");
    field.setAccessible(true);
    Map<String, Object> mapping =
        Json.map(Synthesized.EVERYTHING.template().section("Mappings").values().iterator().next());
    assertThat(
            mapping.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, entry -> Json.at(entry.getValue(), "host"))))
        .isEqualTo(field.get(null));
  }
}
