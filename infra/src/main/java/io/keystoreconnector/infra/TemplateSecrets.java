package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * The secrets of {@link ConnectorTemplate}. A rule for their names says which is whose and which
 * may be read, so that an account needs no list of its own.
 */
final class TemplateSecrets {

  private final Stack stack;
  private final TemplateParameters parameters;

  TemplateSecrets(Stack stack, TemplateParameters parameters) {
    this.stack = stack;
    this.parameters = parameters;
  }

  /** Pairs of a key store and a secret that its runs may name, and the rule for every key store. */
  String byKeyStore() {
    CfnCondition hasPairs = parameters.given(KEY_STORE_SECRETS);
    String pairs = parameters.value(KEY_STORE_SECRETS);
    String rule = ManagedKeyStore.EVERY + "=" + parameters.value(SECRET_TEMPLATE);
    return Conditions.choose(
        parameters.given(SECRET_TEMPLATE),
        Conditions.choose(hasPairs, pairs + "," + rule, rule),
        Conditions.choose(hasPairs, pairs, DeploymentScope.NONE));
  }

  /** A pattern of the ARNs of the secrets that the rule gives to all key stores. */
  String arnsByRule() {
    return stack.formatArn(
        ArnComponents.builder()
            .service("secretsmanager")
            .resource("secret")
            .resourceName(
                anyFor("{id}", anyFor("{name}", parameters.value(SECRET_TEMPLATE))) + "-??????")
            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
            .build());
  }

  private static String anyFor(String placeholder, String rule) {
    return Fn.join("*", Fn.split(placeholder, rule));
  }
}
