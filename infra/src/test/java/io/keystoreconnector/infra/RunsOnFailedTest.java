package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.RequestParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** A run that starts because the watch has seen a key store fail. */
class RunsOnFailedTest {

  /** The event in the document, which the watch's own tests compare with what it makes. */
  private static final Map<String, Object> DETAIL =
      Json.parse(Document.of("watch.md").code("json"));

  private static Map<String, Object> event(Map<String, Object> changed) {
    Map<String, Object> detail = new HashMap<>(DETAIL);
    detail.putAll(changed);
    detail.values().remove("absent");
    return Map.of(
        "source", "keystore-connector", "detail-type", "Key Store State Changed", "detail", detail);
  }

  /** A rule's pattern, without the deployment's name, which only the deployment knows. */
  private static EventPattern pattern(Object rule) {
    Map<String, Object> pattern = new HashMap<>(Json.map(rule, "EventPattern"));
    Map<String, Object> detail = new HashMap<>(Json.map(pattern, "detail"));
    detail.remove("connector");
    pattern.put("detail", detail);
    return new EventPattern(pattern);
  }

  /** Each was synthesized once. */
  private static final Map<List<ManagedKeyStore>, List<Object>> RULES = new HashMap<>();

  private static List<Object> rules(ManagedKeyStore... stores) {
    return RULES.computeIfAbsent(List.of(stores), same -> synthesized(stores));
  }

  private static List<Object> synthesized(ManagedKeyStore... stores) {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
        stack, "Connector", KeyStoreConnectorProps.forKeyStores(stores).runOnFailed().build());
    return Template.fromStack(stack).findResources("AWS::Events::Rule").values().stream()
        .filter(rule -> rule.toString().contains("openRepair"))
        .map(rule -> Json.at(rule, "Properties"))
        .toList();
  }

  /** The input that EventBridge makes from the event in the document. */
  private static Map<String, Object> input(Object rule, Map<String, Object> event) {
    Object fixed = Json.find(rule, "Targets", 0, "Input");
    if (fixed != null) {
      return Json.parse(fixed.toString());
    }
    Object transformer = Json.at(rule, "Targets", 0, "InputTransformer");
    String input = String.valueOf(Json.at(transformer, "InputTemplate"));
    for (Map.Entry<String, Object> path : Json.map(transformer, "InputPathsMap").entrySet()) {
      Object value =
          Json.at(event, (Object[]) path.getValue().toString().substring(2).split("\\."));
      input =
          input
              .replaceAll("(?<=[\\[:,])<" + path.getKey() + ">(?=[,}\\]])", "\"" + value + "\"")
              .replace("<" + path.getKey() + ">", value.toString());
    }
    return Json.parse(input);
  }

  @Test
  void aRuleIsForTheEventsOfItsOwnDeploymentAndStartsARunWithRetries() {
    for (Synthesized stack : List.of(Synthesized.EVERYTHING, Synthesized.TUNED)) {
      CloudTemplate template = stack.template();
      Map<String, Object> rule = template.properties("RunsOnFailed/Failed1");
      assertThat(Json.at(rule, "EventPattern", "source")).isEqualTo(List.of("keystore-connector"));
      assertThat(Json.at(rule, "EventPattern", "detail-type"))
          .isEqualTo(List.of("Key Store State Changed"));
      assertThat(Json.at(rule, "EventPattern", "detail", "connector", 0))
          .isEqualTo(
              Json.at(
                  template.properties("Watching/Watch/Function"),
                  "Environment",
                  "Variables",
                  "CONNECTOR_NAME"));
      assertThat(rule)
          .containsEntry("EventBusName", stack == Synthesized.TUNED ? "platform" : "default");
      assertThat(template.target(Json.at(rule, "Targets", 0, "Arn")))
          .isEqualTo("Workflow/StateMachine");
      assertThat(template.target(Json.at(rule, "Targets", 0, "RoleArn")))
          .isEqualTo("RunsOnFailed/Role");
    }
  }

  /** A field of the event that is another, and whether a run starts. */
  @ParameterizedTest
  @CsvSource({
    "schemaVersion, 1.0,          true",
    "to,            CONNECTING,   false",
    "to,            DISCONNECTED, false",
    "from,          CONNECTING,   true",
    "managed,       false,        false",
    "expected,      DISCONNECTED, false",
    "openRepair,    true,         false",
    "openRepair,    absent,       false",
    "keyStoreId,    cks-2,        false"
  })
  void aRunStartsForAFailureOfAKeyStoreThatShouldBeConnectedAndIsUnderNoRepair(
      String field, String value, boolean starts) {
    Object changed = value.equals("true") || value.equals("false") ? value.equals("true") : value;
    Object rule = rules(ManagedKeyStore.of(Synthesized.STORE)).getFirst();
    assertThat(pattern(rule).matches(event(Map.of(field, changed)))).isEqualTo(starts);
  }

  @Test
  void aRunHasTheRequestOfItsKeyStoreAndLeavesWhatSomebodyHasDisconnected() {
    Object rule =
        rules(
                ManagedKeyStore.of(Synthesized.STORE)
                    .withUpdate(Map.of("keyStorePasswordSecretId", "kmsuser"))
                    .allowAddHsm())
            .getFirst();
    Map<String, Object> input = input(rule, event(Map.of()));
    assertThat(input)
        .isEqualTo(
            Map.of(
                "customKeyStoreId",
                Synthesized.STORE,
                "update",
                Map.of("keyStorePasswordSecretId", "kmsuser"),
                "addHsm",
                true,
                "whenDisconnected",
                "LEAVE"));
    assertThat(RequestParser.parse(input)).isInstanceOf(RequestParser.Parsed.Valid.class);
  }

  /** What is managed, the id, name and type of the key store, and how many rules it meets. */
  @ParameterizedTest
  @CsvSource({
    "*,        cks-1, payments,  AWS_CLOUDHSM,       1",
    "payments, cks-1, payments,  AWS_CLOUDHSM,       1",
    "payments, cks-1, payments2, AWS_CLOUDHSM,       0",
    "pay*,     cks-1, payments2, AWS_CLOUDHSM,       1",
    "pay*,     cks-1, ledger,    AWS_CLOUDHSM,       0",
    "pay*,     cks-1, payments,  EXTERNAL_KEY_STORE, 1",
    "pay*,     cks-9, payments,  AWS_CLOUDHSM,       1",
    "pay*,     cks-9, other,     AWS_CLOUDHSM,       1"
  })
  void aKeyStoreHasTheRequestOfItsOwnEntryAndNoOther(
      String entry, String id, String name, String type, int count) {
    Map<String, Object> event = event(Map.of("keyStoreId", id, "name", name, "type", type));
    List<Object> met =
        rules(
                ManagedKeyStore.of(entry)
                    .withUpdate(Map.of("keyStorePasswordSecretId", "payments/kmsuser")),
                ManagedKeyStore.of("cks-9"))
            .stream()
            .filter(rule -> pattern(rule).matches(event))
            .toList();
    assertThat(met).hasSize(count);
    for (Object rule : met) {
      Map<String, Object> input = input(rule, event);
      assertThat(input)
          .containsEntry("customKeyStoreId", id)
          .doesNotContainKey("customKeyStoreName");
      assertThat(input.containsKey("update"))
          .isEqualTo(type.equals("AWS_CLOUDHSM") && !id.equals("cks-9"));
      assertThat(RequestParser.parse(input)).isInstanceOf(RequestParser.Parsed.Valid.class);
    }
  }

  @Test
  void aRuleForTheNamesOfSecretsBecomesTheSecretOfTheKeyStore() {
    Map<String, Object> event = event(Map.of("name", "prod-a"));
    Object rule =
        rules(
                ManagedKeyStore.of("prod-*")
                    .withUpdate(
                        Map.of("keyStorePasswordSecretId", "connector/{name}/{id}/kmsuser")))
            .stream()
            .filter(each -> pattern(each).matches(event))
            .findFirst()
            .orElseThrow();
    assertThat(Json.at(input(rule, event), "update", "keyStorePasswordSecretId"))
        .isEqualTo("connector/prod-a/" + Synthesized.STORE + "/kmsuser");
  }

  @Test
  void theRoleMayStartRunsAndNothingElse() {
    for (Synthesized stack : List.of(Synthesized.EVERYTHING, Synthesized.PLAIN)) {
      CloudTemplate template = stack.template();
      assertThat(
              Statement.of(template).stream()
                  .filter(statement -> statement.role().equals("RunsOnFailed")))
          .allSatisfy(
              statement -> {
                assertThat(statement.actions()).containsExactly("states:StartExecution");
                assertThat(template.target(statement.json().get("Resource")))
                    .isEqualTo("Workflow/StateMachine");
              })
          .isNotEmpty();
      Object trust =
          Json.at(
              template.properties("RunsOnFailed/Role"), "AssumeRolePolicyDocument", "Statement", 0);
      assertThat(Json.at(trust, "Condition", "StringEquals"))
          .isEqualTo(Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")));
    }
  }

  @Test
  void whoDoesNotAskForItHasNoSuchRule() {
    assertThat(Synthesized.SMALLEST.template().resources().keySet())
        .noneMatch(path -> path.startsWith("RunsOnFailed"));
  }

  /** The key store's type, its name, and the secret that the run may give to KMS. */
  @ParameterizedTest
  @CsvSource({
    "AWS_CLOUDHSM,       prod-a, connector/prod-a/kmsuser",
    "EXTERNAL_KEY_STORE, prod-a, none"
  })
  void aTemplateStartsOneRunWithTheSecretOfTheKeyStore(String type, String name, String secret) {
    CloudTemplate plain = Synthesized.PLAIN.template();
    Map<String, String> given =
        Map.of(
            "CodeBucket", "my-bucket",
            "KeyStoreIds", "*",
            "SecretTemplate", "connector/{name}/kmsuser",
            "RunOnFailed", "true",
            "RunOnFailedUpdate", "{\"keyStorePasswordSecretId\": \"connector/{name}/kmsuser\"}");
    Deployed deployed = new Deployed(plain, given);
    assertThat(deployed.broken()).isEmpty();
    Map<String, Object> event = event(Map.of("type", type, "name", name));
    List<Object> met =
        List.of("RunsOnFailed/Failed1", "RunsOnFailed/Failed2").stream()
            .map(path -> (Object) deployed.result().properties(path))
            .filter(rule -> pattern(rule).matches(event))
            .toList();
    assertThat(met).hasSize(1);
    Map<String, Object> transformer = Json.map(met.getFirst(), "Targets", 0, "InputTransformer");
    String written =
        PlainTemplateTest.written(
            Objects.requireNonNull(transformer.get("InputTemplate")), deployed.parameters());
    transformer.put("InputTemplate", written);
    Map<String, Object> input = input(met.getFirst(), event);
    assertThat(input)
        .containsEntry("customKeyStoreId", Synthesized.STORE)
        .containsEntry("whenDisconnected", "LEAVE");
    assertThat(String.valueOf(Json.find(input, "update", "keyStorePasswordSecretId")))
        .isEqualTo(secret.equals("none") ? "null" : secret);
    assertThat(RequestParser.parse(input)).isInstanceOf(RequestParser.Parsed.Valid.class);
  }

  @Test
  void aTemplateNeedsTheWatchForIt() {
    Deployed deployed =
        new Deployed(
            Synthesized.PLAIN.template(),
            Map.of(
                "CodeBucket", "my-bucket",
                "KeyStoreIds", "*",
                "RunOnFailed", "true",
                "WatchMinutes", "0"));
    assertThat(deployed.broken()).containsExactly("With RunOnFailed, WatchMinutes must not be 0.");
  }
}
