package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.infra.hub.ConnectorHubProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub of an organization. */
class HubTest {

  private static final List<String> NEWS =
      List.of("Key Store State Changed", "Key Store Inventory", "Key Store Connection Outcome");

  private final CloudTemplate everything = SynthesizedHub.HUB_EVERYTHING.template();
  private final CloudTemplate plain = SynthesizedHub.HUB_PLAIN.template();

  private static Map<String, Object> properties(CloudTemplate template, String path) {
    return template.properties("Hub/" + path);
  }

  @ParameterizedTest
  @EnumSource
  void neitherCdkNagNorCdkFindsAnything(SynthesizedHub stack) {
    assertThat(stack.findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everySuppressionHasAReason(SynthesizedHub stack) {
    Suppressions.assertEachHasAReason(stack.template());
  }

  @ParameterizedTest
  @EnumSource
  void eachRoleHasExactlyTheActionsOfItsFunctionAndNothingInTheMembers(SynthesizedHub stack) {
    Set<String> ofAll =
        Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:SendMessage");
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put(
        "Recorder", with(ofAll, "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"));
    expected.put(
        "Silence",
        with(ofAll, "dynamodb:Scan", "dynamodb:Query", "dynamodb:PutItem", "events:PutEvents"));
    assertThat(Statement.actions(stack.template())).isEqualTo(expected);
  }

  private static List<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all.stream().sorted().toList();
  }

  /** So no statement needs a reason for a wildcard. */
  @ParameterizedTest
  @EnumSource
  void everyRightIsOnOneResourceOfTheStack(SynthesizedHub stack) {
    for (Statement statement : Statement.of(stack.template())) {
      assertThat(statement.hasWildcard()).as(statement.toString()).isFalse();
      assertThat(stack.template().target(statement.json().get("Resource")))
          .as(statement.toString())
          .isNotNull();
    }
  }

  @Test
  void theCheckPutsOnlyItsOwnEventsOnTheHubsBus() throws ReflectiveOperationException {
    assertThat(
            Statement.of(everything).stream().filter(s -> s.actions().contains("events:PutEvents")))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(everything.target(s.json().get("Resource"))).isEqualTo("Hub/News/Bus");
              assertThat(s.condition("events:source")).isEqualTo("keystore-connector");
              assertThat(s.condition("events:detail-type"))
                  .isEqualTo(constant("Silence", "DETAIL_TYPE"));
            });
  }

  @ParameterizedTest
  @EnumSource
  void theBusTakesOnlyTheConnectorsEventsAndOnlyFromTheOrganization(SynthesizedHub stack)
      throws ReflectiveOperationException {
    assertThat(stack.template().resources("AWS::Events::EventBusPolicy")).hasSize(1);
    Object statement = Json.at(properties(stack.template(), "News/Members"), "Statement");
    assertThat(Json.at(statement, "Action")).isEqualTo("events:PutEvents");
    assertThat(stack.template().target(Json.at(statement, "Resource"))).isEqualTo("Hub/News/Bus");
    assertThat(Json.at(statement, "Condition"))
        .isEqualTo(
            Map.of(
                "StringEquals",
                Map.of(
                    "aws:PrincipalOrgID",
                    stack == SynthesizedHub.HUB_PLAIN
                        ? Map.of("Ref", "OrganizationId")
                        : SynthesizedHub.ORGANIZATION,
                    "events:source",
                    "keystore-connector",
                    "events:detail-type",
                    NEWS)));
    for (String constant : List.of("STATE_CHANGED", "INVENTORY", "OUTCOME")) {
      assertThat(NEWS).contains(String.valueOf(constant("NewsReader", constant)));
    }
  }

  private static Object constant(String type, String name) throws ReflectiveOperationException {
    var field =
        new FunctionJar(FunctionCode.Jar.WATCH)
            .load("io.keystoreconnector.watch.hub." + type)
            .getDeclaredField(name);
    field.setAccessible(true);
    return Objects.requireNonNull(field.get(null));
  }

  /** What the hub records is what the members forward. */
  @Test
  void membersSendWhatTheHubTakes() {
    assertThat(Json.texts(properties(everything, "News/News"), "EventPattern", "detail-type"))
        .isEqualTo(NEWS);
    assertThat(
            Json.texts(
                Synthesized.PLAIN.template().properties("Hub/Rule"), "EventPattern", "detail-type"))
        .isEqualTo(NEWS);
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeDeliveredEndsUpInTheQueue(SynthesizedHub stack) {
    CloudTemplate template = stack.template();
    Map<String, Map<String, Object>> rules = template.resources("AWS::Events::Rule");
    assertThat(rules.keySet())
        .containsExactlyInAnyOrder("Hub/News/News", "Hub/News/Silence", "Hub/Schedule");
    Set<String> mayUseQueue = new HashSet<>();
    for (Object statement :
        Json.list(properties(template, "Undelivered/Policy"), "PolicyDocument", "Statement")) {
      Object source = Json.find(statement, "Condition", "ArnEquals", "aws:SourceArn");
      if (source != null) {
        mayUseQueue.add(String.valueOf(template.target(source)));
      }
    }
    assertThat(mayUseQueue).isEqualTo(rules.keySet());
    rules.forEach(
        (path, rule) -> {
          Object target = Json.at(rule, "Properties", "Targets", 0);
          assertThat(template.target(Json.at(target, "DeadLetterConfig", "Arn")))
              .as(path)
              .isEqualTo("Hub/Undelivered");
          assertThat((Integer) Json.at(target, "RetryPolicy", "MaximumRetryAttempts"))
              .isBetween(24, 185);
        });
    assertThat(template.resources("AWS::Lambda::EventInvokeConfig").values())
        .hasSize(2)
        .allSatisfy(
            config ->
                assertThat(
                        template.target(
                            Json.at(
                                config,
                                "Properties",
                                "DestinationConfig",
                                "OnFailure",
                                "Destination")))
                    .isEqualTo("Hub/Undelivered"));
  }

  /** A member may not send such an event, and if it could, nobody would be told of it. */
  @Test
  void peopleAreToldOnlyWhatTheHubsOwnCheckSays() {
    Map<String, Object> rule = properties(everything, "News/Silence");
    assertThat(Json.at(rule, "EventPattern", "account", 0))
        .isEqualTo(Map.of("Ref", "AWS::AccountId"));
    assertThat(everything.target(Json.at(rule, "Targets", 0, "Arn"))).isEqualTo("Hub/Topic");
    assertThat(Json.map(rule, "Targets", 0, "InputTransformer", "InputPathsMap"))
        .containsValue("$.detail.message")
        .hasSize(1);
    assertThat(NEWS).doesNotContainAnyElementsOf(Json.texts(rule, "EventPattern", "detail-type"));
  }

  @ParameterizedTest
  @EnumSource
  void theTableIsKeptAndCanBeRestored(SynthesizedHub stack) {
    assertThat(stack.template().resources("AWS::DynamoDB::Table").values())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table)
                  .containsEntry("DeletionPolicy", "Retain")
                  .containsEntry("UpdateReplacePolicy", "Retain");
              Map<String, Object> properties = Json.map(table, "Properties");
              assertThat(properties).containsEntry("BillingMode", "PAY_PER_REQUEST");
              assertThat(properties).doesNotContainKey("TableName");
              assertThat(
                      Json.at(
                          properties,
                          "PointInTimeRecoverySpecification",
                          "PointInTimeRecoveryEnabled"))
                  .isEqualTo(true);
              assertThat(Json.list(properties, "KeySchema"))
                  .map(key -> Json.at(key, "AttributeName"))
                  .containsExactly("place", "entry");
            });
  }

  @Test
  void everyHandlerIsInTheJarAndReadsTheVariablesThatItIsGiven()
      throws ReflectiveOperationException {
    FunctionJar jar = new FunctionJar(FunctionCode.Jar.WATCH);
    Set<String> given = new HashSet<>();
    for (Map<String, Object> function : everything.resources("AWS::Lambda::Function").values()) {
      String handler = String.valueOf(Json.at(function, "Properties", "Handler"));
      assertThat(jar.load(handler).getConstructor()).isNotNull();
      given.addAll(Json.map(function, "Properties", "Environment", "Variables").keySet());
    }
    given.remove(Release.APP_ID);
    assertThat(given).isEqualTo(jar.variables("io.keystoreconnector.watch.hub.HubSettings"));
  }

  @Test
  void theDeadManAlarmCountsWhatTheCheckMeasures() {
    Map<String, Object> alarm = properties(everything, "Alarms/AccountsSilent");
    assertThat(alarm)
        .containsEntry("Namespace", "KeyStoreConnector")
        .containsEntry("MetricName", "SilentAccounts")
        .containsEntry("Threshold", 1)
        .containsEntry("Statistic", "Maximum")
        .containsEntry("Period", 3600)
        .containsEntry("TreatMissingData", "missing");
    assertThat(Json.at(alarm, "Dimensions", 0, "Value"))
        .isEqualTo(
            Json.at(
                properties(everything, "Silence/Function"),
                "Environment",
                "Variables",
                "HUB_NAME"));
    for (String actions : List.of("AlarmActions", "OKActions", "InsufficientDataActions")) {
      assertThat(everything.target(Json.at(alarm, actions, 0))).isEqualTo("Hub/Topic");
    }
  }

  @Test
  void everyAlarmReachesPeopleAndHasItsHeading() {
    Map<String, Map<String, Object>> alarms = everything.resources("AWS::CloudWatch::Alarm");
    alarms.forEach(
        (path, alarm) -> {
          assertThat(everything.target(Json.at(alarm, "Properties", "AlarmActions", 0)))
              .as(path)
              .isEqualTo("Hub/Topic");
          assertThat(String.valueOf(Json.at(alarm, "Properties", "AlarmDescription")))
              .containsPattern("Read |Look |log says")
              .endsWith(".")
              .hasSizeLessThanOrEqualTo(1024);
        });
    assertThat(Set.copyOf(Document.of("operate.md").under("## The hub's alarms").headings("###")))
        .isEqualTo(
            alarms.keySet().stream()
                .map(path -> path.replaceFirst(".*/", ""))
                .collect(Collectors.toSet()));
  }

  @Test
  void theSinkTakesOnlyMetricsAndOnlyOfTheOrganization() {
    Object statement = Json.at(properties(everything, "Sink"), "Policy", "Statement", 0);
    assertThat(Json.texts(statement, "Action")).containsExactly("oam:CreateLink", "oam:UpdateLink");
    assertThat(Json.at(statement, "Condition"))
        .isEqualTo(
            Map.of(
                "StringEquals",
                Map.of("aws:PrincipalOrgID", SynthesizedHub.ORGANIZATION),
                "ForAllValues:StringEquals",
                Map.of("oam:ResourceTypes", "AWS::CloudWatch::Metric")));
    assertThat(SynthesizedHub.HUB_SMALLEST.template().resources("AWS::Oam::Sink")).isEmpty();
  }

  @Test
  void membersShareOnlyTheConnectorsMetrics() {
    Map<String, Object> link = Synthesized.PLAIN.template().properties("Hub/Link");
    assertThat(Json.texts(link, "ResourceTypes")).containsExactly("AWS::CloudWatch::Metric");
    assertThat(Json.at(link, "LinkConfiguration", "MetricConfiguration", "Filter"))
        .isEqualTo("Namespace = 'KeyStoreConnector'");
  }

  @Test
  void theTemplateHasWhatIsAskedForAndNothingElse() {
    Map<String, String> least =
        Map.of("CodeBucket", "my-artifacts", "OrganizationId", SynthesizedHub.ORGANIZATION);
    Deployed with = new Deployed(plain, least);
    assertThat(with.outputs())
        .containsExactlyInAnyOrder("HubBusArn", "HubSinkArn", "HubTable", "HubTopicArn");
    assertThat(with.dangling()).isEmpty();
    assertThat(with.result().resources("AWS::SNS::Subscription")).isEmpty();
    assertThat(RolesTest.boundaries(with.result().resources("AWS::IAM::Role")))
        .containsOnly("none");
    Map<String, String> more = new HashMap<>(least);
    more.put("LinkMetrics", "false");
    more.put("NotificationEmail", "oncall@example.com");
    more.put("PermissionsBoundaryArn", SynthesizedHub.BOUNDARY);
    Deployed without = new Deployed(plain, more);
    assertThat(without.outputs()).doesNotContain("HubSinkArn");
    assertThat(without.dangling()).isEmpty();
    assertThat(without.result().resources("AWS::Oam::Sink")).isEmpty();
    assertThat(without.result().resources("AWS::SNS::Subscription")).hasSize(1);
    assertThat(RolesTest.boundaries(without.result().resources("AWS::IAM::Role")))
        .containsOnly("{Ref=PermissionsBoundaryArn}");
  }

  @ParameterizedTest
  @CsvSource({
    "OrganizationId,    o-a1b2c3d4e5,       true",
    "OrganizationId,    r-a1b2,             false",
    "OrganizationId,    '',                 false",
    "NotificationEmail, oncall@example.com, true",
    "NotificationEmail, oncall,             false",
    "CodePrefix,        folder/,            false"
  })
  void aPatternTakesWhatIsMeantAndNothingElse(String parameter, String value, boolean taken) {
    Object pattern = Json.at(plain.json(), "Parameters", parameter, "AllowedPattern");
    assertThat(Pattern.matches(pattern.toString(), value)).isEqualTo(taken);
  }

  @Test
  void theParametersAreThoseOfTheDocument() {
    assertThat(
            Document.of("company.md").under("### Parameters of the hub").rows().stream()
                .map(row -> row.getFirst().replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(plain.section("Parameters").keySet());
  }

  @Test
  void anInvalidValueIsOneSentence() {
    assertThatThrownBy(() -> ConnectorHubProps.forOrganization("my-company").build())
        .isInstanceOf(InvalidDeployment.class)
        .hasMessage(
            "organizationId must be the id of an organization such as o-a1b2c3d4e5, not"
                + " \"my-company\".");
    assertThatThrownBy(
            () ->
                ConnectorHubProps.forOrganization(SynthesizedHub.ORGANIZATION)
                    .email("oncall")
                    .build())
        .hasMessage(
            "an e-mail address must be an address such as oncall@example.com, not \"oncall\".");
    assertThatThrownBy(() -> new HubConnection("connector-hub", null))
        .isInstanceOf(InvalidDeployment.class)
        .hasMessage(
            "hubBusArn must be the ARN of an event bus, such as"
                + " arn:aws:events:eu-central-1:111122223333:event-bus/connector-hub-Hub, not"
                + " \"connector-hub\".");
    assertThatThrownBy(() -> new HubConnection(Synthesized.HUB_BUS, "sink"))
        .hasMessageStartingWith("hubSinkArn must be the ARN of a sink of CloudWatch, such as ");
  }

  @Test
  void aMemberNeedsTheWatchAndAnotherBus() {
    KeyStoreConnectorProps.Builder blind =
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE))
            .hub(HubConnection.of(Synthesized.HUB_BUS))
            .watchMinutes(0);
    assertThatThrownBy(blind::build)
        .hasMessage(
            "watchMinutes must be from 1 to 60 with hubBusArn: the hub takes an account without the"
                + " watch for a silent one.");
    KeyStoreConnectorProps.Builder circular =
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE))
            .hub(HubConnection.of(Synthesized.HUB_BUS))
            .eventBusName("connector-hub-Hub");
    assertThatThrownBy(circular::build)
        .hasMessage(
            "hubBusArn must be another event bus than eventBusName, or each event would be sent for"
                + " ever.");
  }

  @ParameterizedTest
  @EnumSource(names = {"HUB_EVERYTHING", "HUB_PLAIN"})
  void aDeployedResourceKeepsItsIdAndItsNamesAndANewOneIsAddedDeliberately(SynthesizedHub stack)
      throws IOException {
    Path file =
        Synthesized.ROOT.resolve(
            "infra/src/test/resources/logical-ids/%s.txt"
                .formatted(stack.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    List<String> now = Inventory.of(stack.template());
    if ("write".equals(System.getProperty("logicalIds"))) {
      Files.write(file, now);
    }
    assertThat(now).isEqualTo(Files.readAllLines(file));
  }

  @Test
  void theChartsAreThoseOfTheDocument() {
    String body = CloudTemplate.text(Json.at(properties(everything, "Dashboard"), "DashboardBody"));
    assertThat(
            Pattern.compile("\"title\":\"([^\"]+)\"")
                .matcher(body)
                .results()
                .map(title -> title.group(1)))
        .containsExactlyElementsOf(
            Document.of("company.md").under("## The dashboard").rows().stream()
                .map(List::getFirst)
                .toList());
  }
}
