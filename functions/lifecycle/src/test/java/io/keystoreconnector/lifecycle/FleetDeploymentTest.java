package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** A resource that names several key stores. */
class FleetDeploymentTest extends DeploymentFixture {

  private static final String PLACE = "arn:aws:states:eu-central-1:111122223333:";
  private static final String ONE = PLACE + "stateMachine:one";
  private static final String FLEET = PLACE + "stateMachine:fleet";
  private static final List<String> SEVERAL = List.of("prod-*", STORE);

  private final Set<String> running = new HashSet<>();
  private final List<String> known = new ArrayList<>();

  FleetDeploymentTest() throws IOException {
    environment.put(Settings.STATE_MACHINE_ARN, ONE);
    environment.put(Settings.FLEET_STATE_MACHINE_ARN, FLEET);
    environment.put(Settings.DISCONNECTABLE_KEY_STORES, "*");
    when(stepFunctions.listExecutions(any(ListExecutionsRequest.class)))
        .thenAnswer(call -> list(call.<ListExecutionsRequest>getArgument(0).stateMachineArn()));
    when(stepFunctions.describeExecution(any(DescribeExecutionRequest.class)))
        .thenAnswer(call -> describe(call.<DescribeExecutionRequest>getArgument(0).executionArn()));
    when(stepFunctions.stopExecution(any(StopExecutionRequest.class)))
        .thenAnswer(
            call -> {
              running.remove(call.<StopExecutionRequest>getArgument(0).executionArn());
              return null;
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void theRunForSeveralKeyStoresIsStartedAndNobodyIsAnsweredYet(String type) {
    handle(
        event(
            type,
            Map.of(
                "KeyStores",
                SEVERAL,
                "MaxAttempts",
                "5",
                "DisconnectOnDelete",
                "false",
                "Update",
                Map.of("KeyStorePasswordSecretId", "{name}/kmsuser"))));
    StartExecutionRequest started = started();
    assertThat(started.stateMachineArn()).isEqualTo(FLEET);
    assertThat(started.name()).isEqualTo(OWN_RUN);
    JSONObject input = new JSONObject(started.input());
    assertThat(input.remove("callback")).isInstanceOf(JSONObject.class);
    assertThat(input.toMap())
        .isEqualTo(
            Map.of(
                "keyStores",
                SEVERAL,
                "maxAttempts",
                5,
                "update",
                Map.of("keyStorePasswordSecretId", "{name}/kmsuser")));
    assertThat(cloudFormation.answers).isEmpty();
    verifyNoInteractions(kms);
  }

  @Test
  void oneKeyStoreIsStillForTheOtherStateMachine() {
    handle(event("Create", Map.of("CustomKeyStoreId", STORE)));
    assertThat(started().stateMachineArn()).isEqualTo(ONE);
  }

  static Stream<Arguments> sets() {
    return Stream.of(
        Arguments.of(List.of(STORE, "prod-*"), true),
        Arguments.of(List.of("prod-*", STORE, STORE), true),
        Arguments.of(List.of("prod-*"), false),
        Arguments.of(List.of("prod-*" + STORE), false),
        Arguments.of(List.of("Prod-*", STORE), false));
  }

  /** CloudFormation replaces a resource whose physical id changes. */
  @ParameterizedTest
  @MethodSource("sets")
  void thePhysicalIdIsTheSameForTheSameKeyStoresInAnyOrder(List<String> words, boolean same) {
    String id = ConnectionProperties.read(Map.of("KeyStores", SEVERAL)).physicalId();
    assertThat(id).matches("fleet-[0-9a-f]{16}");
    assertThat(ConnectionProperties.read(Map.of("KeyStores", words)).physicalId().equals(id))
        .isEqualTo(same);
    handle(event("Create", Map.of("KeyStores", SEVERAL)));
    assertThat(new JSONObject(started().input()).query("/callback/physicalResourceId"))
        .isEqualTo(id);
  }

  static Stream<Arguments> badProperties() {
    return Stream.of(
        Arguments.of(
            with("CustomKeyStoreId", STORE),
            "KeyStores must not be given together with CustomKeyStoreId or CustomKeyStoreName."),
        Arguments.of(with("CustomKeyStoreName", "a"), "KeyStores must not be given together with"),
        Arguments.of(
            with("DisconnectOnDelete", "true"),
            "DisconnectOnDelete must be false or left out with KeyStores: when a resource for"
                + " several key stores is deleted, they are left as they are."),
        Arguments.of(with("KeyStores", "prod-*"), "KeyStores must be a list."),
        Arguments.of(with("WhenDisconnected", "LEAVE"), "WhenDisconnected must not be LEAVE"),
        Arguments.of(with("DryRun", "true"), "DryRun cannot be set"));
  }

  private static Map<String, Object> with(String property, Object value) {
    Map<String, Object> properties = new HashMap<>(Map.of("KeyStores", SEVERAL));
    properties.put(property, value);
    return properties;
  }

  @ParameterizedTest
  @MethodSource("badProperties")
  void badPropertiesFailAtOnceWithASentence(Map<String, Object> properties, String sentence) {
    handle(event("Create", properties));
    isRefused(sentence);
    assertThat(answer().get("PhysicalResourceId")).isEqualTo("not-started-4d2c-_1");
  }

  @Test
  void withoutTheStateMachineForSeveralKeyStoresTheAnswerSaysWhatToDeploy() {
    environment.remove(Settings.FLEET_STATE_MACHINE_ARN);
    handle(event("Create", Map.of("KeyStores", SEVERAL)));
    isRefused("KeyStores needs the state machine for several key stores");
  }

  @Test
  void missingPermissionSaysWhatToAllow() {
    when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
        .thenThrow(
            SfnException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
                .build());
    handle(event("Create", Map.of("KeyStores", SEVERAL)));
    assertThat(answer().getString("Reason"))
        .contains("states:StartExecution on " + ONE + " and " + FLEET);
  }

  /** What CloudFormation would delete afterwards may be one of the key stores. */
  @ParameterizedTest
  @CsvSource({
    "CustomKeyStoreId, true, false",
    "CustomKeyStoreId, false, true",
    "CustomKeyStoreName, true, false",
    "CustomKeyStoreName, , true"
  })
  void aKeyStoreThatWouldBeDisconnectedIsNotReplacedWithSeveral(
      String property, String disconnect, boolean started) {
    Map<String, Object> old = new HashMap<>(Map.of(property, STORE));
    old.put("DisconnectOnDelete", disconnect);
    handle(
        event("Update", Map.of("KeyStores", SEVERAL))
            .put("OldResourceProperties", old)
            .put("PhysicalResourceId", STORE));
    if (started) {
      assertThat(started().stateMachineArn()).isEqualTo(FLEET);
    } else {
      isRefused(
          "With DisconnectOnDelete, an update must not replace a key store with KeyStores, because"
              + " it may be one of them: set DisconnectOnDelete to false in a separate update"
              + " first.");
      assertThat(answer().get("PhysicalResourceId")).isEqualTo(STORE);
    }
  }

  @Test
  void severalKeyStoresMayBeReplacedWithOne() {
    handle(
        event("Update", Map.of("CustomKeyStoreId", STORE))
            .put("OldResourceProperties", Map.of("KeyStores", SEVERAL))
            .put("PhysicalResourceId", "fleet-0123456789abcdef"));
    assertThat(started().stateMachineArn()).isEqualTo(ONE);
  }

  /** An update may replace one key store with several, or the reverse. */
  @ParameterizedTest
  @CsvSource({
    "Create, one",
    "Create, fleet",
    "Update, one",
    "Update, fleet",
    "Delete, one",
    "Delete, fleet"
  })
  void theRunsOfEarlierRequestsAreStoppedWhicheverStateMachineHasThem(String type, String machine) {
    String earlier = isRunning(machine, RUNS.name("earlier"));
    String others = isRunning(machine, new ResourceRuns("arn:stack", "Other").name("earlier"));
    handle(
        event(type, Map.of("KeyStores", SEVERAL))
            .put("PhysicalResourceId", "fleet-0123456789abcdef"));
    assertThat(running).containsExactly(others).doesNotContain(earlier);
  }

  @Test
  void anEventThatIsDeliveredAgainStopsNoRun() {
    isRunning("fleet", OWN_RUN);
    String later = isRunning("fleet", RUNS.name("r-2"));
    handle(event("Create", Map.of("KeyStores", SEVERAL)));
    nothingWasStarted();
    assertThat(running).contains(later);
    assertThat(cloudFormation.answers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void aDeleteChangesNothing(String disconnect) {
    handle(
        event("Delete", with("DisconnectOnDelete", disconnect))
            .put("PhysicalResourceId", "fleet-0123456789abcdef"));
    verifyNoInteractions(kms);
    assertThat(answer().toMap())
        .containsEntry("Status", "SUCCESS")
        .containsEntry("Reason", "The key stores are left as they are.")
        .containsEntry("PhysicalResourceId", "fleet-0123456789abcdef");
  }

  @Test
  void aRollbackStartsNoRunAndHasEveryAttribute() {
    stackIs("UPDATE_ROLLBACK_IN_PROGRESS");
    handle(event("Update", Map.of("KeyStores", SEVERAL)).put("PhysicalResourceId", STORE));
    nothingWasStarted();
    verifyNoInteractions(kms);
    assertThat(answer().getString("Reason")).endsWith("The key stores are left as they are.");
    assertThat(answer().toMap())
        .containsEntry("Status", "SUCCESS")
        .containsEntry(
            "PhysicalResourceId",
            ConnectionProperties.read(Map.of("KeyStores", SEVERAL)).physicalId())
        .containsEntry(
            "Data",
            Map.of(
                "Outcome", "NOT_STARTED",
                "ConnectionState", "UNKNOWN",
                "CustomKeyStoreId", "none",
                "ExecutionArn", "none",
                "ProvedBy", "none"));
  }

  private void isRefused(String sentence) {
    nothingWasStarted();
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(answer().getString("Reason")).startsWith(sentence).endsWith(".");
  }

  private void nothingWasStarted() {
    verify(stepFunctions, never()).startExecution(any(StartExecutionRequest.class));
  }

  private String isRunning(String machine, String name) {
    String arn = PLACE + "execution:" + machine + ":" + name;
    running.add(arn);
    known.add(arn);
    return arn;
  }

  private ListExecutionsResponse list(String machine) {
    String executions = machine.replace(":stateMachine:", ":execution:") + ":";
    return ListExecutionsResponse.builder()
        .executions(
            running.stream()
                .filter(arn -> arn.startsWith(executions))
                .map(
                    arn ->
                        ExecutionListItem.builder()
                            .executionArn(arn)
                            .name(arn.substring(executions.length()))
                            .build())
                .toList())
        .build();
  }

  private DescribeExecutionResponse describe(String arn) {
    if (!known.contains(arn)) {
      throw ExecutionDoesNotExistException.builder().build();
    }
    return DescribeExecutionResponse.builder()
        .status(running.contains(arn) ? "RUNNING" : "ABORTED")
        .build();
  }
}
