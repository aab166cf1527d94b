package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.FleetParser;
import io.keystoreconnector.core.RequestParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.jr.ob.JSON;

/** Schedules, triggers and deployments. */
class StartsTest {

  private final CloudTemplate everything = Synthesized.EVERYTHING.template();

  @Test
  void aScheduleStartsTheWorkflowWithItsRequest() {
    Map<String, Object> schedule = everything.properties("Schedules/morning");
    assertThat(schedule)
        .containsEntry("ScheduleExpression", "cron(0 6 ? * MON-FRI *)")
        .containsEntry("ScheduleExpressionTimezone", "Europe/Berlin")
        .containsEntry("FlexibleTimeWindow", Map.of("Mode", "OFF"));
    assertThat(everything.target(schedule.get("GroupName"))).isEqualTo("Schedules/Group");
    assertThat(everything.target(Json.at(schedule, "Target", "Arn")))
        .isEqualTo("Workflow/StateMachine");
    assertThat(everything.target(Json.at(schedule, "Target", "RoleArn")))
        .isEqualTo("Schedules/Role");
    assertThat(Json.parse(String.valueOf(Json.at(schedule, "Target", "Input"))))
        .isEqualTo(
            Map.of(
                "customKeyStoreId",
                Synthesized.STORE,
                "update",
                Map.of("keyStorePasswordSecretId", Synthesized.SECRET),
                "addHsm",
                true,
                "whenDisconnected",
                "LEAVE"));
    assertThat(everything.properties("Schedules/often"))
        .containsEntry(
            "FlexibleTimeWindow", Map.of("Mode", "FLEXIBLE", "MaximumWindowInMinutes", 15));
  }

  @Test
  void aScheduleForSeveralKeyStoresStartsTheOtherStateMachineWithTheRequestOfAFleet() {
    CloudTemplate tuned = Synthesized.TUNED.template();
    Map<String, Object> schedule = tuned.properties("Schedules/nightly");
    assertThat(tuned.target(Json.at(schedule, "Target", "Arn"))).isEqualTo("Fleet/StateMachine");
    Map<String, Object> request = Json.parse(String.valueOf(Json.at(schedule, "Target", "Input")));
    assertThat(request)
        .isEqualTo(
            Map.of(
                "keyStores",
                List.of("prod-*", Synthesized.STORE),
                "whenDisconnected",
                "LEAVE",
                "addHsm",
                true,
                "update",
                Map.of("xksProxyAuthenticationCredentialSecretId", "{name}/proxy-login")));
    assertThat(FleetParser.parse(request)).isInstanceOf(FleetParser.Parsed.Valid.class);
  }

  /** Otherwise the same template could be deployed only once, and never again after its removal. */
  @Test
  void nothingHasANameThatAnotherDeploymentWouldHaveToo() {
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources()
          .forEach(
              (path, resource) ->
                  Json.map(resource.getOrDefault("Properties", Map.of())).entrySet().stream()
                      .filter(
                          property ->
                              property
                                  .getKey()
                                  .matches(
                                      "(\\w*Group|\\w*Rule|\\w*Function|\\w*Role|\\w*Alarm|\\w*Queue|\\w*Topic|\\w*Dashboard|)Name"))
                      .filter(property -> !"AWS::Lambda::Alias".equals(resource.get("Type")))
                      .forEach(
                          property ->
                              assertThat(property.getValue())
                                  .as(path)
                                  .isNotInstanceOf(String.class)));
      assertThat(template.resources().values())
          .noneMatch(resource -> "Retain".equals(resource.get("DeletionPolicy")));
    }
  }

  @Test
  void anHsmThatSomebodyCreatedStartsARun() {
    Map<String, Object> rule = everything.properties("Triggers/HsmCreated1");
    assertThat(rule.get("EventPattern"))
        .isEqualTo(
            Map.of(
                "source",
                List.of("aws.cloudhsm"),
                "detail-type",
                List.of("AWS API Call via CloudTrail"),
                "detail",
                Map.of(
                    "eventSource",
                    List.of("cloudhsm.amazonaws.com"),
                    "eventName",
                    List.of("CreateHsm"),
                    "errorCode",
                    List.of(Map.of("exists", false)),
                    "requestParameters",
                    Map.of("clusterId", List.of(Synthesized.CLUSTER)),
                    "$or",
                    List.of(
                        issuer(Map.of("exists", false)),
                        issuer(
                            Map.of(
                                "anything-but",
                                List.of(Map.of("Fn::GetAtt", List.of(addHsmRole(), "Arn")))))))));
    assertThat(everything.target(Json.at(rule, "Targets", 0, "Arn")))
        .isEqualTo("Workflow/StateMachine");
    assertThat(
            RequestParser.parse(Json.parse(String.valueOf(Json.at(rule, "Targets", 0, "Input")))))
        .isInstanceOf(RequestParser.Parsed.Valid.class);
  }

  private static Map<String, Object> issuer(Map<String, Object> arn) {
    return Map.of(
        "userIdentity",
        Map.of("sessionContext", Map.of("sessionIssuer", Map.of("arn", List.of(arn)))));
  }

  private String addHsmRole() {
    return everything.section("Resources").keySet().stream()
        .filter(id -> id.startsWith("ConnectorStepsAddHsmRole") && !id.contains("Policy"))
        .findFirst()
        .orElseThrow();
  }

  /** Events as CloudTrail writes them, for each kind of identity. */
  @ParameterizedTest
  @CsvSource({
    "root,            true",
    "iam-user,        true",
    "console-session, true",
    "person-in-role,  true",
    "own-purchase,    false",
    "refused,         false",
    "other-cluster,   false"
  })
  void whoeverCreatesAnHsmStartsARunButTheConnectorItself(String file, boolean starts)
      throws IOException {
    Map<String, Object> rule = everything.properties("Triggers/HsmCreated1");
    String pattern =
        JSON.std
            .asString(rule.get("EventPattern"))
            .replace(
                "{\"Fn::GetAtt\":[\"" + addHsmRole() + "\",\"Arn\"]}",
                "\"arn:aws:iam::111122223333:role/KeyStoreConnector-ConnectorStepsAddHsmRole\"");
    try (InputStream event =
        StartsTest.class.getResourceAsStream("/create-hsm-events/" + file + ".json")) {
      assertThat(
              new EventPattern(Json.parse(pattern))
                  .matches(JSON.std.mapFrom(Objects.requireNonNull(event))))
          .isEqualTo(starts);
    }
  }

  /** Without a function that creates HSMs, there is no purchase to exclude. */
  @Test
  void aConnectorThatBuysNoHsmIsStartedByEveryNewOne() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(
                ManagedKeyStore.of(Synthesized.STORE).connectWhenHsmCreatedIn(Synthesized.CLUSTER))
            .build());
    assertThat(Template.fromStack(stack).findResources("AWS::Events::Rule").values())
        .filteredOn(rule -> rule.toString().contains("CreateHsm"))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(Json.map(rule, "Properties", "EventPattern", "detail"))
                    .doesNotContainKeys("$or", "userIdentity"));
  }

  @Test
  void peopleHearOfADisconnectUnlessTheConnectorDidIt() {
    Map<String, Object> rule = everything.properties("Triggers/Disconnected");
    Map<String, Object> detail = Json.map(rule, "EventPattern", "detail");
    assertThat(Json.at(detail, "requestParameters", "customKeyStoreId"))
        .isEqualTo(List.of(Synthesized.STORE, Synthesized.OTHER_STORE));
    assertThat(detail.get("errorCode")).isEqualTo(List.of(Map.of("exists", false)));
    List<Object> own = Json.list(detail, "userIdentity", "arn", 0, "anything-but");
    assertThat(own)
        .hasSize(2)
        .allSatisfy(
            session ->
                assertThat(CloudTemplate.text(session)).isEqualTo("arn:…:sts::…:assumed-role/…/…"));
    assertThat(own.stream().map(session -> everything.target(Json.at(session, "Fn::Join", 1, 5))))
        .containsExactly("Steps/Disconnect/Role", "Deployments/Start/Role");
    assertThat(everything.target(Json.at(rule, "Targets", 0, "Arn"))).isEqualTo("People/Topic");
    assertThat(
            String.valueOf(Json.at(rule, "Targets", 0, "InputTransformer", "InputTemplate"))
                .replaceAll("<[\\w-]*?(\\w+)>", "<$1>"))
        .contains("Key store <customKeyStoreId> was disconnected at <time> by <arn>")
        .contains("account <account>, Region <region>")
        .contains("start the key store connector");
  }

  @Test
  void peopleHearWhatAwsHealthSaysAboutKmsAndCloudHsm() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Object> rule = template.properties("ServiceAlarms/Health/Event");
      assertThat(rule.get("EventPattern"))
          .isEqualTo(
              Map.of(
                  "source",
                  List.of("aws.health"),
                  "detail",
                  Map.of("service", List.of("CLOUDHSM", "KMS"))));
      assertThat(template.target(Json.at(rule, "Targets", 0, "Arn"))).isEqualTo("People/Topic");
      assertThat(
              String.valueOf(Json.at(rule, "Targets", 0, "InputTransformer", "InputTemplate"))
                  .replaceAll("<[\\w-]*?(\\w+)>", "<$1>"))
          .contains("an event of <service> in <eventRegion>: <eventTypeCode>")
          .contains("account <account>")
          .endsWith("<eventArn>\"");
    }
  }

  @Test
  void withoutBeingAskedForThereIsNoTriggerAndNoSchedule() {
    assertThat(Synthesized.SMALLEST.template().resources().keySet())
        .noneMatch(path -> path.startsWith("Triggers/") || path.startsWith("Schedules/"));
  }

  @Test
  void aConnectionWaitsForTheWholeConnector() {
    Map<String, Object> connection = Json.map(everything.resources().get("Connection/Resource"));
    assertThat(connection).containsEntry("Type", "Custom::KeyStoreConnection");
    Set<String> awaited = new HashSet<>(Json.texts(connection, "DependsOn"));
    Set<String> others = new HashSet<>(everything.section("Resources").keySet());
    others.removeIf(id -> !id.startsWith("Connector"));
    others.removeIf(id -> id.startsWith("ConnectionResource"));
    // It has a condition, and answers nobody.
    others.removeIf(id -> id.startsWith("ConnectorHub"));
    assertThat(awaited).containsAll(others);
    assertThat(everything.target(Json.at(connection, "Properties", "ServiceToken")))
        .isEqualTo("Deployments/Start/Alias");
    assertThat(Json.at(connection, "Properties", "ServiceTimeout")).isEqualTo("1800");
  }

  /** The function's own reader creates the request from the properties that the construct wrote. */
  @Test
  void thePropertiesOfAConnectionAreTheRequestThatItWasGiven() throws ReflectiveOperationException {
    Map<String, Object> properties = new HashMap<>(everything.properties("Connection/Resource"));
    properties.put("ServiceToken", "arn");
    Method read =
        new FunctionJar(FunctionCode.Jar.LIFECYCLE)
            .load("io.keystoreconnector.lifecycle.ConnectionProperties")
            .getDeclaredMethod("read", Map.class);
    read.setAccessible(true);
    Object made = read.invoke(null, properties);
    Map<String, Object> expected = new HashMap<>(Synthesized.connection());
    assertThat(component(made, "disconnectOnDelete"))
        .isEqualTo(expected.remove("disconnectOnDelete"));
    assertThat(component(made, "request")).isEqualTo(expected);
  }

  private static Object component(Object of, String name) throws ReflectiveOperationException {
    Method method = of.getClass().getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(of);
  }
}
