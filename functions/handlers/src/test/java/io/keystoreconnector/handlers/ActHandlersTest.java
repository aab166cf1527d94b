package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.core.UpdateRules;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActHandlersTest {

  private static final Settings ALL =
      new Settings(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING, false);

  private final Twin aws = new Twin();
  private final Invocation invocation = new Invocation();

  @ParameterizedTest
  @EnumSource(ConnectionState.class)
  void eachActsOnTheOneStateThatItIsMeantFor(ConnectionState state) {
    aws.state = state;
    call(new ConnectHandler(aws.keyStores, ALL), 0);
    call(new DisconnectHandler(aws.keyStores, ALL), 0);
    call(new UpdateHandler(aws.keyStores, aws.clusters, aws.secrets, ALL), 0);
    assertThat(aws.done)
        .isEqualTo(
            switch (state) {
              case DISCONNECTED -> List.of("connect", "update {} null");
              case FAILED -> List.of("disconnect");
              default -> List.of();
            });
  }

  @Test
  void tellsWhyItDidNothing() {
    aws.state = ConnectionState.CONNECTED;
    assertThat(call(new DisconnectHandler(aws.keyStores, ALL), 0))
        .containsEntry("outcome", "SKIPPED")
        .containsEntry("detail", "The key store is now CONNECTED, no longer FAILED.");
  }

  @Test
  void aRefusalIsAnAnswer() {
    aws.refusal = new Refused("CloudHsmClusterNotActiveException", "not now");
    assertThat(call(new ConnectHandler(aws.keyStores, ALL), 0))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "CloudHsmClusterNotActiveException")
        .containsEntry("detail", "not now");
  }

  @Test
  void oneLogLineTellsWhichStepOfWhichExecutionDidWhatToWhichStore() {
    aws.refusal = new Refused("CloudHsmClusterNotActiveException", "not now");
    call(new ConnectHandler(aws.keyStores, ALL), 0);
    assertThat(invocation.logged.toString().lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(Json.object(line).orElseThrow())
                    .isEqualTo(
                        Map.of(
                            "message", "acted",
                            "execution", "x",
                            "step", "ConnectHandler",
                            "keyStore", Twin.STORE,
                            "outcome", "REFUSED",
                            "error", "CloudHsmClusterNotActiveException",
                            "detail", "not now")));
  }

  @Test
  void whatTellsNothingAboutTheOutcomeIsThrown() {
    assertThrown(
        NoUsableAnswer.throttled("kms:ConnectCustomKeyStore"),
        Throttled.class,
        "AWS throttled kms:ConnectCustomKeyStore.");
    assertThrown(
        NoUsableAnswer.unavailable("kms:ConnectCustomKeyStore", "no answer"),
        ServiceUnavailable.class,
        "kms:ConnectCustomKeyStore got no usable answer: no answer");
    assertThrown(NoUsableAnswer.denied("No."), AccessDenied.class, "No.");
    assertThrown(
        NoUsableAnswer.unknownKeyStoreType("PAPER"),
        UnknownKeyStoreType.class,
        "This version of the connector does not know custom key stores of type PAPER; deploy a"
            + " newer version.");
  }

  /** Under the name that the state machine knows, and without a cause, which it would read. */
  private void assertThrown(
      NoUsableAnswer none, Class<? extends RuntimeException> named, String sentence) {
    aws.refusal = none;
    assertThatThrownBy(() -> call(new ConnectHandler(aws.keyStores, ALL), 0))
        .isExactlyInstanceOf(named)
        .hasMessage(sentence)
        .hasNoCause()
        .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEqualTo(none.getStackTrace()));
  }

  @Test
  void aKeyStoreThatIsNotOnTheAllowListIsNeverChanged() {
    aws.state = ConnectionState.FAILED;
    Settings others =
        new Settings(
            AllowList.of(Set.of("cks-other")), AllowList.EVERY, UpdateRules.EVERYTHING, false);
    assertThat(call(new DisconnectHandler(aws.keyStores, others), 0))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    Settings named =
        new Settings(
            AllowList.of(Set.of(Twin.STORE)), AllowList.EVERY, UpdateRules.EVERYTHING, false);
    assertThat(call(new DisconnectHandler(aws.keyStores, named), 0))
        .containsEntry("outcome", "ACCEPTED");
  }

  /** Each act asks KMS for the name once more: it may have changed since the run began. */
  @Test
  void aKeyStoreThatWasRenamedSinceTheDecisionIsNotChanged() {
    Settings payments =
        new Settings(AllowList.of(Set.of("pay*")), AllowList.EVERY, UpdateRules.EVERYTHING, false);
    aws.hsms = List.of();
    aws.name = "cards";
    assertThat(
            List.of(
                call(new ConnectHandler(aws.keyStores, payments), 0),
                update(payments, "", 0),
                addHsm(payments)))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .containsEntry("outcome", "REFUSED")
                    .containsEntry("error", "NotAllowed")
                    .containsEntry(
                        "detail", "This deployment's allow-list does not name the key store."));
    aws.state = ConnectionState.FAILED;
    assertThat(call(new DisconnectHandler(aws.keyStores, payments), 0))
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    aws.name = "payments";
    assertThat(call(new DisconnectHandler(aws.keyStores, payments), 0))
        .containsEntry("outcome", "ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {Twin.STORE, "payments", "pay*"})
  void aKeyStoreThatIsDeniedIsNotChangedWhateverElseIsAllowed(String denied) {
    Settings settings =
        new Settings(
            AllowList.EVERY.except(Set.of(denied)), AllowList.EVERY, UpdateRules.EVERYTHING, false);
    assertThat(call(new ConnectHandler(aws.keyStores, settings), 0))
        .containsEntry("error", "NotAllowed")
        .containsEntry("detail", "This deployment's deny-list names the key store.");
    assertThat(aws.done).isEmpty();
  }

  /** The first attempt may have been made while the key store still had its old name. */
  @Test
  void aRenameAfterALostAttemptDoesNotMakeItUndone() {
    Settings payments =
        new Settings(
            AllowList.of(Set.of("payments")), AllowList.EVERY, UpdateRules.EVERYTHING, false);
    aws.name = "cards";
    assertThat(update(payments, "", 1)).containsEntry("outcome", "UNKNOWN");
    assertThat(aws.done).isEmpty();
  }

  @Test
  void aKeyStoreThatNoLongerExistsIsNotChanged() {
    assertThat(
            invocation.of(
                new ConnectHandler(aws.keyStores, ALL),
                "{\"execution\": \"x\", \"retry\": 0, \"act\": {\"keyStoreId\": \"cks-gone\"}}"))
        .containsEntry("outcome", "SKIPPED")
        .containsEntry("detail", "The key store no longer exists.");
    assertThat(aws.done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "CREATE_IN_PROGRESS", "DEGRADED"})
  void noHsmIsBoughtWhereOneIsThereOrOnItsWayOrHasFailed(String hsm) {
    aws.hsms = List.of(new Hsm("hsm-1", "a", "DELETED"), new Hsm("hsm-2", "b", hsm));
    assertThat(addHsm(ALL)).containsEntry("outcome", "SKIPPED");
    assertThat(aws.done).isEmpty();
  }

  @Test
  void anHsmIsBoughtWhereNoneServes() {
    aws.hsms = List.of(new Hsm("hsm-1", "a", "DELETE_IN_PROGRESS"));
    assertThat(addHsm(ALL)).containsEntry("outcome", "ACCEPTED").containsEntry("created", "hsm-2");
    assertThat(aws.done).containsExactly("create HSM in b");
  }

  @Test
  void noHsmIsBoughtInAClusterThatIsNotTheKeyStores() {
    assertThat(addHsmTo(Twin.OTHER_CLUSTER, ALL)).containsEntry("outcome", "SKIPPED");
    assertThat(aws.done).isEmpty();
  }

  /** A call that Lambda cuts off may have been carried out without anyone knowing. */
  @Test
  void noCallIsBegunThatCouldBeCutOff() {
    invocation.remainingMillis = 2999;
    aws.hsms = List.of();
    assertThatThrownBy(() -> call(new ConnectHandler(aws.keyStores, ALL), 0))
        .isInstanceOf(NoTimeLeft.class);
    assertThatThrownBy(() -> update(0)).isInstanceOf(NoTimeLeft.class);
    assertThatThrownBy(() -> addHsm(ALL)).isInstanceOf(NoTimeLeft.class);
    aws.state = ConnectionState.FAILED;
    assertThatThrownBy(() -> call(new DisconnectHandler(aws.keyStores, ALL), 0))
        .isInstanceOf(NoTimeLeft.class);
    assertThat(aws.done).isEmpty();
    invocation.remainingMillis = 3000;
    assertThat(call(new DisconnectHandler(aws.keyStores, ALL), 0))
        .containsEntry("outcome", "ACCEPTED");
    aws.state = ConnectionState.DISCONNECTED;
    invocation.remainingMillis = 5999;
    assertThatThrownBy(() -> update(0)).isInstanceOf(NoTimeLeft.class);
    invocation.remainingMillis = 6000;
    assertThat(update(0)).containsEntry("outcome", "ACCEPTED");
  }

  @Test
  void noHsmIsBoughtWhereTheDeploymentDoesNotAllowIt() {
    aws.hsms = List.of();
    assertThat(addHsm(new Settings(AllowList.EVERY, AllowList.NONE, UpdateRules.EVERYTHING, false)))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    AllowList named = AllowList.of(Set.of(Twin.STORE));
    assertThat(addHsm(new Settings(AllowList.EVERY, named, UpdateRules.EVERYTHING, false)))
        .containsEntry("outcome", "ACCEPTED");
  }

  private Map<String, Object> addHsm(Settings settings) {
    return addHsmTo(Twin.CLUSTER, settings);
  }

  private Map<String, Object> addHsmTo(String cluster, Settings settings) {
    return invocation.of(
        new AddHsmHandler(aws.keyStores, aws.clusters, settings),
        """
        {"execution": "x", "retry": 0, "act": {"keyStoreId": "%s", "clusterId": "%s",
         "availabilityZone": "b"}}
        """
            .formatted(Twin.STORE, cluster));
  }

  @Test
  void aSecretIsToldToKmsAndNeverShown() {
    assertThat(update(0)).containsEntry("outcome", "ACCEPTED");
    assertThat(aws.done).containsExactly("update {} Password[hidden]");
    assertThat(invocation.logged.toString()).doesNotContain(Twin.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({"v2, true, ACCEPTED", "v3, false, SKIPPED"})
  void onlyTheVersionThatWasDecidedOnIsTold(String current, boolean label, String outcome) {
    aws.secret = new SecretView.Current(current, label);
    assertThat(update(0)).containsEntry("outcome", outcome);
  }

  @Test
  void whatTheDeploymentDoesNotAllowForTheKeyStoreIsNotTold() {
    UpdateRules others = new UpdateRules(Map.of(Twin.STORE, List.of("payments/kmsuser")), Map.of());
    Settings settings = new Settings(AllowList.EVERY, AllowList.EVERY, others, false);
    assertThat(update(settings, "", 0)).containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    UpdateRules own = new UpdateRules(Map.of(Twin.STORE, List.of("kmsuser")), Map.of());
    assertThat(update(new Settings(AllowList.EVERY, AllowList.EVERY, own, false), "", 0))
        .containsEntry("outcome", "ACCEPTED");
  }

  @ParameterizedTest
  @EnumSource(ConnectionState.class)
  void anUpdateThatIsMeantForAConnectedStoreIsMadeInThatStateOnly(ConnectionState state) {
    aws.state = state;
    assertThat(updateNow("\"xksProxyUriPath\": \"/kms/xks/v1\"", "CONNECTED"))
        .containsEntry("outcome", state == ConnectionState.CONNECTED ? "ACCEPTED" : "SKIPPED");
    assertThat(aws.done)
        .isEqualTo(
            state == ConnectionState.CONNECTED
                ? List.of("update {XKS_PROXY_URI_PATH=/kms/xks/v1} null")
                : List.of());
  }

  /** The playbook never decides so; a run that someone has forged could ask for it. */
  @ParameterizedTest
  @ValueSource(strings = {"CONNECTED", "CONNECTING", "DISCONNECTING"})
  void whatKmsChangesOnlyWhileDisconnectedIsNotTriedInAnotherState(String state) {
    aws.state = ConnectionState.of(state);
    assertThat(updateNow("\"cloudHsmClusterId\": \"%s\"".formatted(Twin.OTHER_CLUSTER), state))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
  }

  private Map<String, Object> updateNow(String settings, String meantFor) {
    return invocation.of(
        new UpdateHandler(aws.keyStores, aws.clusters, aws.secrets, ALL),
        """
        {"execution": "x", "retry": 0, "act": {"keyStoreId": "%s", "meantFor": "%s",
         "settings": {%s}}}
        """
            .formatted(Twin.STORE, meantFor, settings));
  }

  @Test
  void aProofTellsKmsNothing() {
    aws.state = ConnectionState.FAILED;
    assertThat(prove()).containsEntry("outcome", "ACCEPTED");
    assertThat(aws.done).isEmpty();
    aws.state = ConnectionState.DISCONNECTED;
    assertThat(prove()).containsEntry("outcome", "SKIPPED").containsEntry("error", "");
  }

  @Test
  void aSecretWithoutAPasswordInItIsFoundOutBeforeTheKeyStoreIsDisconnected() {
    aws.state = ConnectionState.FAILED;
    aws.secretText = Twin.PASSWORD + "!";
    assertThat(prove())
        .containsEntry("outcome", "SKIPPED")
        .containsEntry("error", "SecretUnusable");
    assertThat(invocation.logged.toString()).doesNotContain(Twin.PASSWORD);
  }

  @Test
  void aClusterThatKmsWouldNotTakeIsFoundOutBeforeTheKeyStoreIsDisconnected() {
    aws.state = ConnectionState.FAILED;
    assertThat(proveCluster(Twin.OTHER_CLUSTER)).containsEntry("outcome", "ACCEPTED");
    assertThat(proveCluster("cluster-22222222222"))
        .containsEntry("error", "ClusterUnfit")
        .containsEntry("detail", "Cluster cluster-22222222222 does not exist.");
    aws.otherCertificate = "another";
    assertThat(proveCluster(Twin.OTHER_CLUSTER))
        .containsEntry("error", "ClusterUnfit")
        .extractingByKey("detail")
        .asString()
        .contains("does not share a backup history with the key store's cluster " + Twin.CLUSTER);
    aws.clusterExists = false;
    assertThat(proveCluster(Twin.OTHER_CLUSTER)).containsEntry("outcome", "ACCEPTED");
    aws.otherHsms = List.of(new Hsm("hsm-8", "a", "ACTIVE"), new Hsm("hsm-9", "a", "ACTIVE"));
    assertThat(proveCluster(Twin.OTHER_CLUSTER))
        .extractingByKey("detail")
        .asString()
        .contains("has 2 active HSMs in 1 Availability Zones");
    aws.otherState = "INITIALIZED";
    assertThat(proveCluster(Twin.OTHER_CLUSTER))
        .extractingByKey("detail")
        .asString()
        .contains("is in state INITIALIZED");
  }

  private Map<String, Object> prove() {
    return update(ALL, "\"prove\": true,", 0);
  }

  private Map<String, Object> proveCluster(String cluster) {
    return invocation.of(
        new UpdateHandler(aws.keyStores, aws.clusters, aws.secrets, ALL),
        """
        {"execution": "x", "retry": 0, "act": {"keyStoreId": "%s", "prove": true,
         "settings": {"cloudHsmClusterId": "%s"}}}
        """
            .formatted(Twin.STORE, cluster));
  }

  /** Its first attempt may have been carried out, whatever the second one met. */
  @Test
  void anUpdateThatComesTooLateAfterATryThatWasCutOffIsNotSaidToBeUndone() {
    aws.state = ConnectionState.CONNECTING;
    assertThat(update(0)).containsEntry("outcome", "SKIPPED");
    assertThat(update(1))
        .containsEntry("outcome", "UNKNOWN")
        .containsEntry(
            "detail",
            "The key store is now CONNECTING, no longer DISCONNECTED. It is not known whether"
                + " the attempt before it was carried out.");
    aws.state = ConnectionState.DISCONNECTED;
    aws.refusal = new Refused("CustomKeyStoreInvalidStateException", "Too late.");
    assertThat(update(0)).containsEntry("outcome", "REFUSED");
    assertThat(update(1)).containsEntry("outcome", "UNKNOWN");
  }

  @Test
  void aSecretThatIsGoneIsARefusal() {
    aws.secret = new SecretView.Unusable("The secret does not exist.");
    assertThat(update(0))
        .containsEntry("error", "SecretUnusable")
        .containsEntry("detail", "The secret does not exist.");
  }

  @Test
  void aMalformedSecretIsRefusedWithoutBeingShown() {
    aws.secretText = "not a password, but secret";
    assertThat(update(0)).containsEntry("error", "SecretUnusable");
    assertThat(aws.done).isEmpty();
    assertThat(invocation.logged.toString()).doesNotContain("but secret");
  }

  @Test
  void primingChangesNothingInWhateverStateTheStoreIs() {
    for (ConnectionState state : ConnectionState.values()) {
      aws.state = state;
      new ConnectHandler(aws.keyStores, ALL).prime(aws.keyStores::any);
      new DisconnectHandler(aws.keyStores, ALL).prime(aws.keyStores::any);
      new UpdateHandler(aws.keyStores, aws.clusters, aws.secrets, ALL).prime(aws.keyStores::any);
      new AddHsmHandler(aws.keyStores, aws.clusters, ALL).prime(aws.clusters::any);
    }
    assertThat(aws.done).isEmpty();
  }

  private Map<String, Object> update(int retry) {
    return update(ALL, "", retry);
  }

  private Map<String, Object> update(Settings settings, String more, int retry) {
    return invocation.of(
        new UpdateHandler(aws.keyStores, aws.clusters, aws.secrets, settings),
        """
        {"execution": "x", "retry": %d, "act": {%s "keyStoreId": "%s", "settings": {},
         "secret": {"field": "keyStorePasswordSecretId", "secretId": "kmsuser", "versionId": "v2"}}}
        """
            .formatted(retry, more, Twin.STORE));
  }

  private Map<String, Object> call(RequestStreamHandler handler, int retry) {
    return invocation.of(
        handler,
        "{\"execution\": \"x\", \"retry\": %d, \"act\": {\"keyStoreId\": \"%s\"}}"
            .formatted(retry, Twin.STORE));
  }
}
