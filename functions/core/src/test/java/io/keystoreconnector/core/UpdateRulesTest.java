package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.UpdateField.CLOUD_HSM_CLUSTER_ID;
import static io.keystoreconnector.core.UpdateField.KEY_STORE_PASSWORD_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_URI_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Playbook.Settled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret or a setting of one key store must not be used for another. */
class UpdateRulesTest {

  private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "payments/kmsuser, payments/kmsuser, true",
    "payments/kmsuser, cards/kmsuser, false",
    "payments/kmsuser, $payments/kmsuser-AbCdEf, true",
    "payments/kmsuser, $payments/kmsuser, true",
    "payments/kmsuser, $cards/kmsuser-AbCdEf, false",
    "$payments/kmsuser-AbCdEf, payments/kmsuser, true",
    "$payments/kmsuser-AbCdEf, $payments/kmsuser-AbCdEf, true",
    "$payments/kmsuser-AbCdEf, $payments/kmsuser, true",
    "$payments/kmsuser, $payments/kmsuser-AbCdEf, true",
    "$payments/kmsuser-AbCdEf, $payments/kmsuser-GhIjKl, false",
    "$payments/kmsuser-AbCdEf, cards/kmsuser, false",
    "{name}/*, payments/kmsuser, true",
    "{name}/*, $payments/kmsuser-AbCdEf, true",
    "{name}/*, payments2/kmsuser, false",
    "{name}/*, cards/kmsuser, false",
    "connector/{id}/kmsuser, connector/cks-1234567890abcdef0/kmsuser, true",
    "$connector/*, $connector/x-AbCdEf, true",
    "$connector/*, connector/x, false",
    "*, anything, true"
  })
  void aSecretIsTheKeyStoresIfTheDeploymentSaysSo(String rule, String asked, boolean allowed) {
    UpdateRules rules =
        new UpdateRules(Map.of(Given.STORE, List.of(rule.replace("$", ARN))), Map.of());
    assertThat(
            rules.allows(
                KEY_STORE_PASSWORD_SECRET_ID, asked.replace("$", ARN), a(DISCONNECTED).store()))
        .isEqualTo(allowed);
  }

  @Test
  void aRuleForEveryKeyStoreIsOneForThis() {
    UpdateRules rules =
        new UpdateRules(Map.of("*", List.of("{name}/*")), Map.of("*", Set.of("cloudHsmClusterId")));
    assertThat(
            rules.allows(KEY_STORE_PASSWORD_SECRET_ID, "payments/kmsuser", a(DISCONNECTED).store()))
        .isTrue();
    assertThat(rules.allows(CLOUD_HSM_CLUSTER_ID, "any", a(DISCONNECTED).store())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "prod-*, prod-payments, connector/prod-payments/kmsuser, true",
    "prod-*, prod-payments, connector/prod-cards/kmsuser, false",
    "prod-*, test-payments, connector/test-payments/kmsuser, false",
    "prod-payments, prod-payments, connector/prod-payments/kmsuser, true",
    "c*, test-payments, connector/test-payments/kmsuser, false",
    "**, test-payments, connector/test-payments/kmsuser, false"
  })
  void aRuleMayNameKeyStoresByNameOrPattern(
      String entry, String name, String secret, boolean allowed) {
    UpdateRules rules =
        new UpdateRules(
            Map.of(entry, List.of("connector/{name}/kmsuser")), Map.of(entry, Set.of("x")));
    assertThat(rules.allows(KEY_STORE_PASSWORD_SECRET_ID, secret, named(name))).isEqualTo(allowed);
  }

  /** Whoever creates a key store chooses its name, and KMS takes any. */
  @ParameterizedTest
  @CsvSource({
    "connector/{name}, *, connector/payments",
    "connector/{name}, pay*, connector/payments",
    "{name}, *, payments/kmsuser",
    "{name}/*, '', /kmsuser",
    "{name}, $payments, $payments",
    "connector/{name}/kmsuser, {id}, connector/cks-1234567890abcdef0/kmsuser",
    "connector/{name}/kmsuser, pay ments, connector/pay ments/kmsuser"
  })
  void aKeyStoresNameCannotMakeTheSecretsOfOthersItsOwn(String rule, String name, String asked) {
    UpdateRules rules = new UpdateRules(Map.of("*", List.of(rule)), Map.of());
    assertThat(
            rules.allows(
                KEY_STORE_PASSWORD_SECRET_ID,
                asked.replace("$", ARN),
                named(name.replace("$", ARN))))
        .isFalse();
    assertThat(rules.secretOf(named(name.replace("$", ARN)))).isEmpty();
  }

  private static KeyStore named(String name) {
    return new KeyStore(
        Given.STORE, name, KeyStoreType.AWS_CLOUDHSM, DISCONNECTED, null, null, null);
  }

  @Test
  void aSettingIsAllowedOnlyIfItIsAmongTheKeyStores() {
    UpdateRules rules =
        new UpdateRules(Map.of(), Map.of(Given.STORE, Set.of("xksProxyUriPath"), "*", Set.of()));
    assertThat(rules.allows(CLOUD_HSM_CLUSTER_ID, "any", a(DISCONNECTED).store())).isFalse();
    assertThat(rules.allows(XKS_PROXY_URI_PATH, "any", a(DISCONNECTED).store())).isTrue();
  }

  @Test
  void aSettingOfTheOtherKindOfKeyStoreIsOneProblemAndNotTwo() {
    UpdateRules none = new UpdateRules(Map.of(), Map.of());
    Given given = a(DISCONNECTED).update(XKS_PROXY_URI_PATH, "/kms/xks/v1");
    assertThat(
            new RequestChecks(AllowList.EVERY, AllowList.EVERY, none)
                .refusal(given.request(), given.store()))
        .map(Verdict::why)
        .contains(
            "update.xksProxyUriPath is not valid for this type of key store (CloudHSM key store).");
  }

  @Test
  void whatTheDeploymentDoesNotAllowIsAnInvalidRequestThatNamesTheField() {
    UpdateRules rules =
        new UpdateRules(Map.of("cks-other", List.of("kmsuser")), Map.of("cks-other", Set.of("x")));
    Given given =
        a(DISCONNECTED)
            .freshSecret()
            .beforeConnect()
            .update(CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER);
    Decision decision =
        new Playbook(AllowList.EVERY, AllowList.EVERY, rules)
            .decide(
                given.request(),
                new Settled(Progress.NONE, given.journal()),
                new Observation(
                    given.store(), Given.seen("ACTIVE", "ACTIVE"), new SecretView.NotLooked()),
                Given.START,
                Given.RUN);
    assertThat(decision.action()).isEqualTo(new Action.InvalidRequest());
    assertThat(decision.why())
        .contains(
            "update.cloudHsmClusterId must not be given for key store " + Given.STORE,
            "update.keyStorePasswordSecretId must name the secret that the deployment has")
        .doesNotContain("kmsuser:", Given.OTHER_CLUSTER);
  }
}
