package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Account.OTHER_STORE;
import static io.keystoreconnector.endtoend.Account.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.workflow.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack that waits for several key stores, with everything that is deployed. */
class FleetLifecycleTest {

  private static final String SEVERAL = "{'KeyStores': ['prod-*']}";
  private static final String DISCONNECTED = "'state': 'DISCONNECTED'";
  private static final String WRONG_PASSWORD =
      "'state': 'FAILED', 'errorCode': 'INVALID_CREDENTIALS'";

  private static Map<String, Object> answer(Account account, String request) {
    List<Map<String, Object>> answers = account.answers(request);
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  private static List<Run> runs(Account account, String machine) {
    return account.runs().stream().filter(run -> run.machine().name().equals(machine)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void aStackIsCompleteWhenAllKeyStoresAreConnected(String type) throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, DISCONNECTED)) {
      account.deploy(type, "request-1", SEVERAL);
      assertThat(account.answers("request-1")).isEmpty();
      account.settle();

      assertThat(account.state(STORE)).isEqualTo("CONNECTED");
      assertThat(account.state(OTHER_STORE)).isEqualTo("CONNECTED");
      Map<String, Object> answer = answer(account, "request-1");
      assertThat(answer)
          .containsEntry("Status", "SUCCESS")
          .containsEntry("Reason", "Of 2 key stores, 2 are connected.");
      assertThat(String.valueOf(answer.get("PhysicalResourceId"))).startsWith("fleet-");
      assertThat(String.valueOf(answer.get("Data")))
          .contains("Outcome=DONE", "ConnectionState=CONNECTED", ":connect-fleet:cfn-");
      assertThat(runs(account, Account.FLEET)).hasSize(1);
    }
  }

  /** Each key store's run tells everyone else, as any other run. */
  @Test
  void theEndOfAFleetIsToldToTheStackOnly() throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, WRONG_PASSWORD)) {
      account.deploy("Create", "request-1", SEVERAL);
      account.settle();

      assertThat(account.sent("EVENT_PUT", "detail"))
          .hasSize(2)
          .allMatch(detail -> detail.contains(":execution:connect-key-store:cks-"));
      assertThat(account.sent("MESSAGE_PUBLISHED", "message"))
          .singleElement()
          .asString()
          .contains("prod-b");
      assertThat(account.bucket.responses()).hasSize(1);
    }
  }

  @Test
  void aStackFailsWithTheKeyStoresThatNeedAPerson() throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, WRONG_PASSWORD)) {
      account.deploy("Create", "request-1", SEVERAL);
      account.settle();

      Map<String, Object> answer = answer(account, "request-1");
      assertThat(answer).containsEntry("Status", "FAILED");
      assertThat(String.valueOf(answer.get("Reason")))
          .startsWith(
              "Of 2 key stores, 1 is connected, 1 needs a person. prod-b (%s): INVALID_CREDENTIALS"
                  .formatted(OTHER_STORE))
          .contains(" ./connector follow arn:aws:states:eu-central-1:111122223333:execution:");
      assertThat(account.state(STORE)).as("the other one").isEqualTo("CONNECTED");

      String id = String.valueOf(answer.get("PhysicalResourceId"));
      account.deploy("Delete", "request-2", id, SEVERAL);
      assertThat(answer(account, "request-2")).containsEntry("Status", "SUCCESS");
      assertThat(account.state(STORE)).isEqualTo("CONNECTED");
      assertThat(account.accepted("DisconnectCustomKeyStore")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'KeyStores': ['test-*']}                                   | matches no key store",
        "{'KeyStores': [7]}                                          | must be a list of 1 to 100",
        "{'KeyStores': ['*'], 'MaxAttempts': '999'}                  | maxAttempts",
        "{'KeyStores': ['*'], 'Update': {'CloudHsmClusterId': 'a'}}  | of one key store",
        "{'KeyStores': ['*'], 'Update': {'KeyStorePasswordSecretId': 'a'}} | {name} or {id}"
      })
  void badPropertiesFailTheStackInTheWordsOfTheFleet(String properties, String sentence)
      throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, DISCONNECTED)) {
      account.deploy("Create", "request-1", properties);
      account.settle();

      Map<String, Object> answer = answer(account, "request-1");
      assertThat(answer).containsEntry("Status", "FAILED");
      assertThat(String.valueOf(answer.get("Reason"))).contains(sentence);
      assertThat(String.valueOf(answer.get("PhysicalResourceId"))).startsWith("not-started-");
      assertThat(runs(account, Account.MACHINE)).isEmpty();
      assertThat(account.sent("EVENT_PUT", "detail")).isEmpty();
    }
  }

  /** CloudFormation cancels a create when another resource fails, and deletes it at once. */
  @Test
  void aDeleteStopsTheFleetOfItsCreateAndTheRunsOfItsKeyStores() throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, DISCONNECTED)) {
      account.deploy("Create", "request-1", SEVERAL);
      account.pass(60);
      assertThat(account.state(STORE)).isEqualTo("CONNECTING");

      account.deploy("Delete", "request-2", "app-Several-1", SEVERAL);
      account.settle();

      assertThat(account.runs()).hasSize(3).allMatch(run -> run.status().equals("ABORTED"));
      assertThat(answer(account, "request-2"))
          .containsEntry("Status", "SUCCESS")
          .containsEntry("Reason", "The key stores are left as they are.");
      assertThat(account.accepted("DisconnectCustomKeyStore")).isZero();
    }
  }

  @Test
  void anUpdateFromOneKeyStoreToSeveralStopsTheRunForTheOne() throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, DISCONNECTED)) {
      account.deploy("Create", "request-1", "{'CustomKeyStoreId': '%s'}".formatted(STORE));
      account.pass(60);
      account.deploy("Update", "request-2", SEVERAL);
      account.settle();

      assertThat(runs(account, Account.MACHINE).getFirst().status()).isEqualTo("ABORTED");
      assertThat(answer(account, "request-2")).containsEntry("Status", "SUCCESS");
      assertThat(account.state(OTHER_STORE)).isEqualTo("CONNECTED");
    }
  }

  @Test
  void aFleetThatSomebodyStopsFailsTheStack() throws Throwable {
    try (Account account = Account.ofTwo(DISCONNECTED, DISCONNECTED)) {
      account.deploy("Create", "request-1", SEVERAL);
      account.stoppedAfter(30).settle();

      Map<String, Object> answer = answer(account, "request-1");
      assertThat(answer).containsEntry("Status", "FAILED");
      assertThat(String.valueOf(answer.get("Reason")))
          .contains("Enough: the network is down", "left the key stores is not known");
    }
  }
}
