package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {

  private static final Set<String> LOGS = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
  private static final Set<String> QUEUE =
      Set.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage");
  private static final Set<String> SECRET =
      Set.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue");

  @Test
  void eachRoleHasExactlyTheActionsOfItsFunction() {
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put(
        "Check",
        sorted(
            LOGS,
            Set.of(
                "kms:DescribeCustomKeyStores",
                "kms:GenerateRandom",
                "kms:Encrypt",
                "cloudhsm:DescribeClusters",
                "secretsmanager:DescribeSecret")));
    expected.put(
        "Connect",
        sorted(
            LOGS,
            Set.of(
                "kms:DescribeCustomKeyStores",
                "kms:ConnectCustomKeyStore",
                "cloudhsm:DescribeClusters")));
    expected.put(
        "Disconnect",
        sorted(LOGS, Set.of("kms:DescribeCustomKeyStores", "kms:DisconnectCustomKeyStore")));
    expected.put(
        "Update",
        sorted(
            LOGS,
            SECRET,
            Set.of(
                "kms:DescribeCustomKeyStores",
                "kms:UpdateCustomKeyStore",
                "kms:Decrypt",
                "cloudhsm:DescribeClusters")));
    expected.put(
        "AddHsm",
        sorted(
            LOGS,
            network(),
            Set.of(
                "kms:DescribeCustomKeyStores", "cloudhsm:CreateHsm", "cloudhsm:DescribeClusters")));
    expected.put(
        "Workflow",
        sorted(
            deliveryAndTraces(),
            Set.of("lambda:InvokeFunction", "dynamodb:GetItem", "dynamodb:PutItem")));
    expected.put(
        "Fleet",
        sorted(
            deliveryAndTraces(),
            Set.of(
                "lambda:InvokeFunction",
                "states:StartExecution",
                "states:DescribeExecution",
                "states:StopExecution",
                "events:PutTargets",
                "events:PutRule",
                "events:DescribeRule")));
    expected.put("EventsRole", List.of("states:StartExecution"));
    expected.put("RunsOnFailed", List.of("states:StartExecution"));
    expected.put("Hub", List.of("events:PutEvents"));
    expected.put("Schedules", List.of("sqs:SendMessage", "states:StartExecution"));
    expected.put(
        "Outcome",
        sorted(
            LOGS,
            QUEUE,
            Set.of(
                "states:DescribeExecution",
                "states:ListExecutions",
                "events:PutEvents",
                "sns:Publish")));
    expected.put(
        "Start",
        sorted(
            LOGS,
            QUEUE,
            Set.of(
                "states:StartExecution",
                "states:ListExecutions",
                "states:DescribeExecution",
                "states:StopExecution",
                "cloudformation:DescribeStacks",
                "kms:DescribeCustomKeyStores",
                "kms:DisconnectCustomKeyStore")));
    expected.put(
        "Watch",
        sorted(
            LOGS,
            QUEUE,
            Set.of(
                "kms:DescribeCustomKeyStores",
                "kms:GenerateRandom",
                "cloudhsm:DescribeClusters",
                "cloudhsm:DescribeBackups",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "events:PutEvents")));
    assertThat(Statement.actions(Synthesized.EVERYTHING.template())).isEqualTo(expected);
  }

  @Test
  void whatNobodyAllowedNobodyMayDo() {
    CloudTemplate smallest = Synthesized.SMALLEST.template();
    assertThat(smallest.resources().keySet()).noneMatch(path -> path.contains("AddHsm"));
    assertThat(Statement.actions(smallest).values().stream().flatMap(List::stream))
        .noneMatch(action -> action.startsWith("secretsmanager:") || action.startsWith("ec2:"))
        .doesNotContain("kms:Decrypt", "cloudhsm:CreateHsm");
    assertThat(Statement.actions(smallest).get("Start"))
        .filteredOn(action -> action.startsWith("kms:"))
        .containsExactly("kms:DescribeCustomKeyStores");
  }

  @Test
  void onlyTheRunsThatStacksAndFleetsHaveStartedCanBeStopped() {
    for (Synthesized stack : Synthesized.values()) {
      assertThat(resourcesOf(stack, "Start", "states:StopExecution"))
          .containsOnly("arn:…:states:…:…:execution:…:cfn-*");
      assertThat(resourcesOf(stack, "Fleet", "states:StopExecution"))
          .containsExactly("arn:…:states:…:…:execution:…:cks-*");
      assertThat(
              Statement.of(stack.template()).stream()
                  .filter(s -> s.actions().contains("states:StopExecution"))
                  .map(Statement::role))
          .containsExactlyInAnyOrder("Start", "Start", "Fleet");
    }
  }

  /** Of the fleets, the deployment and outcome functions have to do only with those of stacks. */
  @Test
  void stacksStartReadAndStopOnlyTheFleetsThatTheyHaveStarted() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Statement> statements =
          Statement.of(template).stream()
              .filter(s -> s.role().equals("Start") || s.role().equals("Outcome"))
              .filter(s -> Json.deep(resource(s)).anyMatch(part -> isFleet(template, part)))
              .collect(
                  Collectors.toMap(s -> s.role() + " " + s.json().get("Sid"), Function.identity()));
      assertThat(statements)
          .containsOnlyKeys("Start StartFleets", "Start StopFleets", "Outcome ReadFleets");
      assertThat(statements.values())
          .allSatisfy(
              s ->
                  assertThat(Json.deep(resource(s)).map(template::target).filter(Objects::nonNull))
                      .containsOnly("Fleet/StateMachine"));
      assertThat(actions(statements, "Start StartFleets"))
          .containsExactlyInAnyOrder("states:StartExecution", "states:ListExecutions");
      assertThat(actions(statements, "Start StopFleets"))
          .containsExactlyInAnyOrder("states:DescribeExecution", "states:StopExecution");
      assertThat(actions(statements, "Outcome ReadFleets"))
          .containsExactly("states:DescribeExecution");
      for (String executions : List.of("Start StopFleets", "Outcome ReadFleets")) {
        assertThat(Objects.requireNonNull(statements.get(executions)).resources())
            .containsExactly("arn:…:states:…:…:execution:…:cfn-*");
      }
    }
  }

  private static List<String> actions(Map<String, Statement> statements, String which) {
    return Objects.requireNonNull(statements.get(which)).actions();
  }

  private static boolean isFleet(CloudTemplate template, Object part) {
    return "Fleet/StateMachine".equals(template.target(part));
  }

  /** Of the executions, those of the first state machine: a fleet starts no other fleet. */
  @Test
  void aFleetStartsAwaitsAndStopsOnlyRunsOfTheFirstStateMachineAndCallsOnlyTheCheckFunction() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Object> resources = new TreeMap<>();
      Statement.of(template).stream()
          .filter(s -> s.role().equals("Fleet"))
          .filter(s -> s.json().containsKey("Sid"))
          .forEach(s -> resources.put(String.valueOf(s.json().get("Sid")), resource(s)));
      assertThat(resources).containsOnlyKeys("InvokeCheck", "StartRuns", "AwaitRuns", "HearOfEnds");
      assertThat(template.target(resources.get("InvokeCheck"))).isEqualTo("Steps/Check/Alias");
      assertThat(template.target(resources.get("StartRuns"))).isEqualTo("Workflow/StateMachine");
      assertThat(
              Json.deep(Objects.requireNonNull(resources.get("AwaitRuns")))
                  .map(template::target)
                  .filter(Objects::nonNull))
          .containsExactly("Workflow/StateMachine");
      assertThat(CloudTemplate.text(Objects.requireNonNull(resources.get("HearOfEnds"))))
          .isEqualTo("arn:…:events:…:…:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule");
    }
  }

  @Test
  void theSchedulerMayStartAFleetOnlyIfAScheduleDoes() {
    assertThat(startedBySchedules(Synthesized.EVERYTHING)).containsOnly("Workflow/StateMachine");
    assertThat(startedBySchedules(Synthesized.TUNED))
        .containsOnly("Workflow/StateMachine", "Fleet/StateMachine");
  }

  private static Stream<String> startedBySchedules(Synthesized stack) {
    return Statement.of(stack.template()).stream()
        .filter(s -> s.role().equals("Schedules"))
        .filter(s -> s.actions().contains("states:StartExecution"))
        .flatMap(s -> Json.deep(resource(s)))
        .map(stack.template()::target)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }

  private static Object resource(Statement statement) {
    return Objects.requireNonNull(statement.json().get("Resource"));
  }

  @Test
  void aSecretIsReadByNameAndByArnAndNoOther() {
    assertThat(resourcesOf(Synthesized.EVERYTHING, "secretsmanager:GetSecretValue"))
        .containsExactly(Synthesized.SECRET);
    assertThat(resourcesOf(Synthesized.TUNED, "secretsmanager:GetSecretValue"))
        .containsExactly("arn:…:secretsmanager:…:…:secret:payments/proxy-login-??????");
    assertThat(resourcesOf(Synthesized.EVERYTHING, "kms:Decrypt")).containsExactly(Synthesized.KEY);
  }

  @Test
  void theOutcomeFunctionMayUseTheKeyOfATopicThatHasOne() {
    List<Statement> withKeys =
        Statement.of(Synthesized.TUNED.template()).stream()
            .filter(statement -> "EncryptMessages".equals(statement.json().get("Sid")))
            .toList();
    assertThat(withKeys)
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.role()).isEqualTo("Outcome");
              assertThat(statement.actions()).containsExactly("kms:Decrypt", "kms:GenerateDataKey");
              assertThat(statement.resources()).containsExactly(Synthesized.KEY);
            });
  }

  @Test
  void onlyTheStateMachineWritesTheJournalAndNobodyUsesAnotherTable() {
    for (CloudTemplate template : Synthesized.all()) {
      List<Statement> onTables =
          Statement.of(template).stream()
              .filter(s -> s.actions().stream().anyMatch(a -> a.startsWith("dynamodb:")))
              .filter(s -> !s.role().equals("Watch"))
              .toList();
      assertThat(onTables)
          .singleElement()
          .satisfies(
              statement -> {
                assertThat(statement.role()).isEqualTo("Workflow");
                assertThat(statement.actions())
                    .containsExactly("dynamodb:GetItem", "dynamodb:PutItem");
                assertThat(template.target(statement.json().get("Resource")))
                    .isEqualTo("Journal/Table");
              });
    }
  }

  /**
   * An item of its own, and the items of key stores, of which the table has only the connector's.
   */
  @Test
  void theWatchReadsOnlyTheItemsOfKeyStoresAndWritesOnlyItsOwn() {
    for (CloudTemplate template : Synthesized.all()) {
      List<Statement> onTable =
          Statement.of(template).stream()
              .filter(s -> s.role().equals("Watch"))
              .filter(s -> s.actions().stream().anyMatch(a -> a.startsWith("dynamodb:")))
              .toList();
      assertThat(onTable)
          .hasSize(2)
          .allSatisfy(
              s -> {
                assertThat(template.target(s.json().get("Resource"))).isEqualTo("Journal/Table");
                assertThat(Json.at(s.json(), "Condition", "Null"))
                    .isEqualTo(Map.of("dynamodb:LeadingKeys", "false"));
              });
      assertThat(onTable.getLast().actions()).containsExactly("dynamodb:PutItem");
      assertThat(keys(onTable.getLast(), "StringEquals")).isEqualTo(List.of("watch"));
      assertThat(onTable.getFirst().actions()).containsExactly("dynamodb:GetItem");
      assertThat(keys(onTable.getFirst(), "StringLike")).isEqualTo(List.of("watch", "cks-*"));
    }
  }

  private static Object keys(Statement statement, String compares) {
    return Json.at(
        statement.json(), "Condition", "ForAllValues:" + compares, "dynamodb:LeadingKeys");
  }

  @Test
  void theWatchPutsOnlyItsOwnEventsOnTheBus() {
    assertThat(
            Statement.of(Synthesized.TUNED.template()).stream()
                .filter(s -> s.role().equals("Watch"))
                .filter(s -> s.actions().contains("events:PutEvents")))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.resources()).containsExactly("arn:…:events:…:…:event-bus/platform");
              assertThat(s.condition("events:source")).isEqualTo("keystore-connector");
              assertThat(s.condition("events:detail-type"))
                  .isEqualTo("[Key Store State Changed, Key Store Inventory]");
            });
  }

  @Test
  void whoeverReadsTheJournalUsesItsKeyOnlyThroughDynamoDb() {
    assertThat(decrypts(Synthesized.EVERYTHING, "Workflow")).isEmpty();
    assertThat(decrypts(Synthesized.EVERYTHING, "Watch")).isEmpty();
    for (String role : List.of("Workflow", "Watch")) {
      assertThat(decrypts(Synthesized.TUNED, role))
          .singleElement()
          .satisfies(
              statement -> {
                assertThat(statement.actions()).containsExactly("kms:Decrypt");
                assertThat(statement.resources()).containsExactly(Synthesized.KEY);
                assertThat(statement.condition("kms:ViaService"))
                    .contains("dynamodb.", "AWS::Region", "AWS::URLSuffix");
                assertThat(statement.condition("kms:CallerAccount")).contains("AWS::AccountId");
              });
    }
  }

  private static List<Statement> decrypts(Synthesized stack, String role) {
    return Statement.of(stack.template()).stream()
        .filter(s -> s.role().equals(role))
        .filter(s -> s.actions().equals(List.of("kms:Decrypt")))
        .toList();
  }

  /** Lambda and Scheduler send with the role of the function or the schedules. */
  @Test
  void whoeverSendsToAQueueThatHasAKeyMayUseThatKeyThroughSqsOnly() {
    CloudTemplate tuned = Synthesized.TUNED.template();
    List<Statement> withKey =
        Statement.of(tuned).stream()
            .filter(s -> "EncryptUndelivered".equals(s.json().get("Sid")))
            .toList();
    assertThat(withKey)
        .allSatisfy(
            statement -> {
              assertThat(statement.actions()).containsExactly("kms:Decrypt", "kms:GenerateDataKey");
              assertThat(statement.resources()).containsExactly(Synthesized.KEY);
              assertThat(statement.condition("kms:ViaService"))
                  .contains("sqs.", "AWS::Region", "AWS::URLSuffix");
              assertThat(statement.condition("kms:CallerAccount")).contains("AWS::AccountId");
            });
    Set<String> senders =
        Statement.of(tuned).stream()
            .filter(s -> s.actions().contains("sqs:SendMessage"))
            .map(Statement::role)
            .collect(Collectors.toSet());
    assertThat(withKey.stream().map(Statement::role))
        .containsExactlyInAnyOrderElementsOf(senders)
        .hasSize(4);
  }

  /** Lambda uses this right with the role of a function, and the function's code cannot. */
  @Test
  void theCodeOfAFunctionMayNotManageItsNetwork() {
    List<Statement> networks =
        Stream.of(Synthesized.TUNED, Synthesized.PLAIN)
            .flatMap(stack -> Statement.of(stack.template()).stream())
            .filter(s -> "NetworkOfTheFunction".equals(s.json().get("Sid")))
            .toList();
    assertThat(networks)
        .hasSize(16)
        .allSatisfy(
            statement ->
                assertThat(Json.at(statement.json(), "Condition", "Null"))
                    .isEqualTo(Map.of("lambda:SourceFunctionArn", "true")));
  }

  /**
   * The functions call what their roles allow; Lambda itself writes logs and sends to the queue,
   * and CloudHSM calls EC2.
   */
  @Test
  void theDocumentedEndpointsAreThoseOfTheCallsOfEachFunction() {
    for (List<String> row : Document.of("deploy.md").under("## In a VPC").rows()) {
      Set<String> called =
          Statement.actions(Synthesized.EVERYTHING.template())
              .getOrDefault(row.getFirst(), List.of())
              .stream()
              .map(action -> action.replaceFirst(":.*", ""))
              .filter(service -> !Set.of("logs", "sqs", "ec2").contains(service))
              .map(service -> service.equals("cloudhsm") ? "cloudhsmv2" : service)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> documented = new TreeSet<>(Document.quoted(row.get(1)));
      documented.remove("s3");
      assertThat(documented).as(row.getFirst()).isEqualTo(called);
    }
    assertThat(Document.of("deploy.md").under("## In a VPC").rows()).hasSize(8);
  }

  /** A right that the steps had until the journal replaced the labels on secrets. */
  @Test
  void nobodyMovesTheLabelsOfSecrets() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(template.json().toString()).doesNotContain("UpdateSecretVersionStage");
    }
  }

  @Test
  void callsWithoutAResourceAreNarrowedByConditions() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Statement statement : Statement.of(template)) {
        for (String action : statement.actions()) {
          if (action.matches("kms:\\w+CustomKeyStores?")) {
            assertThat(statement.condition("kms:CallerAccount")).contains("AWS::AccountId");
          }
          if (action.matches("(kms:\\w+CustomKeyStores?|cloudhsm:.*|ec2:.*)")) {
            assertThat(statement.condition("aws:RequestedRegion")).contains("AWS::Region");
          }
          if (action.equals("kms:Decrypt") && statement.role().equals("Update")) {
            assertThat(statement.condition("kms:ViaService")).contains("secretsmanager.");
            assertThat(statement.condition("kms:CallerAccount")).contains("AWS::AccountId");
          }
        }
      }
    }
  }

  @Test
  void everyWildcardIsInTheDocumentWithItsReason() {
    Set<String> documented =
        Document.of("security.md").under("## Wildcards").rows().stream()
            .peek(row -> assertThat(row.get(3)).as("the reason of " + row).hasSizeGreaterThan(20))
            .flatMap(
                row ->
                    row(row.getFirst(), Document.quoted(row.get(1)), Document.quoted(row.get(2))))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> granted =
        Synthesized.all().stream()
            .flatMap(template -> Statement.of(template).stream())
            .filter(Statement::hasWildcard)
            .flatMap(
                s ->
                    row(
                        s.role(),
                        s.resources().stream().map(RolesTest::shown).toList(),
                        s.actions()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(granted).isEqualTo(documented);
  }

  @Test
  void nobodyMayTouchPermissionsOrTakeAnotherRole() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Statement statement : Statement.of(template)) {
        assertThat(statement.json())
            .containsEntry("Effect", "Allow")
            .doesNotContainKey("NotAction");
        assertThat(statement.actions())
            .noneMatch(action -> action.matches("(iam|sts):.*|\\*|\\w+:\\*"));
      }
    }
  }

  @Test
  void everyRoleTrustsItsOneService() {
    Map<String, String> others =
        Map.of(
            "Workflow", "states",
            "Fleet", "states",
            "Schedules", "scheduler",
            "EventsRole", "events",
            "RunsOnFailed", "events",
            "Hub", "events");
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources("AWS::IAM::Role")
          .forEach(
              (path, role) -> {
                String service = others.getOrDefault(Statement.name(path), "lambda");
                List<Object> trust =
                    Json.list(role, "Properties", "AssumeRolePolicyDocument", "Statement");
                assertThat(trust).hasSize(1);
                assertThat(Json.at(trust.getFirst(), "Principal"))
                    .isEqualTo(Map.of("Service", service + ".amazonaws.com"));
              });
    }
  }

  @Test
  void theSchedulerTakesItsRoleOnlyForThisGroupOfSchedules() {
    CloudTemplate template = Synthesized.EVERYTHING.template();
    Object trust =
        Json.at(template.properties("Schedules/Role"), "AssumeRolePolicyDocument", "Statement", 0);
    Map<String, Object> condition = Json.map(trust, "Condition", "StringEquals");
    assertThat(template.target(condition.get("aws:SourceArn"))).isEqualTo("Schedules/Group");
    assertThat(condition.get("aws:SourceAccount")).isEqualTo(Map.of("Ref", "AWS::AccountId"));
  }

  @Test
  void theRuleForTheHubMayOnlySendToTheHubsBus() {
    Map<Synthesized, Object> buses =
        Map.of(
            Synthesized.EVERYTHING,
            Synthesized.HUB_BUS,
            Synthesized.PLAIN,
            Map.of("Ref", "HubBusArn"));
    buses.forEach(
        (stack, bus) -> {
          assertThat(Statement.of(stack.template()).stream().filter(s -> s.role().equals("Hub")))
              .singleElement()
              .satisfies(
                  s -> {
                    assertThat(s.actions()).containsExactly("events:PutEvents");
                    assertThat(s.json().get("Resource")).isEqualTo(bus);
                  });
          Object target = Json.at(stack.template().properties("Hub/Rule"), "Targets", 0);
          assertThat(Json.at(target, "Arn")).isEqualTo(bus);
          assertThat(stack.template().target(Json.at(target, "RoleArn"))).isEqualTo("Hub/Role");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Workflow/StateMachine/EventsRole", "Hub/Role"})
  void eventBridgeTakesItsRoleOnlyForRulesOfThisAccountAndRegion(String role) {
    Object trust =
        Json.at(
            Synthesized.EVERYTHING.template().properties(role),
            "AssumeRolePolicyDocument",
            "Statement",
            0);
    assertThat(Json.at(trust, "Condition", "StringEquals"))
        .isEqualTo(Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")));
    assertThat(CloudTemplate.text(Json.at(trust, "Condition", "ArnLike", "aws:SourceArn")))
        .isEqualTo("arn:…:events:…:…:rule/*");
  }

  @Test
  void stepFunctionsTakesItsRolesOnlyForThisAccount() {
    for (CloudTemplate template : Synthesized.all()) {
      for (String role : List.of("Workflow/Role", "Fleet/Role")) {
        Object trust =
            Json.at(template.properties(role), "AssumeRolePolicyDocument", "Statement", 0);
        assertThat(Json.at(trust, "Condition"))
            .isEqualTo(
                Map.of(
                    "StringEquals", Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId"))));
      }
    }
  }

  @Test
  void aPermissionsBoundaryReachesEveryRole() {
    assertThat(boundaries(Synthesized.TUNED.template().resources("AWS::IAM::Role")))
        .hasSize(12)
        .containsOnly("arn:aws:iam::111122223333:policy/boundary");
    assertThat(boundaries(Synthesized.SMALLEST.template().resources("AWS::IAM::Role")))
        .containsOnly("none");
  }

  static List<String> boundaries(Map<String, Map<String, Object>> roles) {
    return roles.values().stream()
        .map(role -> Json.find(role, "Properties", "PermissionsBoundary"))
        .map(boundary -> Objects.requireNonNullElse(boundary, "none").toString())
        .toList();
  }

  /** One row for each action: the document may combine them. */
  private static Stream<String> row(String role, List<String> resources, List<String> actions) {
    return actions.stream().map(action -> "%s %s on %s".formatted(role, action, resources));
  }

  /** Names that only the tests have are an ellipsis too. */
  private static String shown(String resource) {
    return resource
        .replace(Synthesized.KEY, "…")
        .replaceFirst("secret:[^*]+-\\?{6}$", "secret:…-??????");
  }

  private static List<String> resourcesOf(Synthesized stack, String role, String action) {
    return Statement.of(stack.template()).stream()
        .filter(statement -> statement.role().equals(role))
        .filter(statement -> statement.actions().contains(action))
        .flatMap(statement -> statement.resources().stream())
        .toList();
  }

  private static List<String> resourcesOf(Synthesized stack, String action) {
    return Statement.of(stack.template()).stream()
        .filter(statement -> statement.actions().contains(action))
        .flatMap(statement -> statement.resources().stream())
        .distinct()
        .toList();
  }

  @SafeVarargs
  private static List<String> sorted(Set<String>... parts) {
    Set<String> all = new TreeSet<>();
    for (Set<String> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  private static Set<String> network() {
    return Set.of(
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateNetworkInterface",
        "ec2:CreateSecurityGroup",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:RevokeSecurityGroupEgress");
  }

  private static Set<String> deliveryAndTraces() {
    return Set.of(
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets");
  }
}
