package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.KeyStoreType.AWS_CLOUDHSM;
import static io.keystoreconnector.core.KeyStoreType.EXTERNAL_KEY_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What KMS documents about each ConnectionErrorCode, written out again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/fix-keystore.html">Troubleshooting
 *     a CloudHSM key store</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/xks-troubleshooting.html">Troubleshooting
 *     an external key store</a>
 */
class ErrorCodeTableTest {

  private static final String TABLE =
      """
      code | remedy | pause | harm in CloudHSM | what an update of can help
      INTERNAL_ERROR | RETRY | none | no |
      NETWORK_ERRORS | RETRY_AFTER_PAUSE | minutes | no |
      INSUFFICIENT_CLOUDHSM_HSMS | HSM | none | no |
      INVALID_CREDENTIALS | UPDATE | none | yes | keyStorePasswordSecretId xksProxyAuthenticationCredentialSecretId
      USER_LOCKED_OUT | UPDATE | none | yes | keyStorePasswordSecretId
      USER_NOT_FOUND | UPDATE | none | no | keyStorePasswordSecretId
      USER_LOGGED_IN | UPDATE | none | no | keyStorePasswordSecretId
      CLUSTER_NOT_FOUND | UPDATE | none | no | cloudHsmClusterId
      SUBNET_NOT_FOUND | UPDATE | none | no | cloudHsmClusterId
      INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET | PERSON | none | no |
      XKS_PROXY_TIMED_OUT | RETRY_AFTER_PAUSE | some | no | xksProxyUriEndpoint xksProxyUriPath xksProxyConnectivity
      XKS_PROXY_INVALID_RESPONSE | RETRY_AFTER_PAUSE | some | no | xksProxyUriEndpoint xksProxyUriPath xksProxyConnectivity
      XKS_PROXY_NOT_REACHABLE | RETRY_AFTER_PAUSE | some | no | xksProxyUriEndpoint xksProxyUriPath xksProxyConnectivity
      XKS_PROXY_INVALID_CONFIGURATION | UPDATE | none | no | xksProxyUriPath
      XKS_PROXY_ACCESS_DENIED | PERSON | none | no |
      XKS_PROXY_INVALID_TLS_CONFIGURATION | PERSON | none | no |
      XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND | UPDATE | none | no | xksProxyVpcEndpointServiceName xksProxyVpcEndpointServiceOwner
      XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION | UPDATE | none | no | xksProxyVpcEndpointServiceName xksProxyVpcEndpointServiceOwner
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = TABLE, delimiter = '|', useHeadersInDisplayName = true, emptyValue = "")
  void aCodeIsTreatedAsDocumented(
      ConnectionErrorCode code, Remedy remedy, String pause, String harm, @Nullable String helps) {
    assertThat(code.remedy()).isEqualTo(remedy);
    assertThat(code.pause().toSeconds())
        .isBetween(
            switch (pause) {
              case "minutes" -> 120L;
              case "some" -> 30L;
              default -> 0L;
            },
            pause.equals("none") ? 0L : 300L);
    assertThat(code.harmedByBlindRetry(AWS_CLOUDHSM)).isEqualTo(harm.equals("yes"));
    assertThat(code.fitting().stream().map(UpdateField::json).collect(Collectors.toSet()))
        .isEqualTo(helps == null ? Set.of() : Set.of(helps.split(" ")));
  }

  @Test
  void theTableNamesEveryCode() {
    assertThat(TABLE.lines().skip(1).map(line -> line.split(" ", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConnectionErrorCode.values()).map(Enum::name).toList())
        .hasSize(18);
  }

  @ParameterizedTest
  @EnumSource
  void noExternalKeyStoreCanLockAUser(ConnectionErrorCode code) {
    assertThat(code.harmedByBlindRetry(EXTERNAL_KEY_STORE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeSaysWhatItMeansAndWhatToDo(ConnectionErrorCode code) {
    assertThat(code.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(code.guidance(AWS_CLOUDHSM)).endsWith(".");
    assertThat(code.guidance(EXTERNAL_KEY_STORE)).endsWith(".");
    assertThat(ConnectionErrorCode.of(code.name())).contains(code);
  }

  @ParameterizedTest
  @EnumSource
  void whatAnUpdateCanRemoveItsGuidanceNames(ConnectionErrorCode code) {
    if (code.remedy() == Remedy.UPDATE) {
      assertThat(code.guidance(AWS_CLOUDHSM))
          .containsAnyOf(code.fitting().stream().map(UpdateField::option).toArray(String[]::new));
    }
  }

  /** Without it, a store that is DISCONNECTED would first be connected with the old one. */
  @Test
  void whoIsToBringAnUpdateIsToldToHaveItAppliedBeforeTheConnect() {
    assertThat(guidance())
        .filteredOn(
            guidance ->
                guidance.contains("the secret")
                    || Stream.of(UpdateField.values())
                        .anyMatch(field -> guidance.contains(field.option() + " and ")))
        .hasSizeGreaterThan(10)
        .allSatisfy(guidance -> assertThat(guidance).contains("--before-connect"));
  }

  /** Whoever reads it has a shell, in which a request is made of options. */
  @Test
  void nobodyIsToldToWriteJson() {
    Stream<String> names =
        Stream.concat(
            Stream.of(UpdateField.values()).map(UpdateField::json),
            Stream.of("whenDisconnected", "addHsm", "passwordTold", "maxAttempts", "\""));
    assertThat(names)
        .allSatisfy(name -> assertThat(guidance()).noneMatch(text -> text.contains(name)));
  }

  private static Stream<String> guidance() {
    return Stream.concat(
        Stream.of(Reason.values()).map(Reason::guidance),
        Stream.of(ConnectionErrorCode.values())
            .flatMap(code -> Stream.of(KeyStoreType.values()).map(type -> code.guidance(type))));
  }

  @Test
  void theCredentialsOfAnExternalKeyStoreAreNotKmsusers() {
    assertThat(ConnectionErrorCode.INVALID_CREDENTIALS.guidance(EXTERNAL_KEY_STORE))
        .contains("--xks-secret")
        .doesNotContain("kmsuser");
    assertThat(ConnectionErrorCode.INVALID_CREDENTIALS.guidance(AWS_CLOUDHSM))
        .contains("five wrong logins");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonSaysWhatToDo(Reason reason) {
    assertThat(reason.guidance()).endsWith(".");
  }

  @Test
  void aRequestThatAlreadyAllowsAddingAnHsmIsNotAdvisedToDoSo() {
    assertThat(ConnectionErrorCode.hsmGuidance(a(DISCONNECTED).addHsm().request(), true))
        .startsWith("Create an HSM in the cluster")
        .doesNotContain("--add-hsm");
    assertThat(ConnectionErrorCode.hsmGuidance(a(DISCONNECTED).request(), true))
        .contains("--add-hsm");
    assertThat(ConnectionErrorCode.hsmGuidance(a(DISCONNECTED).request(), false))
        .doesNotContain("--add-hsm");
  }

  @ParameterizedTest
  @EnumSource
  void aPersonRequestsASettingBeforeTheNextConnect(UpdateField field) {
    assertThat(field.inOptions()).isEqualTo(field.option() + " and --before-connect");
  }
}
