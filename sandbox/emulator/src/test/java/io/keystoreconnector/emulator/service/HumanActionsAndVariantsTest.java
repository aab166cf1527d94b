package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.EventRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.CloudHsmClusterInvalidConfigurationException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;

class HumanActionsAndVariantsTest {

  private static final String CLUSTER = "cluster-abcdefghijk";

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FAILED INVALID_CREDENTIALS        | {}                                                          | 'does': 'DISCONNECT', 'keyStore': 'other'
          DISCONNECTED                      | {}                                                          | 'does': 'DISCONNECT', 'keyStore': 'store'
          FAILED INVALID_CREDENTIALS        | {}                                                          | 'does': 'CONNECT', 'keyStore': 'store'
          FAILED INVALID_CREDENTIALS        | {}                                                          | 'does': 'RESET_PASSWORD', 'cluster': 'cluster-abcdefghijk', 'password': 'Other12345'
          CONNECTED                         | {}                                                          | 'does': 'RESET_PASSWORD', 'cluster': 'cluster-abcdefghijk', 'password': 'Told12345'
          CONNECTED                         | {'locked': true}                                            | 'does': 'RESET_PASSWORD', 'cluster': 'cluster-abcdefghijk', 'password': 'Told12345'
          CONNECTED                         | {'present': false}                                          | 'does': 'RESET_PASSWORD', 'cluster': 'cluster-abcdefghijk', 'password': 'Told12345'
          FAILED USER_LOCKED_OUT            | {'locked': true, 'password': 'Told12345'}                   | 'does': 'LOG_OUT', 'cluster': 'cluster-abcdefghijk'
          CONNECTED                         | {'locked': true, 'password': 'Told12345'}                   | 'does': 'UNLOCK_USER', 'cluster': 'cluster-abcdefghijk'
          CONNECTED                         | {'loggedIn': true, 'password': 'Told12345'}                 | 'does': 'LOG_OUT', 'cluster': 'cluster-abcdefghijk'
          FAILED USER_LOGGED_IN             | {'password': 'Told12345'}                                   | 'does': 'LOG_IN', 'cluster': 'cluster-abcdefghijk'
          FAILED USER_NOT_FOUND             | {'password': 'Told12345'}                                   | 'does': 'DELETE_USER', 'cluster': 'cluster-abcdefghijk'
          FAILED CLUSTER_NOT_FOUND          | {'password': 'Told12345'}                                   | 'does': 'DELETE_CLUSTER', 'cluster': 'cluster-abcdefghijk'
          FAILED INSUFFICIENT_CLOUDHSM_HSMS | {'password': 'Told12345'}                                   | 'does': 'KILL_HSM', 'cluster': 'cluster-abcdefghijk'
          FAILED INVALID_CREDENTIALS        | {}                                                          | 'does': 'TELL_PASSWORD', 'keyStore': 'store', 'password': 'Right12345'
          """)
  void aPersonChangesHowAConnectEnds(String end, String user, String action) {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store', 'password': 'Told12345'}],
             'clusters': [{'id': 'cluster-abcdefghijk', 'hsms': 1, 'kmsuser': %s}],
             'people': [{'at': 60, %s}]}
            """
                .formatted(user, action));
    assertThat(bench.connect().pass(240).state()).isEqualTo(end);
  }

  @Test
  void aPersonWhoIsRefusedLeavesATraceAndTheWorldGoesOn() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store'}], 'clusters': [{}],
             'people': [{'at': 60, 'does': 'TELL_PASSWORD', 'keyStore': 'store', 'password': 'Right12345'},
                        {'at': 70, 'does': 'CONNECT', 'keyStore': 'nobody'}]}
            """);
    bench.connect().pass(240);
    assertThat(bench.state()).isEqualTo("CONNECTED");
    assertThat(bench.world().journal().events())
        .filteredOn(e -> e.event().equals("PERSON_REFUSED"))
        .extracting(EventRecord::toJson)
        .extracting(e -> e.get("error"))
        .containsExactly("CustomKeyStoreInvalidStateException", "CustomKeyStoreNotFoundException");
  }

  @Test
  void aPersonRepairsEverythingWhileNobodyLooks() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store', 'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'}],
             'clusters': [{'id': 'cluster-abcdefghijk', 'hsms': 1, 'kmsuser': {'locked': true}}],
             'secrets': [{'name': 'kmsuser', 'value': 'Old12345'}],
             'people': [
               {'at': 100, 'does': 'CONNECT', 'keyStore': 'store'},
               {'at': 60, 'does': 'TELL_PASSWORD', 'keyStore': 'store', 'password': 'Fresh12345'},
               {'at': 10, 'does': 'RESET_PASSWORD', 'cluster': 'cluster-abcdefghijk', 'password': 'Fresh12345', 'secret': 'kmsuser'},
               {'at': 20, 'does': 'DISCONNECT', 'keyStore': 'store'},
               {'at': 110, 'does': 'ADD_HSM', 'cluster': 'cluster-abcdefghijk'}]}
            """);
    assertThat(bench.pass(1000).state()).isEqualTo("CONNECTED");
    assertThat(bench.secrets().getSecretValue(r -> r.secretId("kmsuser")).secretString())
        .isEqualTo("Fresh12345");
    assertThat(bench.world().clusters().all().getFirst().hsms())
        .extracting(h -> h.zone() + " " + h.state())
        .containsExactly("eu-central-1a ACTIVE", "eu-central-1b ACTIVE");
    assertThat(bench.world().journal().events())
        .extracting(EventRecord::toJson)
        .filteredOn(e -> "STATE".equals(e.get("event")))
        .extracting(e -> e.get("second") + " " + e.get("to"))
        .containsExactly("20 DISCONNECTING", "40 DISCONNECTED", "100 CONNECTING", "340 CONNECTED");
  }

  @ParameterizedTest(name = "{0}, {1}: refused {2}")
  @CsvSource({
    "CONNECTED,  ACCEPTED,      false",
    "CONNECTED,  INVALID_STATE, true",
    "CONNECTING, ACCEPTED,      false",
    "CONNECTING, INVALID_STATE, true"
  })
  void aRepeatedConnectIsAcceptedWithoutEffectOrRefused(
      String state, String variant, boolean refused) {
    String name = state.equals("CONNECTED") ? "connectWhileConnected" : "connectWhileConnecting";
    Bench bench =
        Bench.of(
            """
            {'variants': {'%s': '%s'}, 'clusters': [{}],
             'keyStores': [{'name': 'store', 'state': '%s', 'secondsLeft': 7}]}
            """
                .formatted(name, variant, state));
    assertThat(catchThrowable(bench::connect) instanceof CustomKeyStoreInvalidStateException)
        .isEqualTo(refused);
    assertThat(bench.state()).isEqualTo(state);
    assertThat(bench.pass(7).state()).as("it does not begin again").isEqualTo("CONNECTED");
  }

  @ParameterizedTest
  @CsvSource({"FAILS_LATER, false", "REFUSED, true"})
  void aMissingHsmIsFoundOutLaterOrAtOnce(String variant, boolean refused) {
    Bench bench =
        Bench.of(
            """
            {'variants': {'connectWithoutActiveHsm': '%s'},
             'clusters': [{'hsms': 0}], 'keyStores': [{'name': 'store'}]}
            """
                .formatted(variant));
    Throwable refusal = catchThrowable(bench::connect);
    assertThat(refusal instanceof CloudHsmClusterInvalidConfigurationException).isEqualTo(refused);
    assertThat(bench.pass(240).state())
        .isEqualTo(refused ? "DISCONNECTED" : "FAILED INSUFFICIENT_CLOUDHSM_HSMS");
  }

  @ParameterizedTest
  @CsvSource({"INVALID_CREDENTIALS", "USER_LOCKED_OUT"})
  void theFifthFailedLogInIsCalledByEitherName(String variant) {
    Bench bench =
        Bench.of(
            """
            {'variants': {'fifthFailedLogIn': '%s'}, 'keyStores': [{'name': 's', 'password': 'Wrong12345'}],
             'clusters': [{'kmsuser': {'failedLogIns': 4}}]}
            """
                .formatted(variant));
    assertThat(bench.connect().pass(240).state()).isEqualTo("FAILED " + variant);
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED, false", "INVALID_PARAMETER, true"})
  void aLabelMovedToItsOwnVersion(String variant, boolean refused) {
    Bench bench =
        Bench.of(
            """
            {'variants': {'labelMovedToItsOwnVersion': '%s'},
             'secrets': [{'name': 's', 'value': 'x', 'stages': ['AWSCURRENT', 'mine']}]}
            """
                .formatted(variant));
    String version = bench.secrets().getSecretValue(r -> r.secretId("s")).versionId();
    Throwable refusal =
        catchThrowable(
            () ->
                bench
                    .secrets()
                    .updateSecretVersionStage(
                        r -> r.secretId("s").versionStage("mine").moveToVersionId(version)));
    assertThat(refusal instanceof InvalidParameterException).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({"HIDDEN, 0", "SHOWN, 1"})
  void aDeletedClusterIsHiddenOrShown(String variant, int count) {
    Bench bench =
        Bench.of(
            "{'variants': {'deletedClusters': '%s'}, 'clusters': [{'state': 'DELETED'}]}"
                .formatted(variant));
    assertThat(bench.cloudHsm().describeClusters().clusters()).hasSize(count);
  }

  /** AWS's pages disagree on it: docs/fidelity.md. */
  @ParameterizedTest
  @CsvSource({
    "ACCEPTED,      CONNECTED,    false",
    "INVALID_STATE, CONNECTED,    true",
    "INVALID_STATE, DISCONNECTED, false"
  })
  void theCredentialOfAConnectedStoreIsChangedOrRefused(
      String variant, String state, boolean refused) {
    Bench bench =
        Bench.of(
            """
            {'variants': {'xksUpdateWhileConnected': '%s'},
             'keyStores': [{'name': 'store', 'state': '%s', 'xks': {}}]}
            """
                .formatted(variant, state));
    Throwable refusal =
        catchThrowable(
            () ->
                bench
                    .kms()
                    .updateCustomKeyStore(
                        r -> r.customKeyStoreId(bench.id()).xksProxyUriPath("/kms/xks/v1")));
    assertThat(refusal instanceof CustomKeyStoreInvalidStateException).isEqualTo(refused);
    assertThat(bench.state()).isEqualTo(state);
  }

  @Test
  void aClusterThatIsDeletedTakesItsHsmsAlong() {
    Bench bench =
        Bench.of(
            """
            {'clusters': [{'id': 'cluster-abcdefghijk'}],
             'people': [{'at': 1, 'does': 'DELETE_CLUSTER', 'cluster': 'cluster-abcdefghijk'}]}
            """);
    bench.pass(1).cloudHsm().describeClusters();
    assertThat(bench.world().clusters().all())
        .singleElement()
        .satisfies(c -> assertThat(c.id()).isEqualTo(CLUSTER))
        .satisfies(c -> assertThat(c.hsms()).isEmpty());
  }
}
