package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.core.SecretView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActHandlersTest {

  private static final Settings ALL = new Settings(AllowList.EVERY, AllowList.EVERY, false);

  private final Twin aws = new Twin();
  private final Invocation invocation = new Invocation();

  @ParameterizedTest
  @EnumSource(ConnectionState.class)
  void eachActsOnTheOneStateThatItIsMeantFor(ConnectionState state) {
    aws.state = state;
    call(new ConnectHandler(aws.keyStores, ALL), 0);
    call(new DisconnectHandler(aws.keyStores, ALL), 0);
    call(new UpdateHandler(aws.keyStores, aws.secrets, ALL), 0);
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
        .containsEntry("detail", "The key store is now CONNECTED, not FAILED any more.");
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
    aws.refusal = new ServiceUnavailable("kms:ConnectCustomKeyStore", "no answer");
    assertThatThrownBy(() -> call(new ConnectHandler(aws.keyStores, ALL), 0)).isSameAs(aws.refusal);
  }

  @Test
  void aKeyStoreThatIsNotOnTheAllowListIsNeverChanged() {
    aws.state = ConnectionState.FAILED;
    Settings others = new Settings(AllowList.of(Set.of("cks-other")), AllowList.EVERY, false);
    assertThat(call(new DisconnectHandler(aws.keyStores, others), 0))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    Settings named = new Settings(AllowList.of(Set.of(Twin.STORE)), AllowList.EVERY, false);
    assertThat(call(new DisconnectHandler(aws.keyStores, named), 0))
        .containsEntry("outcome", "ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "CREATE_IN_PROGRESS"})
  void noHsmIsBoughtWhereOneIsThereOrOnItsWay(String hsm) {
    aws.hsms = List.of(new Hsm("hsm-1", "a", "DEGRADED"), new Hsm("hsm-2", "b", hsm));
    assertThat(addHsm(ALL)).containsEntry("outcome", "SKIPPED");
    assertThat(aws.done).isEmpty();
  }

  @Test
  void anHsmIsBoughtWhereNoneServes() {
    aws.hsms = List.of(new Hsm("hsm-1", "a", "DELETE_IN_PROGRESS"));
    assertThat(addHsm(ALL)).containsEntry("outcome", "ACCEPTED");
    assertThat(aws.done).containsExactly("create HSM in b");
  }

  @Test
  void noHsmIsBoughtWhereTheDeploymentDoesNotAllowIt() {
    aws.hsms = List.of();
    assertThat(addHsm(new Settings(AllowList.EVERY, AllowList.NONE, false)))
        .containsEntry("outcome", "REFUSED")
        .containsEntry("error", "NotAllowed");
    assertThat(aws.done).isEmpty();
    AllowList named = AllowList.of(Set.of(Twin.STORE));
    assertThat(addHsm(new Settings(AllowList.EVERY, named, false)))
        .containsEntry("outcome", "ACCEPTED");
  }

  private Map<String, Object> addHsm(Settings settings) {
    return invocation.of(
        new AddHsmHandler(aws.clusters, settings),
        """
        {"execution": "x", "retry": 0, "act": {"keyStoreId": "%s", "clusterId": "%s",
         "availabilityZone": "b"}}
        """
            .formatted(Twin.STORE, Twin.CLUSTER));
  }

  @Test
  void aSecretIsLabelledBeforeItIsPushedAndNeverShown() {
    assertThat(update(0)).containsEntry("outcome", "ACCEPTED");
    assertThat(aws.done).containsExactly("mark v2", "update {} Password[hidden]");
    assertThat(invocation.logged.toString()).doesNotContain(Twin.PASSWORD);
  }

  @Test
  void theLabelGoesBackWhenNothingWasPushed() {
    aws.refusal = new Refused("CloudHsmClusterNotRelatedException", "no");
    assertThat(update(0)).containsEntry("outcome", "REFUSED");
    assertThat(aws.done).last().isEqualTo("restore v1");
  }

  @Test
  void theLabelGoesBackWhenThePushWasThrottled() {
    aws.refusal = new Throttled("kms:UpdateCustomKeyStore");
    assertThatThrownBy(() -> update(0)).isSameAs(aws.refusal);
    assertThat(aws.done).last().isEqualTo("restore v1");
  }

  @Test
  void theLabelStaysWhenThePushMayHaveHappened() {
    aws.refusal = new ServiceUnavailable("kms:UpdateCustomKeyStore", "no answer");
    assertThatThrownBy(() -> update(0)).isSameAs(aws.refusal);
    assertThat(aws.done).last().isEqualTo("update {} Password[hidden]");
  }

  @ParameterizedTest
  @CsvSource({"v2, true, 0, SKIPPED", "v2, true, 1, ACCEPTED", "v3, false, 0, SKIPPED"})
  void onlyTheVersionThatWasDecidedOnIsPushedAndOnlyByOneRun(
      String current, boolean applied, int retry, String outcome) {
    aws.secret = new SecretView.Current(current, applied);
    assertThat(update(retry)).containsEntry("outcome", outcome);
  }

  /** Its first try may have been carried out, whatever the second one met. */
  @Test
  void anUpdateThatComesTooLateAfterATryThatWasCutOffIsNotSaidToBeUndone() {
    aws.state = ConnectionState.CONNECTING;
    assertThat(update(0)).containsEntry("outcome", "SKIPPED");
    assertThat(update(1))
        .containsEntry("outcome", "UNKNOWN")
        .containsEntry(
            "detail",
            "The key store is now CONNECTING, not DISCONNECTED any more. Nobody knows whether the"
                + " try before was carried out.");
    aws.state = ConnectionState.DISCONNECTED;
    aws.refusal = new Refused("CustomKeyStoreInvalidStateException", "Too late.");
    assertThat(update(0)).containsEntry("outcome", "REFUSED");
    assertThat(update(1)).containsEntry("outcome", "UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({"v3, false, SKIPPED", "v2, true, SKIPPED", "v2, false, REFUSED"})
  void aLabelThatAnotherRunMovedMeanwhileIsNoRefusal(
      String current, boolean applied, String outcome) {
    aws.movedMeanwhile = new SecretView.Current(current, applied);
    assertThat(update(0)).containsEntry("outcome", outcome);
    assertThat(aws.done).containsExactly("mark v2");
  }

  @Test
  void aSecretThatIsGoneIsARefusal() {
    aws.secret = new SecretView.Unusable("The secret does not exist.");
    assertThat(update(0))
        .containsEntry("error", "SecretUnusable")
        .containsEntry("detail", "The secret does not exist.");
  }

  @Test
  void aMalformedSecretIsRefusedWithoutBeingShownOrLabelled() {
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
      new UpdateHandler(aws.keyStores, aws.secrets, ALL).prime(aws.keyStores::any);
      new AddHsmHandler(aws.clusters, ALL).prime(aws.clusters::any);
    }
    assertThat(aws.done).isEmpty();
  }

  private Map<String, Object> update(int retry) {
    return invocation.of(
        new UpdateHandler(aws.keyStores, aws.secrets, ALL),
        """
        {"execution": "x", "retry": %d, "act": {"keyStoreId": "%s", "settings": {},
         "secret": {"field": "keyStorePasswordSecretId", "secretId": "kmsuser", "versionId": "v2"}}}
        """
            .formatted(retry, Twin.STORE));
  }

  private Map<String, Object> call(RequestStreamHandler handler, int retry) {
    return invocation.of(
        handler,
        "{\"execution\": \"x\", \"retry\": %d, \"act\": {\"keyStoreId\": \"%s\"}}"
            .formatted(retry, Twin.STORE));
  }
}
