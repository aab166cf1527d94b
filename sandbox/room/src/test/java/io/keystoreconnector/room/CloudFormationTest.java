package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** DescribeStacks over HTTP with the real SDK. */
class CloudFormationTest {

  private static Account account;
  private static CloudFormationClient client;

  @BeforeAll
  static void open() throws IOException {
    account = Accounts.of("{'keyStores': [{'name': 'payments'}], 'clusters': [{}]}");
    client = Bench.client(CloudFormationClient.builder(), account.endpoint());
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @Test
  void theStackLeadsToTheStateMachine() {
    Stack stack = client.describeStacks(r -> r.stackName("KeyStoreConnector")).stacks().getFirst();
    assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(stack.creationTime()).isNotNull();
    assertThat(outputs(stack))
        .containsEntry("StateMachineArn", account.machineArn())
        .containsEntry(
            "FleetStateMachineArn",
            account.machineArn().replace("connect-key-store", "connect-fleet"))
        .containsEntry("ExampleInput", "{\"customKeyStoreId\": \"cks-1234567890abcdef0\"}");
    assertThat(client.describeStacks(r -> r.stackName(stack.stackId())).stacks())
        .containsExactly(stack);
    assertThat(client.describeStacks().stacks()).containsExactly(stack);
  }

  @Test
  void itHasTheOutputsOfTheRealStack() throws IOException {
    String source =
        Files.readString(
            Installation.ofThisProcess()
                .root()
                .resolve("infra/src/main/java/io/keystoreconnector/infra/Outputs.java"));
    Map<String, String> real =
        Pattern.compile("output\\(\\s*scope,\\s*\"([A-Za-z]+)\"")
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toMap(Function.identity(), Function.identity()));
    Map<String, String> sandbox = outputs(client.describeStacks().stacks().getFirst());
    // A deployment for one key store has no state machine for several.
    assertThat(sandbox).containsKey("FleetStateMachineArn");
    sandbox.remove("FleetStateMachineArn");
    assertThat(sandbox.keySet()).isEqualTo(real.keySet());
  }

  @Test
  void anAccountWithAHubHasItsStackToo() throws IOException {
    String source =
        Files.readString(
            Installation.ofThisProcess()
                .root()
                .resolve("infra/src/main/java/io/keystoreconnector/infra/hub/ConnectorHub.java"));
    try (Account hub =
        Accounts.of("{'hub': [{'account': '111122223333', 'region': 'eu-central-1'}]}")) {
      CloudFormationClient there = Bench.client(CloudFormationClient.builder(), hub.endpoint());
      Stack stack = there.describeStacks(r -> r.stackName("connector-hub")).stacks().getFirst();
      assertThat(there.describeStacks().stacks()).hasSize(2).contains(stack);
      assertThat(there.describeStacks(r -> r.stackName(stack.stackId())).stacks())
          .containsExactly(stack);
      assertThat(outputs(stack)).containsEntry("HubTable", "connector-hub");
      assertThat(outputs(stack).keySet())
          .containsExactlyInAnyOrderElementsOf(
              Pattern.compile("output\\(\"([A-Za-z]+)\"")
                  .matcher(source)
                  .results()
                  .map(found -> found.group(1))
                  .toList());
    }
    assertThatThrownBy(() -> client.describeStacks(r -> r.stackName("connector-hub")))
        .hasMessageContaining("Stack with id connector-hub does not exist");
  }

  private static Map<String, String> outputs(Stack stack) {
    return stack.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  @Test
  void aStackThatDoesNotExistIsAValidationError() {
    assertThatThrownBy(() -> client.describeStacks(r -> r.stackName("nowhere")))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Stack with id nowhere does not exist");
            });
  }

  @ParameterizedTest
  @CsvSource({"ACCESS_DENIED, AccessDenied, 403", "THROTTLE, Throttling, 400"})
  void faultsHaveItsOwnNames(String fault, String code, int status) throws Exception {
    try (Account faulty =
        Accounts.of(
            "{'faults': [{'fault': '%s', 'operation': 'DescribeStacks'}]}".formatted(fault))) {
      CloudFormationClient denied = Bench.client(CloudFormationClient.builder(), faulty.endpoint());
      assertThatThrownBy(denied::describeStacks)
          .isInstanceOfSatisfying(
              CloudFormationException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                assertThat(e.statusCode()).isEqualTo(status);
              });
    }
  }
}
