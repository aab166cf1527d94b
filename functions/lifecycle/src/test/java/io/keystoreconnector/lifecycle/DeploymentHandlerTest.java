package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

class DeploymentHandlerTest {

  private static final String MACHINE = "arn:aws:states:eu-central-1:111122223333:stateMachine:m";
  private static final String STORE = "cks-1234567890abcdef0";

  private final SfnClient stepFunctions = mock(SfnClient.class);
  private final KmsClient kms = mock(KmsClient.class);
  private final Logged logged = new Logged();
  private final CloudFormation cloudFormation = new CloudFormation();
  private final Map<String, String> environment = new HashMap<>();

  DeploymentHandlerTest() throws IOException {
    environment.put(Settings.STATE_MACHINE_ARN, MACHINE);
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, STORE);
    environment.put(Settings.RESPONSE_HOSTS, cloudFormation.origin());
  }

  @AfterEach
  void nothingEverShowsTheUrl() {
    assertThat(logged.lines.toString()).doesNotContain(CloudFormation.SIGNATURE);
    cloudFormation.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void aRunIsStartedAndNobodyIsAnsweredYet(String type) {
    handle(event(type, Map.of("CustomKeyStoreId", STORE, "AddHsm", "true")));
    StartExecutionRequest started = started();
    assertThat(started.stateMachineArn()).isEqualTo(MACHINE);
    assertThat(started.name()).isEqualTo("cfn-4d2c-_1");
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
                    "physicalResourceId", STORE)));
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
    assertThat(started().name()).matches("cfn----x{73}").hasSize(80);
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
        Arguments.of(Map.of(), "Exactly one of CustomKeyStoreId and CustomKeyStoreName"),
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
    verifyNoInteractions(stepFunctions);
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

  @Test
  void noOtherHostIsEverCalled() {
    environment.put(Settings.RESPONSE_HOSTS, "https://*.s3.*.amazonaws.com");
    handle(event("Create", Map.of()));
    assertThat(cloudFormation.answers).isEmpty();
    assertThat(logged.lines.getLast()).contains(Settings.RESPONSE_HOSTS);
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
    verifyNoInteractions(stepFunctions, kms);
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

  private void disconnects(String property, String value) {
    delete(value, Map.of(property, value, "DisconnectOnDelete", "true"));
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
                        .connectionState(state)
                        .build())
                .build());
  }

  private void handle(JSONObject event) {
    Settings settings = Settings.from(environment::get);
    logged.handle(new DeploymentHandler(stepFunctions, kms, settings), event.toString());
  }

  private JSONObject event(String type, @Nullable Map<String, Object> properties) {
    return new JSONObject()
        .put("RequestType", type)
        .put("ResponseURL", cloudFormation.url())
        .put("StackId", "arn:stack")
        .put("RequestId", "4d2c-_1")
        .put("LogicalResourceId", "Connection")
        .put("ResourceProperties", properties);
  }

  private StartExecutionRequest started() {
    ArgumentCaptor<StartExecutionRequest> request =
        ArgumentCaptor.forClass(StartExecutionRequest.class);
    verify(stepFunctions).startExecution(request.capture());
    return request.getValue();
  }

  private JSONObject answer() {
    assertThat(cloudFormation.answers).hasSize(1);
    return cloudFormation.answers.getFirst();
  }

  private static AwsErrorDetails error(String code) {
    return AwsErrorDetails.builder()
        .errorCode(code)
        .errorMessage("about " + CloudFormation.SIGNATURE)
        .build();
  }
}
