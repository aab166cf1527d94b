package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/** The construct takes the rule for the names of secrets that the plain template takes. */
class SecretTemplateTest {

  private static final ManagedKeyStore PROD =
      ManagedKeyStore.of("prod-*")
          .withUpdate(Map.of("keyStorePasswordSecretId", "connector/{name}/kmsuser"));

  private static KeyStoreConnector connector(Construct stack) {
    return new KeyStoreConnector(
        stack, "Connector", KeyStoreConnectorProps.forKeyStores(PROD).build());
  }

  @Test
  void theFunctionsKnowTheRuleAndTheRolesMayReadWhatItMakes() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    connector(stack);
    Template template = Template.fromStack(stack);
    assertThat(template.findResources("AWS::Lambda::Function").values())
        .filteredOn(function -> function.toString().contains("KEY_STORE_SECRETS"))
        .hasSize(4)
        .allMatch(
            function ->
                function.toString().contains("KEY_STORE_SECRETS=prod-*=connector/{name}/kmsuser"));
    assertThat(template.findResources("AWS::IAM::Policy").values())
        .filteredOn(policy -> policy.toString().contains("secretsmanager:DescribeSecret"))
        .hasSize(2)
        .allMatch(policy -> policy.toString().contains(":secret:connector/*/kmsuser-??????"));
  }

  /** As a stack that waits does: it names one key store and its secret. */
  @Test
  void aRequestMayNameASecretThatTheRuleMakes() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    KeyStoreConnector connector = connector(stack);
    assertThatCode(() -> connect(connector, stack, "connector/prod-a/kmsuser"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> connect(connector, stack, "other/prod-a/kmsuser"))
        .hasMessage(
            "update.keyStorePasswordSecretId in the request of connection other/prod-a/kmsuser must"
                + " be allowed by update of a key store that it may mean.");
  }

  private static void connect(KeyStoreConnector connector, Stack stack, String secret) {
    var _ =
        connector.connect(
            stack,
            secret,
            Map.of(
                "customKeyStoreName",
                "prod-a",
                "update",
                Map.of("keyStorePasswordSecretId", secret)));
  }

  @Test
  void cdkNagKnowsTheWildcardInTheRule() {
    App app = Synthesized.app();
    Stack stack = new Stack(app, "KeyStores");
    connector(stack);
    Aspects.of(app)
        .add(io.github.cdklabs.cdknag.AwsSolutionsChecks.Builder.create().reports(false).build());
    assertThat(Synthesized.findings(app.synth(), "KeyStores")).isEqualTo(List.of());
  }
}
