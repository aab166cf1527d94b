package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

class FunctionsTest {

  /** The SDKs cut off, or warn of, what is longer. */
  private static final int LONGEST_APP_ID = 50;

  private static final String STEPS = "io.keystoreconnector.handlers.";
  private static final String LIFECYCLE = "io.keystoreconnector.lifecycle.";
  private static final String WATCH = "io.keystoreconnector.watch.";

  /** Set where the functions run locally, and never in a deployment. */
  private static final Set<String> NOT_FOR_DEPLOYMENTS = Set.of("PRIMING");

  private final CloudTemplate everything = Synthesized.EVERYTHING.template();

  @Test
  void thereAreFiveStepsTwoAroundThemAndTheWatch() {
    assertThat(everything.resources("AWS::Lambda::Function").keySet())
        .containsExactlyInAnyOrder(
            "Steps/Check/Function",
            "Steps/Connect/Function",
            "Steps/Disconnect/Function",
            "Steps/Update/Function",
            "Steps/AddHsm/Function",
            "Endings/Outcome/Function",
            "Deployments/Start/Function",
            "Watching/Watch/Function");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Steps/Check",
        "Steps/Connect",
        "Steps/Disconnect",
        "Steps/Update",
        "Steps/AddHsm",
        "Endings/Outcome",
        "Deployments/Start",
        "Watching/Watch"
      })
  void everyFunctionIsPinnedAndAloneWithItsRoleAndItsLog(String name) {
    Map<String, Object> function = everything.properties(name + "/Function");
    assertThat(function)
        .containsEntry("Runtime", "java25")
        .containsEntry("Architectures", List.of("arm64"))
        .containsEntry("MemorySize", 512)
        .doesNotContainKeys("SnapStart", "VpcConfig", "ReservedConcurrentExecutions");
    assertThat(Json.at(function, "LoggingConfig", "LogFormat")).isEqualTo("JSON");
    assertThat(everything.target(Json.at(function, "LoggingConfig", "LogGroup")))
        .isEqualTo(name + "/Logs");
    assertThat(everything.target(function.get("Role"))).isEqualTo(name + "/Role");
    Map<String, Object> alias = everything.properties(name + "/Alias");
    assertThat(everything.target(alias.get("FunctionVersion")))
        .isEqualTo(name + "/Function/CurrentVersion");
    String handler = String.valueOf(function.get("Handler"));
    assertThat(everything.properties(name + "/Function/CurrentVersion"))
        .containsEntry("CodeSha256", jarOf(handler).sha256());
  }

  private static Jar jarOf(String handler) {
    if (handler.startsWith(STEPS)) {
      return Jar.STEPS;
    }
    assertThat(handler).containsAnyOf(LIFECYCLE, WATCH);
    return handler.startsWith(WATCH) ? Jar.WATCH : Jar.LIFECYCLE;
  }

  /** Lambda checks the right to network interfaces when it creates the function. */
  @ParameterizedTest
  @EnumSource(names = {"TUNED", "PLAIN"})
  void aFunctionInAVpcWaitsForTheRightToItsNetworkInterfaces(Synthesized stack) {
    CloudTemplate template = stack.template();
    template
        .resources("AWS::Lambda::Function")
        .forEach(
            (path, function) -> {
              String policy = path.replaceFirst("Function$", "Role/DefaultPolicy");
              assertThat(template.properties(policy).toString()).contains("NetworkOfTheFunction");
              assertThat(Json.texts(function, "DependsOn").stream().map(template::path))
                  .contains(policy);
            });
  }

  @Test
  void nothingCallsAFunctionPastItsAlias() {
    for (CloudTemplate template : Synthesized.all()) {
      Set<String> aliases = template.resources("AWS::Lambda::Alias").keySet();
      template
          .resources("AWS::Lambda::Permission")
          .values()
          .forEach(
              permission ->
                  assertThat(aliases)
                      .contains(
                          template.target(Json.at(permission, "Properties", "FunctionName"))));
      Statement.of(template).stream()
          .filter(statement -> statement.actions().contains("lambda:InvokeFunction"))
          .forEach(
              statement ->
                  assertThat(aliases).contains(template.target(statement.json().get("Resource"))));
    }
  }

  @Test
  void snapStartMemoryAndRetentionAreAsAskedFor() {
    CloudTemplate tuned = Synthesized.TUNED.template();
    assertThat(tuned.resources("AWS::Lambda::Function").values())
        .allSatisfy(
            function -> {
              assertThat(Json.at(function, "Properties", "SnapStart", "ApplyOn"))
                  .isEqualTo("PublishedVersions");
              assertThat(Json.at(function, "Properties", "MemorySize")).isEqualTo(1024);
            });
    assertThat(tuned.resources("AWS::Logs::LogGroup").values())
        .hasSize(10)
        .allSatisfy(
            logs ->
                assertThat(Json.map(logs, "Properties"))
                    .containsEntry("RetentionInDays", 365)
                    .containsEntry("KmsKeyId", Synthesized.KEY));
    assertThat(everything.resources("AWS::Logs::LogGroup").values())
        .allSatisfy(
            logs -> assertThat(Json.map(logs, "Properties")).containsEntry("RetentionInDays", 180));
  }

  @Test
  void aStepEndsWhenTheWorkflowStopsWaitingForIt() {
    Map<String, Map<String, Object>> functions = everything.resources("AWS::Lambda::Function");
    Set<String> called = new HashSet<>();
    List<Object> states =
        Stream.of(Workflow.DEFINITION, FleetWorkflow.DEFINITION)
            .map(file -> Json.parse(StateMachines.definition(file)))
            .flatMap(definition -> Json.map(definition, "States").values().stream())
            .toList();
    for (Object state : states) {
      if (Json.find(state, "Arguments", "FunctionName") instanceof String function) {
        String name = function.replaceAll("^\\$\\{(\\w+)Function}$", "$1");
        called.add(name);
        assertThat(Json.at(functions.get("Steps/" + name + "/Function"), "Properties", "Timeout"))
            .as(name)
            .isEqualTo(Json.at(state, "TimeoutSeconds"));
      }
    }
    assertThat(called).hasSize(5);
  }

  @Test
  void theOtherTwoHaveTheTimeThatTheirDocumentAsksFor() {
    Map<String, String> documented =
        Document.of("outcomes.md").under("## What a deployment sets").rows().stream()
            .filter(row -> row.size() > 2 && row.get(2).endsWith(" s"))
            .collect(
                Collectors.toMap(row -> Document.quoted(row.get(1)).getFirst(), row -> row.get(2)));
    assertThat(documented).hasSize(2);
    for (String name : List.of("Endings/Outcome", "Deployments/Start")) {
      Map<String, Object> function = everything.properties(name + "/Function");
      assertThat(function.get("Timeout") + " s").isEqualTo(documented.get(function.get("Handler")));
    }
  }

  @Test
  void everyHandlerIsInItsJarAndCanBeMade() throws ReflectiveOperationException {
    Map<Jar, FunctionJar> jars =
        Arrays.stream(Jar.values()).collect(Collectors.toMap(jar -> jar, FunctionJar::new));
    for (Map<String, Object> function : everything.resources("AWS::Lambda::Function").values()) {
      String handler = String.valueOf(Json.at(function, "Properties", "Handler"));
      Class<?> type = Objects.requireNonNull(jars.get(jarOf(handler))).load(handler);
      assertThat(type.getConstructor()).isNotNull();
      assertThat(Arrays.stream(type.getMethods()).map(method -> method.getName()))
          .contains("handleRequest");
    }
  }

  @Test
  void theVariablesThatAreSetAreThoseThatTheFunctionsRead() throws ReflectiveOperationException {
    FunctionJar steps = new FunctionJar(Jar.STEPS);
    FunctionJar lifecycle = new FunctionJar(Jar.LIFECYCLE);
    Set<String> read = needed(steps.variables(STEPS + "Settings"));
    assertThat(variables("Steps/")).isEqualTo(read);
    Set<String> around = variables("Endings/");
    around.addAll(variables("Deployments/"));
    assertThat(around).isEqualTo(needed(lifecycle.variables(LIFECYCLE + "Settings")));
    assertThat(variables("Watching/"))
        .isEqualTo(new FunctionJar(Jar.WATCH).variables(WATCH + "Settings"));
  }

  @Test
  void everyCallToAwsSaysFromWhichReleaseItComes() {
    String name = "keystore-connector-" + Release.version();
    assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_APP_ID);
    assertThat(everything.resources("AWS::Lambda::Function").values())
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(
                        Json.at(function, "Properties", "Environment", "Variables", Release.APP_ID))
                    .isEqualTo(name));
  }

  @Test
  void whatIsSetIsWhatWasAllowed() {
    String both = Synthesized.STORE + "," + Synthesized.OTHER_STORE;
    assertThat(environment(everything, "Steps/AddHsm"))
        .isEqualTo(
            Map.of(
                "MANAGED_KEY_STORES",
                both,
                "DENIED_KEY_STORES",
                "none",
                "ADD_HSM_KEY_STORES",
                Synthesized.STORE,
                "KEY_STORE_SECRETS",
                Synthesized.STORE + "=" + Synthesized.SECRET,
                "KEY_STORE_SETTINGS",
                "none",
                "CANARY_KEYS",
                Synthesized.STORE + "=" + Synthesized.KEY));
    assertThat(environment(everything, "Deployments/Start"))
        .containsEntry("DISCONNECTABLE_KEY_STORES", Synthesized.STORE);
    CloudTemplate smallest = Synthesized.SMALLEST.template();
    assertThat(environment(smallest, "Steps/Connect"))
        .isEqualTo(
            Map.of(
                "MANAGED_KEY_STORES",
                Synthesized.STORE,
                "DENIED_KEY_STORES",
                "none",
                "ADD_HSM_KEY_STORES",
                "none",
                "KEY_STORE_SECRETS",
                "none",
                "KEY_STORE_SETTINGS",
                "none",
                "CANARY_KEYS",
                "none"));
    assertThat(environment(smallest, "Deployments/Start"))
        .doesNotContainKey("DISCONNECTABLE_KEY_STORES");
    assertThat(environment(Synthesized.TUNED.template(), "Endings/Outcome"))
        .containsEntry("EVENT_BUS_NAME", "platform");
    for (String function : List.of("Deployments/Start", "Endings/Outcome")) {
      assertThat(environment(everything, function))
          .containsEntry("RESPONSE_HOSTS", "https://*.s3.example.com,https://s3.example.org:8443");
      assertThat(environment(smallest, function)).doesNotContainKey("RESPONSE_HOSTS");
    }
  }

  /** Without the variable a step would have to guess. */
  @Test
  void everyStepIsToldWhichKeyStoresItMayActOn() {
    for (CloudTemplate template : Synthesized.all()) {
      Map<String, Map<String, Object>> steps =
          new TreeMap<>(template.resources("AWS::Lambda::Function"));
      steps.keySet().removeIf(path -> !path.startsWith("Steps/"));
      assertThat(steps).hasSizeGreaterThanOrEqualTo(4);
      steps.forEach(
          (path, step) ->
              assertThat(
                      Json.at(step, "Properties", "Environment", "Variables", "MANAGED_KEY_STORES"))
                  .as(path)
                  .isNotIn("", "none", "*"));
    }
  }

  @Test
  void namesAndPatternsAreWrittenAsTheFunctionsReadThem() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(
                ManagedKeyStore.of(Synthesized.STORE).allowAddHsm(),
                ManagedKeyStore.of("prod-*")
                    .withUpdate(Map.of("keyStorePasswordSecretId", "kmsuser"))
                    .allowAddHsm()
                    .allowDisconnectOnDelete())
            .deny("prod-hr*")
            .deny("cks-1")
            .build());
    List<Map<String, Object>> variables =
        Template.fromStack(stack).findResources("AWS::Lambda::Function").values().stream()
            .map(each -> Json.find(each, "Properties", "Environment", "Variables"))
            .filter(Objects::nonNull)
            .map(Json::map)
            .toList();
    assertThat(variables)
        .filteredOn(each -> each.containsKey("ADD_HSM_KEY_STORES"))
        .hasSize(5)
        .allSatisfy(
            each ->
                assertThat(each)
                    .containsEntry("MANAGED_KEY_STORES", Synthesized.STORE + ",prod-*")
                    .containsEntry("ADD_HSM_KEY_STORES", Synthesized.STORE + ",prod-*")
                    .containsEntry("DENIED_KEY_STORES", "prod-hr*,cks-1")
                    .containsEntry("KEY_STORE_SECRETS", "prod-*=kmsuser"));
    assertThat(variables)
        .filteredOn(each -> each.containsKey("DISCONNECTABLE_KEY_STORES"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .containsEntry("DISCONNECTABLE_KEY_STORES", "prod-*")
                    .containsEntry("DENIED_KEY_STORES", "prod-hr*,cks-1"));
    assertThat(variables)
        .filteredOn(each -> each.containsKey("JOURNAL_TABLE"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .containsEntry("MANAGED_KEY_STORES", Synthesized.STORE + ",prod-*")
                    .containsEntry("DENIED_KEY_STORES", "prod-hr*,cks-1"));
  }

  /** The functions take a star among other entries for nothing. */
  @Test
  void aStarStandsAloneWhateverElseIsListed() {
    DeploymentScope scope =
        DeploymentScope.of(
            List.of(
                ManagedKeyStore.of(Synthesized.STORE).allowAddHsm(),
                ManagedKeyStore.of("*").allowAddHsm()),
            List.of(),
            secret -> Stream.of());
    assertThat(scope.keyStores()).isEqualTo("*");
    assertThat(scope.addHsm()).isEqualTo("*");
    assertThat(scope.example())
        .isEqualTo("{\"customKeyStoreId\": \"%s\"}".formatted(Synthesized.STORE));
  }

  /** What someone may do with one key store is the same for each step that they can start. */
  @Test
  void everyStepIsToldWhichSecretsAndSettingsAreOfWhichKeyStore() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    Map<String, Object> proxy =
        Map.of(
            "xksProxyAuthenticationCredentialSecretId", "payments/proxy=1",
            "xksProxyUriPath", "/a/kms/xks/v1",
            "xksProxyConnectivity", "VPC_ENDPOINT_SERVICE",
            "xksProxyVpcEndpointServiceOwner", "444455556666",
            "when", "BEFORE_CONNECT");
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(
                ManagedKeyStore.of(Synthesized.STORE)
                    .withUpdate(
                        Map.of(
                            "keyStorePasswordSecretId",
                            "kmsuser",
                            "cloudHsmClusterId",
                            Synthesized.CLUSTER))
                    .allowAddHsm(),
                ManagedKeyStore.of("cks-1"),
                ManagedKeyStore.of(Synthesized.OTHER_STORE).withUpdate(proxy))
            .build());
    List<Object> steps =
        Template.fromStack(stack).findResources("AWS::Lambda::Function").values().stream()
            .map(function -> Json.at(function, "Properties", "Environment", "Variables"))
            .filter(variables -> Json.find(variables, "ADD_HSM_KEY_STORES") != null)
            .toList();
    assertThat(steps)
        .hasSize(5)
        .allSatisfy(
            variables ->
                assertThat(Json.map(variables))
                    .containsEntry(
                        "KEY_STORE_SECRETS",
                        "%s=kmsuser,%s=payments/proxy=1"
                            .formatted(Synthesized.STORE, Synthesized.OTHER_STORE))
                    .containsEntry(
                        "KEY_STORE_SETTINGS",
                        "%s=cloudHsmClusterId,%s=xksProxyUriPath,%s=xksProxyVpcEndpointServiceOwner,%s=xksProxyConnectivity"
                            .formatted(
                                Synthesized.STORE,
                                Synthesized.OTHER_STORE,
                                Synthesized.OTHER_STORE,
                                Synthesized.OTHER_STORE)));
  }

  /** A secret of the same stack has its name only when it is deployed. */
  @Test
  void whatOnlyTheDeploymentKnowsIsPutBetweenCommas() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    String id = CfnParameter.Builder.create(stack, "Id").build().getValueAsString();
    String secret = CfnParameter.Builder.create(stack, "Secret").build().getValueAsString();
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(
                ManagedKeyStore.of(id).withUpdate(Map.of("keyStorePasswordSecretId", secret)),
                ManagedKeyStore.of(Synthesized.STORE)
                    .withUpdate(Map.of("keyStorePasswordSecretId", "kmsuser")))
            .build());
    assertThat(
            Template.fromStack(stack).findResources("AWS::Lambda::Function").values().stream()
                .map(
                    function ->
                        Json.find(
                            function,
                            "Properties",
                            "Environment",
                            "Variables",
                            "KEY_STORE_SECRETS",
                            "Fn::Join",
                            1))
                .filter(Objects::nonNull))
        .hasSize(4)
        .containsOnly(
            List.of(
                Map.of("Ref", "Id"),
                "=",
                Map.of("Ref", "Secret"),
                ",%s=kmsuser".formatted(Synthesized.STORE)));
  }

  /** The version's variables would name the secret of the first deployment. */
  @Test
  void functionsWhoseSecretOnlyTheDeploymentKnowsAreCalledByTheirLatestVersion() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    String secret = CfnParameter.Builder.create(stack, "Secret").build().getValueAsString();
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(
                ManagedKeyStore.of(Synthesized.STORE)
                    .withUpdate(Map.of("keyStorePasswordSecretId", secret)))
            .build());
    assertThat(Template.fromStack(stack).findResources("AWS::Lambda::Alias").values())
        .allSatisfy(
            alias ->
                assertThat(Json.at(alias, "Properties", "FunctionVersion")).isEqualTo("$LATEST"));
  }

  private Set<String> variables(String place) {
    Set<String> names = new HashSet<>();
    everything.resources("AWS::Lambda::Function").keySet().stream()
        .filter(path -> path.startsWith(place))
        .forEach(
            path -> names.addAll(environment(everything, path.replace("/Function", "")).keySet()));
    return names;
  }

  private static Map<String, Object> environment(CloudTemplate template, String name) {
    Map<String, Object> variables =
        new LinkedHashMap<>(
            Json.map(template.properties(name + "/Function"), "Environment", "Variables"));
    variables.remove(Release.APP_ID);
    return variables;
  }

  private static Set<String> needed(Set<String> read) {
    Set<String> needed = new HashSet<>(read);
    needed.removeAll(NOT_FOR_DEPLOYMENTS);
    return needed;
  }

  /** A published version would keep the ids of the first deployment. */
  @Test
  void functionsWhoseKeyStoresOnlyTheDeploymentKnowsAreCalledByTheirLatestVersion() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    String id = CfnParameter.Builder.create(stack, "Id").build().getValueAsString();
    new KeyStoreConnector(
        stack, "Connector", KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(id)).build());
    Map<String, Map<String, Object>> aliases =
        Template.fromStack(stack).findResources("AWS::Lambda::Alias");
    assertThat(aliases.values())
        .hasSize(7)
        .allSatisfy(
            alias ->
                assertThat(Json.at(alias, "Properties", "FunctionVersion")).isEqualTo("$LATEST"));
  }

  @Test
  void twoConnectorsOfAStackHaveNamesOfTheirOwn() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    KeyStoreConnectorProps props =
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE)).build();
    String top = new KeyStoreConnector(stack, "Connector", props).name();
    String inner = new KeyStoreConnector(new Construct(stack, "Part"), "Connector", props).name();
    assertThat(top).endsWith("-Connector");
    assertThat(inner).endsWith("-Part-Connector");
  }
}
