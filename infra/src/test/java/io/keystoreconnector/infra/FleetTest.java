package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Who wants no state machine for several key stores has none. */
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
  void withoutAFleetThereIsNothingOfIt() {
    KeyStoreConnector connector = connector(props().withoutFleet());
    connector.addOutputs();

    assertThat(connector.fleetStateMachine()).isEmpty();
    Map<String, Object> template = Template.fromStack(stack).toJSON();
    assertThat(Json.map(template, "Resources").keySet()).noneMatch(id -> id.contains("Fleet"));
    assertThat(Json.map(template, "Outputs")).doesNotContainKey("FleetStateMachineArn");
  }
}
