package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLLBACK_COMPLETE",
        "CREATE_FAILED",
        "DELETE_FAILED",
        "UPDATE_ROLLBACK_FAILED",
        "CREATE_COMPLETE",
        "UPDATE_IN_PROGRESS"
      })
  void nobodyIsAskedToDeleteTheStackOfAnotherProgram(String status) {
    StackFacts theirs = new StackFacts("id", status, Map.of("CodePrefix", "x"), Map.of());
    StackState state = new StackState("website", theirs, DeployableTemplate.CONNECTOR, "");
    assertThatThrownBy(state::requireChangeable)
        .isInstanceOf(UsageProblem.class)
        .hasMessageStartingWith("Stack website was not deployed from keystore-connector.template.")
        .hasMessageNotContaining("delete-stack");
  }

  /** What has never been created has no outputs. */
  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_COMPLETE", "CREATE_FAILED"})
  void aConnectorThatCouldNotBeCreatedIsToBeDeleted(String status) {
    StackFacts ours =
        new StackFacts("id", status, Map.of("CodePrefix", "x", "KeyStoreIds", "*"), Map.of());
    StackState state = new StackState("connector", ours, DeployableTemplate.CONNECTOR, "");
    assertThatThrownBy(state::requireChangeable)
        .isInstanceOf(UsageProblem.class)
        .hasMessageContaining("delete-stack --stack-name connector, then deploy again.");
  }
}
