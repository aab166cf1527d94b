package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** The state machine for several key stores, and who may wait for its runs. */
class FleetTest {

  private final Stack stack = new Stack(Synthesized.app(), "KeyStores");

  private KeyStoreConnector connector(KeyStoreConnectorProps.Builder props) {
    return new KeyStoreConnector(stack, "Connector", props.build());
  }

  private static KeyStoreConnectorProps.Builder props() {
    return KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE));
  }

  @Test
  void programsFindTheStateMachine() {
    assertThat(connector(props()).fleetStateMachine()).isPresent();
  }

  @Test
  void theFunctionsAroundRunsKnowIt() {
    CloudTemplate template = Synthesized.SMALLEST.template();
    for (String function : List.of("Endings/Outcome", "Deployments/Start")) {
      assertThat(
              template.target(
                  Json.at(
                      template.properties(function + "/Function"),
                      "Environment",
                      "Variables",
                      "FLEET_STATE_MACHINE_ARN")))
          .isEqualTo("Fleet/StateMachine");
    }
  }

  /** As long as CloudFormation waits at most, and as the function reads the properties. */
  @Test
  void aStackWaitsForSeveralKeyStores() throws ReflectiveOperationException {
    Map<String, Object> request =
        Map.of("keyStores", List.of(Synthesized.STORE), "maxAttempts", 2, "pollSeconds", 5);
    var _ = connector(props()).connect(stack, "Several", request);
    Map<String, Object> properties =
        new HashMap<>(
            Json.map(
                Template.fromStack(stack)
                    .findResources("Custom::KeyStoreConnection")
                    .values()
                    .iterator()
                    .next(),
                "Properties"));
    assertThat(properties).containsEntry("ServiceTimeout", "3600");
    properties.put("ServiceToken", "arn");
    Method read =
        new FunctionJar(FunctionCode.Jar.LIFECYCLE)
            .load("io.keystoreconnector.lifecycle.ConnectionProperties")
            .getDeclaredMethod("read", Map.class);
    read.setAccessible(true);
    Object made = read.invoke(null, properties);
    Method component = made.getClass().getDeclaredMethod("request");
    component.setAccessible(true);
    assertThat(component.invoke(made)).isEqualTo(request);
  }

  @Test
  void aConnectionForSeveralKeyStoresHasNoIdOfOne() {
    KeyStoreConnection several =
        connector(props()).connect(stack, "Several", Map.of("keyStores", List.of("*")));
    assertThatThrownBy(several::customKeyStoreId)
        .isInstanceOf(InvalidDeployment.class)
        .hasMessageContaining("depend on it");
  }

  @Test
  void withoutAFleetThereIsNothingOfIt() {
    KeyStoreConnector connector = connector(props().withoutFleet());
    connector.addOutputs();

    assertThat(connector.fleetStateMachine()).isEmpty();
    Map<String, Object> template = Template.fromStack(stack).toJSON();
    assertThat(Json.map(template, "Resources").keySet()).noneMatch(id -> id.contains("Fleet"));
    assertThat(Json.map(template, "Outputs")).doesNotContainKey("FleetStateMachineArn");
    assertThat(template.toString()).doesNotContain("FLEET_STATE_MACHINE_ARN");
  }
}
