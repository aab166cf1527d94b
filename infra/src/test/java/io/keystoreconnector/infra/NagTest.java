package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** AwsSolutions and NIST 800-53 R5 over every stack. */
class NagTest {

  @ParameterizedTest
  @EnumSource
  void neitherCdkNagNorCdkFindsAnything(Synthesized stack) {
    assertThat(stack.findings()).isEmpty();
  }

  @Test
  void cdkNagFindsAWildcardThatIsNew() {
    App app = Synthesized.app();
    Stack stack = new Stack(app, "KeyStores");
    KeyStoreConnector connector =
        new KeyStoreConnector(
            stack,
            "Connector",
            KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE)).build());
    ((StateMachine) connector.stateMachine())
        .getRole()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("s3:Get*"))
                .resources(List.of("arn:aws:s3:::mine"))
                .build());
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
    assertThat(Synthesized.findings(app.synth(), "KeyStores"))
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .startsWith("aws:cdk:error /KeyStores/")
                    .contains("AwsSolutions-IAM5[Action::s3:Get*]"));
  }

  @ParameterizedTest
  @EnumSource
  void everySuppressionHasAReason(Synthesized stack) {
    Suppressions.assertEachHasAReason(stack.template());
  }
}
