package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Unanswered.unanswered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.handlers.account.NoUsableAnswer.Kind;
import io.keystoreconnector.handlers.account.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure of every call is reported under one of four names. */
class ErrorTranslationTest {

  @ParameterizedTest
  @EnumSource
  void withoutAFaultEveryCallIsMadeOnce(Call call) {
    Emulated emulated = call.meeting("'fault': 'THROTTLE', 'nth': 2");
    call.make();
    assertThat(emulated.accepted(call.operation())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void throttlingNamesTheActionAndIsNotRetriedHere(Call call) {
    Emulated emulated = call.meeting("'fault': 'THROTTLE', 'count': 'ALL'");
    assertThatThrownBy(call::make)
        .is(unanswered(Kind.THROTTLED))
        .hasMessage("AWS throttled " + call.action() + ".");
    assertMadeOnce(emulated, call);
  }

  @ParameterizedTest
  @EnumSource
  void anInternalErrorTellsNothingAboutTheOutcome(Call call) {
    Emulated emulated = call.meeting("'fault': 'SERVER_ERROR', 'count': 'ALL'");
    assertThatThrownBy(call::make)
        .is(unanswered(Kind.UNAVAILABLE))
        .hasMessageStartingWith(call.action() + " got no usable answer: HTTP status 500, ");
    assertMadeOnce(emulated, call);
  }

  /** Once over a new connection and once over a used one: Java treats them differently. */
  @ParameterizedTest
  @EnumSource
  void aLostCallIsNeverSentAgain(Call call) {
    for (String fault : new String[] {"LOST_REQUEST", "LOST_RESPONSE", "LOST_RESPONSE"}) {
      Emulated lost = call.meeting("'count': 'ALL', 'fault': '%s'".formatted(fault));
      assertThatThrownBy(call::make)
          .is(unanswered(Kind.UNAVAILABLE))
          .hasMessageStartingWith(call.action() + " got no usable answer: ");
      assertMadeOnce(lost, call);
      call.meeting("'fault': 'THROTTLE', 'nth': 2");
      call.make();
    }
  }

  @Test
  void aLostResponseOfCreateHsmBuysOneHsm() {
    Emulated emulated = Call.CREATE_HSM.meeting("'fault': 'LOST_RESPONSE'");
    Emulated.CLUSTERS.byId(Emulated.CLUSTER);
    assertThatThrownBy(Call.CREATE_HSM::make).is(unanswered(Kind.UNAVAILABLE));
    assertThat(emulated.world().clusters().all().getFirst().hsms()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void aMissingPermissionIsNamed(Call call) {
    Emulated emulated = call.meeting("'fault': 'ACCESS_DENIED'");
    assertThatThrownBy(call::make)
        .is(unanswered(Kind.DENIED))
        .hasMessageStartingWith("AWS denied " + call.action() + " (AccessDeniedException: ");
    assertMadeOnce(emulated, call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AccessDeniedException | User: u is not authorized to perform: x with an explicit deny in a service control policy | AWS organization
          AccessDeniedException | User: u is not authorized to perform: x because no permissions boundary allows the x action | permissions boundary must
          AccessDeniedException | User: u is not authorized to perform: x because no identity-based policy allows the x action | Allow that action
          ExpiredTokenException | The security token included in the request is expired | credentials have expired.
          UnrecognizedClientException | The security token included in the request is invalid | Region is not enabled
          OptInRequired | You are not subscribed to this service | Enable the Region
          """)
  void aDenialIsKeptWholeAndSaysWhoMustLetGo(String error, String message, String advice) {
    Canned.answering(
        400,
        "{\"__type\": \"%s\", \"Message\": \"%s.\"}".formatted(error, message),
        aws ->
            assertThatThrownBy(() -> aws.keyStores().connect("cks-1"))
                .is(unanswered(Kind.DENIED))
                .hasMessageContainingAll("(" + error + ": " + message + "). ", advice));
  }

  /** AWS may give an empty page first, whatever was asked for. */
  @Test
  void nothingIsMissingBeforeTheLastPage() {
    Canned.inTurn(
        List.of(
            "{\"Clusters\": [], \"NextToken\": \"t\"}",
            "{\"Clusters\": [{\"ClusterId\": \"c\", \"State\": \"ACTIVE\"}]}",
            "{\"Clusters\": [], \"NextToken\": \"t\"}",
            "{\"Clusters\": []}"),
        aws -> {
          assertThat(aws.clusters().byId("c")).isPresent();
          assertThat(aws.clusters().byId("c")).isEmpty();
        });
    Canned.inTurn(
        List.of(
            "{\"CustomKeyStores\": [], \"Truncated\": true, \"NextMarker\": \"m\"}",
            "{\"CustomKeyStores\": [{\"CustomKeyStoreId\": \"cks-1\","
                + " \"CustomKeyStoreName\": \"payments\", \"ConnectionState\": \"CONNECTED\"}],"
                + " \"Truncated\": false}"),
        aws -> assertThat(aws.keyStores().byName("payments")).isPresent());
  }

  private static void assertMadeOnce(Emulated emulated, Call call) {
    assertThat(emulated.calls()).filteredOn(call.operation()::equals).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CloudHsmClusterNotActiveException",
        "CloudHsmClusterInvalidConfigurationException",
        "CustomKeyStoreInvalidStateException",
        "CustomKeyStoreNotFoundException",
      })
  void everyRefusalOfConnectAndDisconnectKeepsItsName(String error) {
    assertRefused(Call.CONNECT_CUSTOM_KEY_STORE, error);
    assertRefused(Call.DISCONNECT_CUSTOM_KEY_STORE, error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CustomKeyStoreNotFoundException",
        "CustomKeyStoreNameInUseException",
        "CustomKeyStoreInvalidStateException",
        "CloudHsmClusterNotFoundException",
        "CloudHsmClusterNotRelatedException",
        "CloudHsmClusterNotActiveException",
        "CloudHsmClusterInvalidConfigurationException",
        "XksProxyUriInUseException",
        "XksProxyUriEndpointInUseException",
        "XksProxyUriUnreachableException",
        "XksProxyIncorrectAuthenticationCredentialException",
        "XksProxyVpcEndpointServiceInUseException",
        "XksProxyVpcEndpointServiceNotFoundException",
        "XksProxyVpcEndpointServiceInvalidConfigurationException",
        "XksProxyInvalidResponseException",
        "XksProxyInvalidConfigurationException",
        "ValidationException",
      })
  void everyRefusalOfUpdateKeepsItsName(String error) {
    assertRefused(Call.UPDATE_CUSTOM_KEY_STORE, error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CloudHsmInvalidRequestException",
        "CloudHsmResourceNotFoundException",
        "CloudHsmServiceException",
        "CloudHsmTagException",
      })
  void everyRefusalOfCreateHsmKeepsItsName(String error) {
    assertRefused(Call.CREATE_HSM, error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResourceNotFoundException",
        "InvalidParameterException",
        "InvalidRequestException",
        "DecryptionFailure",
      })
  void everyRefusalAroundSecretsKeepsItsName(String error) {
    assertRefused(Call.GET_SECRET_VALUE, error);
  }

  private static void assertRefused(Call call, String error) {
    Emulated emulated = call.meeting("'fault': 'REFUSE', 'error': '%s'".formatted(error));
    assertThatThrownBy(call::make)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.error()).isEqualTo(error))
        .message()
        .isNotBlank();
    assertMadeOnce(emulated, call);
  }

  /** No act is at stake, so no one needs the answer: the state machine looks again. */
  @ParameterizedTest
  @CsvSource({
    "DESCRIBE_CUSTOM_KEY_STORES, InvalidMarkerException",
    "DESCRIBE_CUSTOM_KEY_STORES, ValidationException",
    "DESCRIBE_CLUSTERS,          CloudHsmServiceException",
    "DESCRIBE_CLUSTERS,          CloudHsmInvalidRequestException",
  })
  void aLookIsNeverRefused(Call call, String error) {
    var _ = call.meeting("'fault': 'REFUSE', 'error': '%s'".formatted(error));
    assertThatThrownBy(call::make)
        .is(unanswered(Kind.UNAVAILABLE))
        .hasMessageContainingAll(call.action(), error);
  }

  @Test
  void cloudHsmHasItsOwnNameForAMissingPermission() {
    for (Call call : new Call[] {Call.CREATE_HSM, Call.DESCRIBE_CLUSTERS}) {
      var _ = call.meeting("'fault': 'REFUSE', 'error': 'CloudHsmAccessDeniedException'");
      assertThatThrownBy(call::make)
          .is(unanswered(Kind.DENIED))
          .hasMessageContaining(call.action());
    }
  }

  /** An answer of a proxy on the way has no error name that anyone could act on. */
  @ParameterizedTest
  @CsvSource({
    "404, <html>Not found</html>",
    "400, <html>Bad request</html>",
    "400, {}",
    "502, <html>Bad gateway</html>",
    "503, ''",
  })
  void anAnswerThatIsNotFromAwsTellsNothing(int status, String body) {
    Canned.answering(
        status,
        body,
        aws ->
            assertThatThrownBy(() -> aws.clusters().createHsm("cluster-1a2b3c4d5e6", "a"))
                .is(unanswered(Kind.UNAVAILABLE))
                .hasMessageContainingAll("cloudhsm:CreateHsm", String.valueOf(status)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407})
  void aDoorThatIsShutIsAMissingPermissionEvenWithoutAName(int status) {
    Canned.answering(
        status,
        "<html>Forbidden</html>",
        aws ->
            assertThatThrownBy(() -> aws.keyStores().connect("cks-1"))
                .is(unanswered(Kind.DENIED))
                .hasMessageContainingAll("kms:ConnectCustomKeyStore", String.valueOf(status)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "{\"Hsm\": ", "[]", "{\"Hsm\": 7}"})
  void aGarbledAnswerTellsNothing(String body) {
    Canned.answering(
        200,
        body,
        aws ->
            assertThatThrownBy(() -> aws.clusters().createHsm("cluster-1a2b3c4d5e6", "a"))
                .is(unanswered(Kind.UNAVAILABLE))
                .hasMessageContaining("cloudhsm:CreateHsm"));
  }

  @Test
  void anAnswerThatBreaksOffTellsNothing() {
    Canned.breakingOff(
        "{\"Hsm\": {\"HsmId\": ",
        aws ->
            assertThatThrownBy(() -> aws.clusters().createHsm("cluster-1a2b3c4d5e6", "a"))
                .is(unanswered(Kind.UNAVAILABLE)));
  }

  @Test
  void aServerThatNeverAnswersIsUnavailableAfterTheReadTimeout() {
    Canned.silent(
        aws ->
            assertThatThrownBy(() -> aws.keyStores().connect("cks-1"))
                .is(unanswered(Kind.UNAVAILABLE))
                .hasMessage(
                    "kms:ConnectCustomKeyStore got no usable answer: the connection or the answer"
                        + " took too long."));
  }

  @Test
  void soIsOneThatIsNotThere() {
    Canned.nobody(
        aws ->
            assertThatThrownBy(() -> aws.keyStores().connect("cks-1"))
                .is(unanswered(Kind.UNAVAILABLE))
                .hasMessage(
                    "kms:ConnectCustomKeyStore got no usable answer: the connection was"
                        + " refused."));
  }

  @Test
  void withoutCredentialsTheActionThatNeedsThemIsNamed() {
    SystemProperties.with(
        Map.of("aws.accessKeyId", "", "aws.secretAccessKey", ""),
        () ->
            Canned.nobody(
                aws ->
                    assertThatThrownBy(() -> aws.keyStores().byId("cks-1"))
                        .is(unanswered(Kind.DENIED))
                        .hasMessage(
                            "kms:DescribeCustomKeyStores could not be called: no AWS credentials"
                                + " were found in the environment or in a profile.")));
  }
}
