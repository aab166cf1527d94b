package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.jr.ob.JSON;

/** The folder examples fits what is deployed. Neither Terraform nor Systems Manager is here. */
class ExamplesTest {

  private static final Path EXAMPLES = Installation.ofThisProcess().root().resolve("examples");

  @ParameterizedTest
  @ValueSource(strings = {"connector", "connected"})
  void aTerraformModuleUsesTheVariablesThatItDeclares(String module) throws Exception {
    String text = terraform(module);
    Set<String> declared = names(object(hcl(module, "variables.tf").get("variable")).keySet());
    assertThat(found("\\bvar\\.([a-z_]+)", text)).isEqualTo(declared);
    assertThat(hcl(module, "main.tf")).containsKeys("terraform", "resource");
  }

  @Test
  void theTerraformModuleReadsOutputsAndSetsParametersOfTheTemplate() throws Exception {
    Map<String, Object> template =
        JSON.std.mapFrom(
            Files.readString(
                Installation.ofThisProcess()
                    .template()
                    .resolve("keystore-connector.template.json")));
    assertThat(hcl("connector", "outputs.tf")).containsKey("output");
    assertThat(names(object(template.get("Outputs")).keySet()))
        .containsAll(found("outputs\\[\"([A-Za-z]+)\"]", terraform("connector")));
    assertThat(names(object(template.get("Parameters")).keySet()))
        .containsAll(found("\\b([A-Z][A-Za-z]+) += ", terraform("connector")));
  }

  @Test
  void theStackThatWaitsOutputsWhatTheTerraformModuleReads() throws Exception {
    String text = terraform("connected");
    assertThat(found("outputs\\[\"([A-Za-z]+)\"]", text))
        .isEqualTo(found("\\[\"KeyStore\", \"([A-Za-z]+)\"]", text));
  }

  @Test
  void theAutomationRunbookRefersToItsOwnParametersAndSteps() throws IOException {
    String text = Files.readString(EXAMPLES.resolve("ssm/connect-key-store.yaml"));
    Map<String, Object> runbook = runbook();
    assertThat(runbook.get("schemaVersion")).isEqualTo("0.3");
    assertThat(found("\\{\\{ ([A-Za-z]+) }}", text))
        .isEqualTo(names(object(runbook.get("parameters")).keySet()));
    assertThat(steps())
        .extracting(step -> String.valueOf(step.get("name")))
        .containsExactly("plan", "approve", "connect");
    assertThat(names(list(runbook.get("outputs"))))
        .extracting(output -> output.replaceAll("\\..*", ""))
        .isSubsetOf("plan", "connect");
  }

  @Test
  void theAutomationRunbookPlansBeforeAnyoneApproves() throws IOException {
    List<String> requests =
        steps().stream()
            .filter(step -> "aws:executeStateMachine".equals(step.get("action")))
            .map(step -> String.valueOf(object(step.get("inputs")).get("input")))
            .map(input -> input.replace("{{ KeyStoreId }}", "cks-1234567890abcdef0"))
            .toList();
    assertThat(requests)
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(RequestParser.parse(JSON.std.mapFrom(request)))
                    .isInstanceOf(RequestParser.Parsed.Valid.class));
    assertThat(requests.getFirst()).contains("\"dryRun\": true");
    assertThat(requests.getLast()).doesNotContain("dryRun");
  }

  @Test
  void theTemplateThatWaitsForSeveralKeyStoresAsksForThemAsTheConnectorExpects()
      throws IOException {
    Map<String, Object> template = yaml("cloudformation/connected-key-stores.yaml");
    Map<String, Object> parameters = object(template.get("Parameters"));
    Map<String, Object> resources = object(template.get("Resources"));
    Map<String, Object> connection = object(resources.get("KeyStoresAreConnected"));
    assertThat(connection).containsEntry("Type", "Custom::KeyStoreConnection");
    Map<String, Object> properties = object(connection.get("Properties"));
    assertThat(properties)
        .containsOnlyKeys("ServiceToken", "ServiceTimeout", "KeyStores")
        .containsEntry("ServiceTimeout", 3600)
        .containsEntry("KeyStores", Map.of("Ref", "KeyStores"))
        .containsEntry(
            "ServiceToken",
            Map.of("Fn::ImportValue", Map.of("Fn::Sub", "${ConnectorStack}-ServiceToken")));
    assertThat(parameters).containsOnlyKeys("ConnectorStack", "KeyStores");
    assertThat(object(parameters.get("KeyStores"))).containsEntry("Type", "CommaDelimitedList");
  }

  private static List<Map<String, Object>> steps() throws IOException {
    return list(runbook().get("mainSteps")).stream()
        .<Map<String, Object>>map(ExamplesTest::object)
        .toList();
  }

  private static Map<String, Object> runbook() throws IOException {
    return yaml("ssm/connect-key-store.yaml");
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(file));
    return object(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static Map<String, Object> hcl(String module, String file)
      throws HCLParserException, IOException {
    return new HCLParser()
        .parse(EXAMPLES.resolve("terraform").resolve(module).resolve(file).toFile(), true);
  }

  private static String terraform(String module) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("terraform").resolve(module))) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Collection<?> names) {
    return names.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Collection<?> list(@Nullable Object value) {
    return (Collection<?>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
