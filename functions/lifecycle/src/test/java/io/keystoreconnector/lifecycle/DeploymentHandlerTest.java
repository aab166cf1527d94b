package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

class DeploymentHandlerTest extends DeploymentFixture {

  private static final String MACHINE = "arn:aws:states:eu-central-1:111122223333:stateMachine:m";

  DeploymentHandlerTest() throws IOException {
    environment.put(Settings.STATE_MACHINE_ARN, MACHINE);
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, STORE);
    when(stepFunctions.describeExecution(any(DescribeExecutionRequest.class)))
        .thenThrow(ExecutionDoesNotExistException.builder().build());
    when(stepFunctions.listExecutions(any(ListExecutionsRequest.class)))
        .thenReturn(ListExecutionsResponse.builder().build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void aRunIsStartedAndNobodyIsAnsweredYet(String type) {
    handle(event(type, Map.of("CustomKeyStoreId", STORE, "AddHsm", "true")));
    StartExecutionRequest started = started();
    assertThat(started.stateMachineArn()).isEqualTo(MACHINE);
    assertThat(started.name()).isEqualTo(OWN_RUN);
    assertThat(new JSONObject(started.input()).toMap())
        .isEqualTo(
            Map.of(
                "customKeyStoreId",
                STORE,
                "addHsm",
                true,
                "callback",
                Map.of(
                    "responseUrl", cloudFormation.url(),
                    "stackId", "arn:stack",
                    "requestId", "4d2c-_1",
                    "logicalResourceId", "Connection",
                    "physicalResourceId", STORE,
                    "unchangedResourceId", "not-started-4d2c-_1")));
    assertThat(cloudFormation.answers).isEmpty();
  }

  @Test
  void aSecondDeliveryOfTheSameEventIsNoFailure() {
    when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
        .thenThrow(ExecutionAlreadyExistsException.builder().build());
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    assertThat(cloudFormation.answers).isEmpty();
  }

  @Test
  void aNameThatStepFunctionsWouldNotTakeIsMadeFit() {
    JSONObject event = event("Create", Map.of("CustomKeyStoreId", STORE));
    event.put("RequestId", "ä/ " + "x".repeat(100));
    handle(event);
    assertThat(started().name()).matches("cfn-[0-9a-f]{16}----x{56}").hasSize(80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MaxAttempts   | 5     | maxAttempts   | 5",
        "WindowSeconds | 600   | windowSeconds | 600",
        "PollSeconds   | -1    | pollSeconds   | -1",
        "AddHsm        | false | addHsm        | false",
        "WhenDisconnected | CONNECT | whenDisconnected | \"CONNECT\"",
        "WhenDisconnected | 7       | whenDisconnected | \"7\"",
      })
  void textsBecomeNumbersAndBooleansAgain(
      String property, String value, String field, String expected) {
    handle(event("Create", Map.of("CustomKeyStoreName", "payments", property, value)));
    JSONObject input = new JSONObject(started().input());
    assertThat(JSONObject.valueToString(input.get(field))).isEqualTo(expected);
    assertThat(input.get("customKeyStoreName")).isEqualTo("payments");
  }

  @Test
  void theFieldsOfAnUpdateAreRenamedToo() {
    handle(
        event(
            "Create",
            Map.of(
                "ServiceToken",
                "arn",
                "ServiceTimeout",
                "1800",
                "CustomKeyStoreId",
                STORE,
                "Update",
                Map.of("When", "BEFORE_CONNECT", "CloudHsmClusterId", "cluster-1"))));
    assertThat(new JSONObject(started().input()).getJSONObject("update").toMap())
        .isEqualTo(Map.of("when", "BEFORE_CONNECT", "cloudHsmClusterId", "cluster-1"));
    assertThat(new JSONObject(started().input()).keySet())
        .containsExactlyInAnyOrder("customKeyStoreId", "update", "callback");
  }

  static Stream<Arguments> badProperties() {
    return Stream.of(
        Arguments.of(Map.of(), "Exactly one of CustomKeyStoreId, CustomKeyStoreName and KeyStores"),
        Arguments.of(Map.of("CustomKeyStoreId", ""), "Exactly one of CustomKeyStoreId"),
        Arguments.of(Map.of("CustomKeyStoreId", List.of(1)), "Exactly one of CustomKeyStoreId"),
        Arguments.of(Map.of("CustomKeyStoreName", "x".repeat(257)), "Exactly one of"),
        Arguments.of(with("Color", "red"), "Color is not a property of a key store connection"),
        Arguments.of(with("maxAttempts", "1"), "maxAttempts is not a property"),
        Arguments.of(with("MaxAttempts", "many"), "MaxAttempts must be a whole number."),
        Arguments.of(with("MaxAttempts", "1.5"), "MaxAttempts must be a whole number."),
        Arguments.of(with("AddHsm", "yes"), "AddHsm must be true or false."),
        Arguments.of(with("DisconnectOnDelete", "1"), "DisconnectOnDelete must be true or false."),
        Arguments.of(with("Update", "everything"), "Update must be an object."),
        Arguments.of(with("DryRun", "true"), "DryRun cannot be set"),
        Arguments.of(
            with("PasswordTold", "true"),
            "PasswordTold cannot be set: it is a person's confirmation that KMS now has the right"
                + " password"),
        Arguments.of(with("WhenDisconnected", "LEAVE"), "WhenDisconnected must not be LEAVE"));
  }

  private static Map<String, Object> with(String property, Object value) {
    return Map.of("CustomKeyStoreId", STORE, property, value);
  }

  @ParameterizedTest
  @MethodSource("badProperties")
  void badPropertiesFailAtOnceWithASentence(Map<String, Object> properties, String sentence) {
    handle(event("Create", properties));
    nothingWasStarted();
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason")).startsWith(sentence).endsWith(".");
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c-_1");
  }

  static Stream<Throwable> whatStepFunctionsMayThrow() {
    return Stream.of(
        SfnException.builder().awsErrorDetails(error("AccessDeniedException")).build(),
        SfnException.builder().awsErrorDetails(error("StateMachineDoesNotExist")).build(),
        SfnException.builder().statusCode(500).build(),
        SdkClientException.create("no route to " + CloudFormation.SIGNATURE),
        new IllegalStateException(CloudFormation.SIGNATURE),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("whatStepFunctionsMayThrow")
  void aRunThatCannotBeStartedIsAnsweredAtOnce(RuntimeException failure) {
    when(stepFunctions.startExecution(any(StartExecutionRequest.class))).thenThrow(failure);
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason")).isNotBlank();
    assertThat(answer().toString()).doesNotContain(CloudFormation.SIGNATURE);
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c-_1");
  }

  @Test
  void missingPermissionSaysWhatToAllow() {
    when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
        .thenThrow(SfnException.builder().awsErrorDetails(error("AccessDeniedException")).build());
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    assertThat(answer().getString("Reason")).contains("states:StartExecution on " + MACHINE);
  }

  @Test
  void anUpdateThatCannotBeStartedKeepsTheResource() {
    JSONObject event = event("Update", Map.of("CustomKeyStoreId", ""));
    event.put("PhysicalResourceId", "cks-old");
    handle(event);
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("cks-old");
  }

  /** What CloudFormation would delete afterwards may be the very key store, by its other name. */
  @ParameterizedTest
  @CsvSource({
    "payments, CustomKeyStoreName, payments, true,  CustomKeyStoreId,   cks-1, false",
    "cks-1,    CustomKeyStoreId,   cks-1,    true,  CustomKeyStoreName, payments, false",
    "payments, CustomKeyStoreName, payments, false, CustomKeyStoreId,   cks-1, true",
    "cks-1,    CustomKeyStoreId,   cks-1,    true,  CustomKeyStoreId,   cks-2, true",
    "cks-1,    CustomKeyStoreId,   cks-1,    true,  CustomKeyStoreId,   cks-1, true",
    // The rollback of the first row.
    "payments, CustomKeyStoreId,   cks-1,    true,  CustomKeyStoreName, payments, true"
  })
  void nameAndIdDoNotTakeEachOthersPlaceWhereThatWouldDisconnect(
      String physical,
      String old,
      String was,
      String disconnect,
      String given,
      String is,
      boolean started) {
    JSONObject event = event("Update", Map.of(given, is));
    event.put("OldResourceProperties", Map.of(old, was, "DisconnectOnDelete", disconnect));
    event.put("PhysicalResourceId", physical);
    handle(event);
    assertThat(cloudFormation.answers.isEmpty()).isEqualTo(started);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DELETE", "Rollback"})
  void aRequestOfAnotherTypeIsAnswered(String type) {
    handle(event(type, Map.of("CustomKeyStoreId", STORE)));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
  }

  static Stream<Map<String, Object>> hostileProperties() {
    Map<String, Object> nulls = new HashMap<>();
    nulls.put("CustomKeyStoreId", null);
    nulls.put("Color", null);
    return Stream.of(
        nulls,
        Map.of("", ""),
        Map.of("x".repeat(100_000), "y"),
        Map.of("CustomKeyStoreId", Map.of("Ref", STORE)),
        with("MaxAttempts", "9".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("hostileProperties")
  void whateverThePropertiesAreTheStackIsAnswered(Map<String, Object> properties) {
    handle(event("Create", properties));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
  }

  @Test
  void withoutPropertiesTheStackIsAnswered() {
    handle(event("Create", null));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
  }

  @Test
  void withoutAStateMachineTheStackIsAnswered() {
    environment.remove(Settings.STATE_MACHINE_ARN);
    when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
        .thenThrow(SfnException.builder().awsErrorDetails(error("InvalidArn")).build());
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    assertThat(answer().getString("Reason")).contains("InvalidArn");
  }

  @Test
  void anAnswerThatIsNotTakenIsThrownSoThatLambdaTriesAgain() {
    cloudFormation.status = 503;
    JSONObject event = event("Create", Map.of());
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(NotificationFailed.class)
        .hasMessage("CloudFormation's URL answered with HTTP status 503.")
        .hasNoCause();
    cloudFormation.close();
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(NotificationFailed.class)
        .hasMessageStartingWith("CloudFormation could not be reached")
        .hasNoCause();
  }

  @Test
  void anEventThatNamesNobodyToAnswerIsThrown() {
    JSONObject event = event("Create", Map.of());
    event.remove("ResponseURL");
    assertThatThrownBy(() -> handle(event)).isInstanceOf(InvalidEvent.class);
  }

  /** The function fails, so that its alarm goes off. */
  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete", "Rename"})
  void aRequestWithAnAddressThatIsNotCloudFormationsDoesNothingAndIsNoticed(String type) {
    environment.put(Settings.RESPONSE_HOSTS, "https://*.s3.*.amazonaws.com");
    JSONObject event =
        event(type, Map.of("CustomKeyStoreId", STORE, "DisconnectOnDelete", "true"))
            .put("PhysicalResourceId", STORE);
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(InvalidEvent.class)
        .hasMessage(
            "Nothing was done: the ResponseURL of the event must have one of the origins in"
                + " RESPONSE_HOSTS.");
    verifyNoInteractions(stepFunctions, kms, stackService);
    assertThat(cloudFormation.answers).isEmpty();
  }

  @Test
  void theUrlIsSignedForAPutWithoutAType() {
    handle(event("Create", Map.of()));
    assertThat(cloudFormation.heads)
        .containsExactly("PUT /answer?" + CloudFormation.SIGNATURE + " []");
    assertThat(answer().toMap())
        .containsEntry("StackId", "arn:stack")
        .containsEntry("RequestId", "4d2c-_1")
        .containsEntry("LogicalResourceId", "Connection");
  }

  @ParameterizedTest
  @CsvSource({
    "cks-1,                , CustomKeyStoreId",
    "cks-1,           false, CustomKeyStoreId",
    "cks-1,           TRUE , CustomKeyStoreId",
    "not-started-4d2c, true, CustomKeyStoreId",
    "cks-1,                , Nonsense"
  })
  void aDeleteLeavesTheKeyStoreAlone(
      String physicalResourceId, @Nullable String disconnect, String property) {
    Map<String, Object> properties = new HashMap<>(Map.of(property, STORE));
    properties.put("DisconnectOnDelete", disconnect);
    delete(physicalResourceId, properties);
    nothingWasStarted();
    verifyNoInteractions(kms);
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
    assertThat(answer().get("PhysicalResourceId")).isEqualTo(physicalResourceId);
  }

  @ParameterizedTest
  @CsvSource({"CustomKeyStoreId, " + STORE, "CustomKeyStoreName, payments"})
  void aDeleteDisconnectsIfItIsAskedTo(String property, String value) {
    describes("CONNECTED");
    disconnects(property, value);
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
    verify(kms)
        .disconnectCustomKeyStore(
            DisconnectCustomKeyStoreRequest.builder().customKeyStoreId(STORE).build());
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTING,    FAILED,  KMS does not disconnect cks-1234567890abcdef0 while it is CONNECTING",
    "DISCONNECTING, SUCCESS, cks-1234567890abcdef0 is DISCONNECTING already.",
    "DISCONNECTED,  SUCCESS, cks-1234567890abcdef0 is DISCONNECTED already."
  })
  void whatIsDisconnectedAlreadyIsNoFailure(String state, String status, String reason) {
    describes(state);
    when(kms.disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class)))
        .thenThrow(CustomKeyStoreInvalidStateException.builder().build());
    disconnects("CustomKeyStoreId", STORE);
    assertThat(answer().get("Status")).isEqualTo(status);
    assertThat(answer().getString("Reason")).startsWith(reason);
  }

  @Test
  void aKeyStoreThatIsGoneIsNoFailure() {
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenThrow(CustomKeyStoreNotFoundException.builder().build());
    disconnects("CustomKeyStoreName", "payments");
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
  }

  @Test
  void missingPermissionToDisconnectSaysWhatToDo() {
    describes("CONNECTED");
    when(kms.disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class)))
        .thenThrow(KmsException.builder().awsErrorDetails(error("AccessDeniedException")).build());
    disconnects("CustomKeyStoreId", STORE);
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason"))
        .contains("kms:DisconnectCustomKeyStore", "DisconnectOnDelete to false", "retain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cks-another,cks-third", ""})
  void onlyWhatTheDeploymentNamesIsDisconnected(String keyStores) {
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, keyStores);
    describes("CONNECTED");
    disconnects("CustomKeyStoreName", "payments");
    verify(kms, never()).disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason"))
        .contains("not allowed to disconnect " + STORE, "retain");
  }

  /** The name counts that KMS shows at that moment, and the deny-list wins. */
  @ParameterizedTest
  @CsvSource({
    "pay*,       '',         true",
    "cards,      '',         false",
    "*,          '',         true",
    "*,          payments,   false",
    "pay*,       cks-*,      false"
  })
  void aListOfNamesAllowsWhatKmsShowsByThatName(String allowed, String denied, boolean may) {
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, allowed);
    environment.put(Settings.DENIED_KEY_STORES, denied);
    describes("CONNECTED");
    disconnects("CustomKeyStoreId", STORE);
    verify(kms, times(may ? 1 : 0))
        .disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class));
    assertThat(answer().get("Status")).isEqualTo(may ? "SUCCESS" : "FAILED");
  }

  @Test
  void anAnswerOfKmsThatListsNothingIsAnswered() {
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenReturn(DescribeCustomKeyStoresResponse.builder().build());
    disconnects("CustomKeyStoreId", STORE);
    assertThat(answer().get("Status")).isEqualTo("FAILED");
  }

  @Test
  void readsTheEventAsCloudFormationSendsIt() {
    String json =
        """
        {"RequestType": "Create", "ServiceToken": "arn:aws:lambda:x", "ResponseURL": "%s",
         "StackId": "arn:stack", "RequestId": "4d2c-_1", "ResourceType": "Custom::KeyStoreConnection",
         "LogicalResourceId": "Connection", "NewFieldOfTomorrow": 1,
         "ResourceProperties": {"ServiceToken": "arn:aws:lambda:x", "MaxAttempts": "7",
           "CustomKeyStoreId": "%s", "Update": {"CloudHsmClusterId": "cluster-1"}}}
        """
            .formatted(cloudFormation.url(), STORE);
    handle(new JSONObject(json));
    JSONObject input = new JSONObject(started().input());
    assertThat(input.toMap())
        .containsEntry("maxAttempts", 7)
        .containsEntry("update", Map.of("cloudHsmClusterId", "cluster-1"));
    assertThat(input.query("/callback/responseUrl")).isEqualTo(cloudFormation.url());
  }

  /** Otherwise each delete would be refused, and with it the rollback of a failed create. */
  @ParameterizedTest
  @CsvSource({
    "Create, CustomKeyStoreId,   cks-another, ''",
    "Create, CustomKeyStoreId,   cks-another, cks-third",
    "Update, CustomKeyStoreId,   cks-another, none",
    "Create, CustomKeyStoreName, payments,    ''",
    "Update, CustomKeyStoreName, payments,    cks-third",
  })
  void aDisconnectThatTheDeploymentDoesNotAllowIsRefusedBeforeAnythingStarts(
      String type, String property, String value, String allowed) {
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, allowed);
    describes("CONNECTED");
    handle(event(type, Map.of(property, value, "DisconnectOnDelete", "true")));
    nothingWasStarted();
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason"))
        .isEqualTo(
            "DisconnectOnDelete must be false or left out, because the connector is not allowed to"
                + " disconnect this key store: allow it in the connector's deployment first.");
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c-_1");
  }

  @Test
  void aDeleteAfterARefusalDoesNothing() {
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, "");
    disconnects("not-started-4d2c-_1", "CustomKeyStoreId", STORE);
    verifyNoInteractions(stepFunctions, kms, stackService);
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
  }

  @ParameterizedTest
  @CsvSource({"CustomKeyStoreId, " + STORE, "CustomKeyStoreName, payments"})
  void aDisconnectThatTheDeploymentAllowsIsNoReasonToRefuse(String property, String value) {
    describes("DISCONNECTED");
    handle(event("Create", Map.of(property, value, "DisconnectOnDelete", "true")));
    assertThat(started().name()).isEqualTo(OWN_RUN);
  }

  /** The run says that it does not exist, and what to do. */
  @Test
  void aKeyStoreThatDoesNotExistIsLeftToTheRun() {
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenThrow(CustomKeyStoreNotFoundException.builder().build());
    handle(event("Create", Map.of("CustomKeyStoreName", "x", "DisconnectOnDelete", "true")));
    assertThat(started().name()).isEqualTo(OWN_RUN);
  }

  @Test
  void whatKmsDoesNotSayIsNotAllowed() {
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenThrow(KmsException.builder().awsErrorDetails(error("KMSInternalException")).build());
    handle(event("Create", Map.of("CustomKeyStoreName", "x", "DisconnectOnDelete", "true")));
    nothingWasStarted();
    assertThat(answer().getString("Reason")).contains("DisconnectOnDelete", "KMSInternalException");
  }

  /**
   * An update that fails before it has changed anything must not have its new key store deleted.
   */
  @Test
  void anUpdateKeepsItsOldResourceIfNothingWasChanged() {
    JSONObject event = event("Update", Map.of("CustomKeyStoreId", STORE));
    event.put("PhysicalResourceId", "cks-old");
    handle(event);
    assertThat(new JSONObject(started().input()).getJSONObject("callback").toMap())
        .containsEntry("physicalResourceId", STORE)
        .containsEntry("unchangedResourceId", "cks-old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete"})
  void theRunsOfEarlierRequestsForTheResourceAreStoppedFirst(String type) {
    String earlier = executionArn(RUNS.name("earlier"));
    running(RUNS.name("earlier"), "cfn-4d2c", "nightly", RUNS.prefix().replace('-', '.'));
    ends(earlier, "RUNNING", "RUNNING", "ABORTED");
    handle(event(type, Map.of("CustomKeyStoreId", STORE)).put("PhysicalResourceId", STORE));
    ArgumentCaptor<StopExecutionRequest> stopped =
        ArgumentCaptor.forClass(StopExecutionRequest.class);
    verify(stepFunctions).stopExecution(stopped.capture());
    assertThat(stopped.getValue().executionArn()).isEqualTo(earlier);
    assertThat(stopped.getValue().error()).isEqualTo("StackRequestOver");
    assertThat(stopped.getValue().cause()).contains(type + " request 4d2c-_1");
    assertThat(pauses).containsExactly(250, 250);
    if (type.equals("Delete")) {
      assertThat(answer().get("Status")).isEqualTo("SUCCESS");
    } else {
      assertThat(started().name()).isEqualTo(OWN_RUN);
    }
  }

  /** A step in which the run was stopped may still connect the key store. */
  @Test
  void aKeyStoreIsDisconnectedOnlyWhenTheLastStepOfAStoppedRunCanNoLongerAct() {
    describes("CONNECTING");
    running(RUNS.name("earlier"));
    ends(executionArn(RUNS.name("earlier")), "ABORTED");
    when(logged.context.getRemainingTimeInMillis()).thenReturn(180_000, 176_000, 168_001, 168_000);
    disconnects("app-Connection-1", "CustomKeyStoreId", STORE);
    InOrder order = inOrder(stepFunctions, logged.context, kms);
    order.verify(stepFunctions).stopExecution(any(StopExecutionRequest.class));
    order.verify(logged.context, times(4)).getRemainingTimeInMillis();
    order.verify(kms).disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class));
    assertThat(pauses).containsExactly(250, 250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete"})
  void aRunThatDoesNotStopIsNamedAndNothingIsDone(String type) {
    String earlier = executionArn(RUNS.name("earlier"));
    running(RUNS.name("earlier"));
    ends(earlier, "RUNNING");
    when(logged.context.getRemainingTimeInMillis()).thenReturn(180_000, 140_000, 99_999);
    handle(
        event(type, Map.of("CustomKeyStoreId", STORE, "DisconnectOnDelete", "true"))
            .put("PhysicalResourceId", "cks-old"));
    nothingWasStarted();
    verify(kms, never()).disconnectCustomKeyStore(any(DisconnectCustomKeyStoreRequest.class));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason")).contains(earlier, "has not stopped yet");
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("cks-old");
  }

  static Stream<Arguments> unknownRuns() {
    return Stream.of(
        Arguments.of("AccessDeniedException", "states:StopExecution"),
        Arguments.of("InternalServerError", "InternalServerError"));
  }

  @ParameterizedTest
  @MethodSource("unknownRuns")
  void whereTheRunsAreNotKnownNothingIsDone(String code, String told) {
    when(stepFunctions.listExecutions(any(ListExecutionsRequest.class)))
        .thenThrow(SfnException.builder().awsErrorDetails(error(code)).build());
    disconnects("CustomKeyStoreId", STORE);
    verifyNoInteractions(kms);
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason")).contains(told);
  }

  /** Lambda may deliver an event once more, long after a later request has started its own run. */
  @Test
  void anEventThatIsDeliveredAgainStopsNoRun() {
    running(RUNS.name("later"));
    ends(executionArn(OWN_RUN), "ABORTED");
    handle(event("Update", Map.of("CustomKeyStoreId", STORE)));
    nothingWasStarted();
    verify(stepFunctions, never()).stopExecution(any(StopExecutionRequest.class));
    assertThat(cloudFormation.answers).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_ROLLBACK_IN_PROGRESS, CustomKeyStoreName, payments",
    "ROLLBACK_IN_PROGRESS,        CustomKeyStoreId,   " + STORE,
    "DELETE_IN_PROGRESS,          CustomKeyStoreId,   " + STORE
  })
  void aRollbackStartsNoRunAndSucceedsWithWhatIsFound(
      String status, String property, String value) {
    stackIs(status);
    describes("FAILED");
    JSONObject event = event("Update", Map.of(property, value, "DisconnectOnDelete", "true"));
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, "");
    handle(event.put("PhysicalResourceId", "cks-new"));
    nothingWasStarted();
    assertThat(answer().toMap())
        .containsEntry("Status", "SUCCESS")
        .containsEntry("PhysicalResourceId", value)
        .containsEntry(
            "Data",
            Map.of(
                "Outcome", "NOT_STARTED",
                "ConnectionState", "FAILED",
                "CustomKeyStoreId", STORE,
                "ExecutionArn", "none",
                "ProvedBy", "none"));
  }

  @Test
  void aRollbackStopsTheRunOfTheRequestThatItCancels() {
    stackIs("UPDATE_ROLLBACK_IN_PROGRESS");
    describes("CONNECTED");
    running(RUNS.name("earlier"));
    ends(executionArn(RUNS.name("earlier")), "ABORTED");
    handle(event("Update", Map.of("CustomKeyStoreId", STORE)).put("PhysicalResourceId", STORE));
    verify(stepFunctions).stopExecution(any(StopExecutionRequest.class));
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
  }

  /** It may be an old property that a newer release refuses, or KMS may be unavailable. */
  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException,           AddHsm, true,   UNKNOWN",
    "CustomKeyStoreNotFoundException, AddHsm, true,   NOT_FOUND",
    "AccessDeniedException,           Color,  purple, ''"
  })
  void nothingFailsARollback(String code, String property, String value, String state) {
    stackIs("UPDATE_ROLLBACK_IN_PROGRESS");
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenThrow(
            code.startsWith("CustomKeyStore")
                ? CustomKeyStoreNotFoundException.builder().build()
                : KmsException.builder().awsErrorDetails(error(code)).build());
    handle(
        event("Update", Map.of("CustomKeyStoreId", STORE, property, value))
            .put("PhysicalResourceId", STORE));
    assertThat(answer().get("Status")).isEqualTo("SUCCESS");
    assertThat(answer().getJSONObject("Data").optString("ConnectionState")).isEqualTo(state);
  }

  /** Lambda may deliver it late, when CloudFormation no longer waits for it. */
  @Test
  void aCreateOfAStackThatIsBeingRolledBackStartsNothing() {
    stackIs("ROLLBACK_IN_PROGRESS");
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    nothingWasStarted();
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c-_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE_IN_PROGRESS",
        "UPDATE_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
        "REVIEW_IN_PROGRESS",
        "IMPORT_IN_PROGRESS"
      })
  void everyOtherStatusOfTheStackStartsARun(String status) {
    stackIs(status);
    handle(event("Update", Map.of("CustomKeyStoreId", STORE)));
    assertThat(started().name()).isEqualTo(OWN_RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "ValidationError"})
  void aStackWhoseStatusIsNotKnownStartsARun(String code) {
    when(stackService.describeStacks(any(DescribeStacksRequest.class)))
        .thenThrow(CloudFormationException.builder().awsErrorDetails(error(code)).build());
    handle(event("Update", Map.of("CustomKeyStoreId", STORE)));
    assertThat(started().name()).isEqualTo(OWN_RUN);
    assertThat(logged.lines.getFirst()).contains(code, "a rollback cannot be recognized");
  }

  private void running(String... names) {
    when(stepFunctions.listExecutions(
            ListExecutionsRequest.builder()
                .stateMachineArn(MACHINE)
                .statusFilter("RUNNING")
                .maxResults(1_000)
                .build()))
        .thenReturn(
            ListExecutionsResponse.builder()
                .executions(
                    Stream.of(names)
                        .map(
                            name ->
                                ExecutionListItem.builder()
                                    .name(name)
                                    .executionArn(executionArn(name))
                                    .build())
                        .toList())
                .build());
  }

  private static String executionArn(String name) {
    return MACHINE.replace(":stateMachine:", ":execution:") + ":" + name;
  }

  /** The status that each look at the run shows, the last one for ever. */
  private void ends(String executionArn, String... statuses) {
    List<DescribeExecutionResponse> looks =
        Stream.of(statuses)
            .map(status -> DescribeExecutionResponse.builder().status(status).build())
            .toList();
    doReturn(looks.getFirst(), looks.subList(1, looks.size()).toArray())
        .when(stepFunctions)
        .describeExecution(DescribeExecutionRequest.builder().executionArn(executionArn).build());
  }

  private void nothingWasStarted() {
    verify(stepFunctions, never()).startExecution(any(StartExecutionRequest.class));
  }

  private void disconnects(String property, String value) {
    disconnects(value, property, value);
  }

  private void disconnects(String physicalResourceId, String property, String value) {
    delete(physicalResourceId, Map.of(property, value, "DisconnectOnDelete", "true"));
  }

  private void delete(String physicalResourceId, Map<String, Object> properties) {
    JSONObject event = event("Delete", properties);
    event.put("PhysicalResourceId", physicalResourceId);
    handle(event);
  }

  private void describes(String state) {
    when(kms.describeCustomKeyStores(any(DescribeCustomKeyStoresRequest.class)))
        .thenReturn(
            DescribeCustomKeyStoresResponse.builder()
                .customKeyStores(
                    CustomKeyStoresListEntry.builder()
                        .customKeyStoreId(STORE)
                        .customKeyStoreName("payments")
                        .connectionState(state)
                        .build())
                .build());
  }

  private static AwsErrorDetails error(String code) {
    return AwsErrorDetails.builder()
        .errorCode(code)
        .errorMessage("about " + CloudFormation.SIGNATURE)
        .build();
  }
}
