package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Emulated.CLUSTER;
import static io.keystoreconnector.handlers.Emulated.KEY_STORES;
import static io.keystoreconnector.handlers.Emulated.STORE;
import static io.keystoreconnector.handlers.Unanswered.unanswered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.core.XksProxy;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.Credentials.Password;
import io.keystoreconnector.handlers.account.Credentials.ProxyCredential;
import io.keystoreconnector.handlers.account.NoUsableAnswer.Kind;
import io.keystoreconnector.handlers.account.Refused;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoresContractTest {

  private static final KeyStore FAILED =
      new KeyStore(
          STORE,
          "payments",
          KeyStoreType.AWS_CLOUDHSM,
          ConnectionState.FAILED,
          "INVALID_CREDENTIALS",
          CLUSTER,
          null);

  @Test
  void aStoreIsFoundByItsIdAndByItsNameWithAllThatIsKnownOfIt() {
    Emulated.of(
        """
        {'clusters': [{'id': 'cluster-otherHsmAbcd'}, {'id': '%s'}],
         'keyStores': [{'name': 'another'},
           {'id': '%s', 'name': 'payments', 'cluster': '%s', 'state': 'FAILED',
            'errorCode': 'INVALID_CREDENTIALS'}]}
        """
            .formatted(CLUSTER, STORE, CLUSTER));
    assertThat(KEY_STORES.byId(STORE)).contains(FAILED);
    assertThat(KEY_STORES.byName("payments")).contains(FAILED);
    assertThat(KEY_STORES.any()).get().extracting(KeyStore::name).isEqualTo("another");
  }

  @Test
  void allStoresAreListedWithTheirTypes() {
    Emulated.of(
        """
        {'clusters': [{'id': '%s'}],
         'keyStores': [{'id': '%s', 'name': 'payments', 'cluster': '%s'},
           {'id': 'cks-2', 'name': 'partner', 'xks': {}}]}
        """
            .formatted(CLUSTER, STORE, CLUSTER));
    assertThat(KEY_STORES.all())
        .containsExactly(
            new ListedKeyStore(STORE, "payments", KeyStoreType.AWS_CLOUDHSM),
            new ListedKeyStore("cks-2", "partner", KeyStoreType.EXTERNAL_KEY_STORE));
  }

  @Test
  void anAccountWithoutStoresHasAnEmptyList() {
    Emulated.of("{}");
    assertThat(KEY_STORES.all()).isEmpty();
  }

  @Test
  void aConnectedStoreMakesARandomByteAndOthersSayWhyNot() {
    Emulated.store("'CONNECTED'", "");
    assertThatCode(() -> KEY_STORES.generateRandom(STORE)).doesNotThrowAnyException();
    Emulated.store("'DISCONNECTED'", "");
    assertThat(refusal(() -> KEY_STORES.generateRandom(STORE)))
        .isEqualTo("CustomKeyStoreInvalidStateException");
    Emulated.external("'CONNECTED'", "");
    assertThat(refusal(() -> KEY_STORES.generateRandom(STORE)))
        .isEqualTo("UnsupportedOperationException");
  }

  @ParameterizedTest
  @CsvSource({
    "KMSInvalidStateException, Refused",
    "CustomKeyStoreInvalidStateException, Refused",
    "DependencyTimeoutException, NoUsableAnswer",
    "KMSInternalException, NoUsableAnswer"
  })
  void aConnectedStoreThatCannotBeUsedSaysSo(String error, String exception) {
    Emulated.store("'CONNECTED', 'useEndsWith': '" + error + "'", "");
    assertThatThrownBy(() -> KEY_STORES.generateRandom(STORE))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception));
  }

  @Test
  void aKeyIsTriedWhereverItIs() {
    external("OK");
    assertThatCode(() -> KEY_STORES.encrypt("arn:a:key")).doesNotThrowAnyException();
    assertThat(refusal(() -> KEY_STORES.encrypt("arn:another:key"))).isEqualTo("NotFoundException");
    external("TIMED_OUT");
    assertThat(refusal(() -> KEY_STORES.encrypt("arn:a:key")))
        .isEqualTo("KMSInvalidStateException");
  }

  private static void external(String answers) {
    Emulated.of(
        """
        {'keyStores': [{'id': '%s', 'name': 'partner', 'state': 'CONNECTED', 'xks': {},
           'keyArns': ['arn:a:key'], 'proxy': {'answers': '%s'}}]}
        """
            .formatted(STORE, answers));
  }

  private static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(Refused.class, call).error();
  }

  @Test
  void whatKmsDoesNotKnowIsEmpty() {
    Emulated.store("'CONNECTED'", "");
    assertThat(KEY_STORES.byId("cks-ffffffffffffffff0")).isEmpty();
    assertThat(KEY_STORES.byName("nobody")).isEmpty();
    Emulated.of("{}");
    assertThat(KEY_STORES.any()).isEmpty();
  }

  @Test
  void anExternalStoreComesWithItsProxyAndWithoutCluster() {
    Emulated.external("'CONNECTED'", "");
    assertThat(KEY_STORES.byId(STORE))
        .contains(
            new KeyStore(
                STORE,
                "partner",
                KeyStoreType.EXTERNAL_KEY_STORE,
                ConnectionState.CONNECTED,
                null,
                null,
                new XksProxy(
                    "PUBLIC_ENDPOINT",
                    "https://xks.example.com",
                    "/kms/xks/v1",
                    "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d",
                    "444455556666")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED"})
  void theErrorCodeIsThereOnlyWhileTheStoreIsFailed(String state) {
    Emulated.store(Emulated.state(state), "");
    KeyStore store = KEY_STORES.byId(STORE).orElseThrow();
    assertThat(store.state().name()).isEqualTo(state);
    assertThat(store.errorCode()).isEqualTo(state.equals("FAILED") ? "INVALID_CREDENTIALS" : null);
  }

  @Test
  void anErrorCodeThatNobodyKnowsComesVerbatim() {
    Emulated.store("'FAILED', 'errorCode': 'MOON_TOO_CLOSE'", "");
    assertThat(KEY_STORES.byId(STORE))
        .get()
        .extracting(KeyStore::errorCode)
        .isEqualTo("MOON_TOO_CLOSE");
  }

  @ParameterizedTest
  @CsvSource({"\"HIBERNATING\"", "null", "\"\""})
  void aStateThatNobodyKnowsIsUnknown(String state) {
    Canned.answering(
        200,
        """
        {"CustomKeyStores": [{"CustomKeyStoreId": "cks-1", "CustomKeyStoreName": "payments",
          "CustomKeyStoreType": "AWS_CLOUDHSM", "ConnectionState": %s}]}
        """
            .formatted(state),
        aws ->
            assertThat(aws.keyStores().byId("cks-1"))
                .get()
                .extracting(KeyStore::state)
                .isEqualTo(ConnectionState.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,     ACCEPTED, CONNECTED,     ACCEPTED, DISCONNECTING",
    "CONNECTING,    ACCEPTED, CONNECTING,    ACCEPTED, DISCONNECTING",
    "DISCONNECTED,  ACCEPTED, CONNECTING,    REFUSED,  DISCONNECTED",
    "DISCONNECTING, REFUSED,  DISCONNECTING, REFUSED,  DISCONNECTING",
    "FAILED,        REFUSED,  FAILED,        ACCEPTED, DISCONNECTING",
  })
  void connectAndDisconnectDoWhatTheStateAllows(
      String state, String connect, String connected, String disconnect, String disconnected) {
    Emulated first = Emulated.store(Emulated.state(state), "");
    assertAnswer(connect, () -> KEY_STORES.connect(STORE));
    assertThat(first.state()).isEqualTo(connected);
    Emulated second = Emulated.store(Emulated.state(state), "");
    assertAnswer(disconnect, () -> KEY_STORES.disconnect(STORE));
    assertThat(second.state()).isEqualTo(disconnected);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,     REFUSED",
    "CONNECTING,    REFUSED",
    "DISCONNECTED,  ACCEPTED",
    "DISCONNECTING, REFUSED",
    "FAILED,        REFUSED",
  })
  void aPasswordIsTakenOnlyWhileDisconnected(String state, String answer) {
    Emulated emulated = Emulated.store(Emulated.state(state), "");
    assertAnswer(answer, () -> KEY_STORES.update(STORE, Map.of(), new Password(Emulated.PASSWORD)));
    assertThat(emulated.first("keyStores"))
        .containsEntry("password", answer.equals("ACCEPTED") ? Emulated.PASSWORD : "Forgotten1234");
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,     ACCEPTED",
    "CONNECTING,    REFUSED",
    "DISCONNECTED,  ACCEPTED",
    "DISCONNECTING, REFUSED",
    "FAILED,        REFUSED",
  })
  void aProxyCredentialIsTakenWhileConnectedOrDisconnected(String state, String answer) {
    Emulated emulated = Emulated.external(Emulated.state(state), "");
    assertAnswer(
        answer,
        () ->
            KEY_STORES.update(
                STORE,
                Map.of(),
                new ProxyCredential(Emulated.ACCESS_KEY_ID, Emulated.SECRET_ACCESS_KEY)));
    boolean taken = answer.equals("ACCEPTED");
    assertThat(emulated.first("keyStores"))
        .extractingByKey("xks", InstanceOfAssertFactories.map(String.class, Object.class))
        .satisfies(
            xks -> {
              assertThat(Emulated.ACCESS_KEY_ID.equals(xks.get("accessKeyId"))).isEqualTo(taken);
              assertThat(Emulated.SECRET_ACCESS_KEY.equals(xks.get("secretAccessKey")))
                  .isEqualTo(taken);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ValidationException", "AccessDeniedException", "UnrecognizedClientException"})
  void credentialsThatKmsRepeatsInARefusalAreHidden(String error) {
    for (Credentials given :
        List.of(
            new Password(Emulated.PASSWORD),
            new ProxyCredential(Emulated.ACCESS_KEY_ID, Emulated.SECRET_ACCESS_KEY))) {
      given
          .values()
          .forEach(
              secret ->
                  Canned.answering(
                      400,
                      "{\"__type\": \"%s\", \"message\": \"Value '%s' is wrong.\"}"
                          .formatted(error, secret),
                      aws ->
                          assertThatThrownBy(() -> aws.keyStores().update("cks-1", Map.of(), given))
                              .hasMessageContaining("Value '[hidden]' is wrong")
                              .hasNoCause()
                              .message()
                              .doesNotContain(secret)));
    }
  }

  private static void assertAnswer(String answer, ThrowingCallable call) {
    if (answer.equals("ACCEPTED")) {
      assertThatCode(call).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              Refused.class,
              e -> assertThat(e.error()).isEqualTo("CustomKeyStoreInvalidStateException"));
    }
  }

  @Test
  void aKindOfKeyStoreThatIsNewHasAnErrorOfItsOwn() {
    Canned.answering(
        200,
        """
        {"CustomKeyStores": [{"CustomKeyStoreId": "cks-1", "CustomKeyStoreName": "payments",
         "ConnectionState": "CONNECTED", "CustomKeyStoreType": "QUANTUM_KEY_STORE"}]}
        """,
        aws ->
            assertThatThrownBy(() -> aws.keyStores().byId("cks-1"))
                .is(unanswered(Kind.UNKNOWN_KEY_STORE_TYPE))
                .hasMessageContaining("QUANTUM_KEY_STORE"));
  }

  @Test
  void aStoreThatIsGoneRefusesEverything() {
    Emulated.of("{}");
    assertGone(() -> KEY_STORES.connect(STORE));
    assertGone(() -> KEY_STORES.disconnect(STORE));
    assertGone(() -> KEY_STORES.update(STORE, Map.of(), new Password(Emulated.PASSWORD)));
  }

  private static void assertGone(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.error()).isEqualTo("CustomKeyStoreNotFoundException"));
  }

  @Test
  void anotherClusterReallyReachesTheStoreTogetherWithItsPassword() {
    Emulated emulated =
        Emulated.of(
            """
            {'clusters': [{'id': '%s', 'backupHistory': 'one'},
                          {'id': 'cluster-fromBackupAb', 'backupHistory': 'one'}],
             'keyStores': [{'id': '%s', 'name': 'payments'}]}
            """
                .formatted(CLUSTER, STORE));
    KEY_STORES.update(
        STORE,
        Map.of(UpdateField.CLOUD_HSM_CLUSTER_ID, "cluster-fromBackupAb"),
        new Password(Emulated.PASSWORD));
    assertThat(emulated.first("keyStores"))
        .containsEntry("cluster", "cluster-fromBackupAb")
        .containsEntry("password", Emulated.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({
    "XKS_PROXY_URI_ENDPOINT,              endpoint,       https://new.example.com",
    "XKS_PROXY_URI_PATH,                  path,           /new/kms/xks/v1",
    "XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, vpcServiceName, "
        + "com.amazonaws.vpce.eu-central-1.vpce-svc-9f8e7d6c",
    "XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER, vpcServiceOwner, 444455556666",
    "XKS_PROXY_CONNECTIVITY,              connectivity,   VPC_ENDPOINT_SERVICE",
  })
  void everySettingOfAProxyReallyReachesTheStore(UpdateField field, String name, String value) {
    Emulated emulated =
        Emulated.of(
            """
            {'keyStores': [{'id': '%s', 'name': 'partner',
              'xks': {'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d',
                      'connectivity': '%s'},
              'proxy': {%s}}]}
            """
                .formatted(
                    STORE,
                    // KMS forgets the service if it is not going to use it.
                    name.startsWith("vpcService") ? "VPC_ENDPOINT_SERVICE" : "PUBLIC_ENDPOINT",
                    field == UpdateField.XKS_PROXY_CONNECTIVITY
                        ? ""
                        : "'%s': '%s'".formatted(name, value)));
    KEY_STORES.update(STORE, Map.of(field, value), null);
    assertThat(emulated.first("keyStores"))
        .extractingByKey("xks", InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry(name, value);
  }

  @Test
  void aPublicEndpointHasNoService() {
    Emulated emulated =
        Emulated.of(
            """
            {'keyStores': [{'id': '%s', 'name': 'partner',
              'xks': {'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d',
                      'connectivity': 'VPC_ENDPOINT_SERVICE'}}]}
            """
                .formatted(STORE));
    Map<UpdateField, String> noService =
        Map.of(UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, "");
    assertThatThrownBy(() -> KEY_STORES.update(STORE, noService, null))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.error()).isEqualTo("ValidationException"));
    KEY_STORES.update(
        STORE,
        Map.of(
            UpdateField.XKS_PROXY_CONNECTIVITY, "PUBLIC_ENDPOINT",
            UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, ""),
        null);
    assertThat(emulated.first("keyStores"))
        .extractingByKey("xks", InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("connectivity", "PUBLIC_ENDPOINT")
        .containsEntry("vpcServiceName", null);
  }

  @ParameterizedTest
  @CsvSource({"KEY_STORE_PASSWORD_SECRET_ID", "XKS_PROXY_CREDENTIAL_SECRET_ID"})
  void theNameOfASecretIsNeverSentAsASetting(UpdateField field) {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    assertThatThrownBy(() -> KEY_STORES.update(STORE, Map.of(field, "payments/kmsuser"), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(emulated.calls()).isEmpty();
  }
}
