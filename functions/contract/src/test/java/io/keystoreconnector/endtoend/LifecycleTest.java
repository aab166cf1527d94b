package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Account.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.workflow.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run from the one who starts it to everyone who is notified of its end, with the definition, the
 * jars and the protocols that are deployed.
 */
class LifecycleTest {

  private static final String WRONG_PASSWORD =
      "'state': 'FAILED', 'errorCode': 'INVALID_CREDENTIALS'";
  private static final String SECRET = "{'password': 'PASSWORD'}";
  private static final String PROPERTIES =
      "{'CustomKeyStoreId': '%s', 'Update': {'KeyStorePasswordSecretId': 'payments/kmsuser'}}"
          .formatted(STORE);
  private static final String ONLY_CONNECT = "{'CustomKeyStoreId': '%s'}".formatted(STORE);

  private static Account failed(String faults) throws Exception {
    return Account.with(WRONG_PASSWORD, SECRET, faults);
  }

  private static String reason(Map<String, Object> answer) {
    return String.valueOf(answer.get("Reason"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void aStackIsCompleteWhenTheKeyStoreIsConnected(String requestType) throws Throwable {
    try (Account account = failed("")) {
      account.deploy(requestType, "request-1", PROPERTIES);
      assertThat(account.answers("request-1")).isEmpty();

      account.settle();

      assertThat(account.state()).isEqualTo("CONNECTED");
      assertThat(account.answers("request-1"))
          .singleElement()
          .satisfies(
              answer ->
                  assertThat(answer)
                      .containsEntry("Status", "SUCCESS")
                      .containsEntry("PhysicalResourceId", STORE)
                      .containsEntry(
                          "StackId", "arn:aws:cloudformation:eu-central-1:111122223333:stack/s/1")
                      .containsEntry("RequestId", "request-1")
                      .containsEntry("LogicalResourceId", "Connection"))
          .satisfies(
              answer ->
                  assertThat(String.valueOf(answer.get("Data")))
                      .contains("Outcome=CONNECTED", "ConnectionState=CONNECTED"));
      assertThat(account.sent("EVENT_PUT", "detail"))
          .singleElement()
          .asString()
          .contains("\"outcome\":\"CONNECTED\"");
      assertThat(account.sent("MESSAGE_PUBLISHED", "message")).isEmpty();
    }
  }

  @Test
  void aFailedRunFailsTheStackWithTheSentenceOfItsReport() throws Throwable {
    try (Account account = failed("")) {
      account.deploy("Create", "request-1", ONLY_CONNECT);
      account.settle();

      Map<String, Object> answer = only(account);
      assertThat(answer).containsEntry("Status", "FAILED");
      assertThat(reason(answer)).contains("INVALID_CREDENTIALS");
      assertThat(account.sent("MESSAGE_PUBLISHED", "message"))
          .singleElement()
          .asString()
          .contains("What to do now", STORE);
    }
  }

  @Test
  void badPropertiesFailTheStackInTheWordsOfTheWorkflow() throws Throwable {
    try (Account account = failed("")) {
      account.deploy(
          "Create",
          "request-1",
          "{'CustomKeyStoreId': '%s', 'MaxAttempts': '999'}".formatted(STORE));
      account.settle();

      assertThat(only(account)).containsEntry("Status", "FAILED");
      assertThat(reason(only(account))).contains("maxAttempts");
      assertThat(account.sent("MESSAGE_PUBLISHED", "message")).isEmpty();
    }
  }

  @Test
  void aRunThatIsCutOffFailsTheStack() throws Throwable {
    try (Account account = Account.with(WRONG_PASSWORD, SECRET, "", 1, 1300)) {
      account.deploy("Create", "request-1", PROPERTIES);
      account.settle();

      assertThat(account.runs()).extracting(Run::status).containsExactly("TIMED_OUT");
      assertThat(only(account)).containsEntry("Status", "FAILED");
      assertThat(reason(only(account))).contains("timeout");
    }
  }

  @Test
  void aRunThatSomebodyStopsFailsTheStack() throws Throwable {
    try (Account account = failed("")) {
      account.deploy("Create", "request-1", PROPERTIES);
      account.stoppedAfter(30).settle();

      assertThat(account.runs()).extracting(Run::status).containsExactly("ABORTED");
      assertThat(only(account)).containsEntry("Status", "FAILED");
      assertThat(reason(only(account))).contains("Enough: the network is down");
      assertThat(account.sent("EVENT_PUT", "detail")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'fault': 'ACCESS_DENIED' | states:StartExecution
          'fault': 'REFUSE', 'error': 'StateMachineDoesNotExist' | StateMachineDoesNotExist
          'fault': 'REFUSE', 'error': 'ExecutionLimitExceeded' | ExecutionLimitExceeded
          """)
  void aRunThatNeverStartsFailsTheStackAtOnce(String fault, String reason) throws Throwable {
    try (Account account =
        failed("{%s, 'operation': 'StartExecution', 'count': 'ALL'}".formatted(fault))) {
      account.deploy("Create", "request-1", PROPERTIES);

      assertThat(account.runs()).isEmpty();
      assertThat(only(account)).containsEntry("Status", "FAILED");
      assertThat(reason(only(account))).contains(reason);
    }
  }

  @Test
  void aStartWhoseAnswerIsLostIsOneRun() throws Throwable {
    try (Account account = failed("{'fault': 'LOST_RESPONSE', 'operation': 'StartExecution'}")) {
      account.deploy("Create", "request-1", PROPERTIES);
      account.settle();

      assertThat(account.runs()).hasSize(1);
      assertThat(only(account)).containsEntry("Status", "SUCCESS");
    }
  }

  @Test
  void eventsThatComeTwiceBringNoOtherAnswer() throws Throwable {
    try (Account account = Account.with(WRONG_PASSWORD, SECRET, "", 2, 0)) {
      account.deploy("Create", "request-1", PROPERTIES);
      account.deploy("Create", "request-1", PROPERTIES);
      account.settle();
      account.deploy("Create", "request-1", PROPERTIES);
      account.settle();

      assertThat(account.runs()).hasSize(1);
      List<Map<String, Object>> answers = account.answers("request-1");
      assertThat(answers).hasSize(2);
      assertThat(answers.get(1)).isEqualTo(answers.get(0)).containsEntry("Status", "SUCCESS");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 1, 0", "3, 0, 1"})
  void anAnswerThatIsNotTakenIsGivenAgain(int failures, int answers, int deadLetters)
      throws Throwable {
    try (Account account = failed("")) {
      account.bucket.failNext(failures);
      account.deploy("Create", "request-1", PROPERTIES);
      account.settle();

      assertThat(account.answers("request-1")).hasSize(answers);
      assertThat(account.outcome().failures()).hasSize(failures);
      assertThat(account.outcome().deadLetters()).hasSize(deadLetters);
    }
  }

  @Test
  void nobodyIsLeftOutBecauseAnotherCannotBeTold() throws Throwable {
    try (Account account =
        failed(
            """
            {'fault': 'ACCESS_DENIED', 'operation': 'Publish'},
            {'fault': 'EVENT_FAILS', 'code': 'InternalException', 'count': 'ALL'}
            """)) {
      account.deploy("Create", "request-1", ONLY_CONNECT);
      account.settle();

      assertThat(account.answers("request-1")).hasSize(3);
      assertThat(account.outcome().failures())
          .hasSize(3)
          .allSatisfy(e -> assertThat(e).hasMessageContainingAll("EventBridge", "SNS"));
      assertThat(account.sent("MESSAGE_PUBLISHED", "message")).isEmpty();
    }
  }

  @Test
  void anAnswerFitsIntoWhatCloudFormationReads() throws Throwable {
    try (Account account = failed("")) {
      account.deploy("Create", "request-1", ONLY_CONNECT);
      account.settle();

      account
          .bucket
          .responses()
          .forEach(
              r -> assertThat(r.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4096));
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 0, CONNECTED", "true, 1, DISCONNECTED"})
  void aDeletedResourceIsDisconnectedOnlyIfItSaysSo(String flag, int calls, String state)
      throws Throwable {
    try (Account account = Account.with("'state': 'CONNECTED'", SECRET, "")) {
      account.deploy(
          "Delete",
          "request-1",
          "{'CustomKeyStoreId': '%s', 'DisconnectOnDelete': '%s'}".formatted(STORE, flag));
      account.jump(60);

      assertThat(only(account)).containsEntry("Status", "SUCCESS");
      assertThat(account.accepted("DisconnectCustomKeyStore")).isEqualTo(calls);
      assertThat(account.state()).isEqualTo(state);
      assertThat(account.runs()).isEmpty();
    }
  }

  /** Otherwise a typo takes down a key store that is in use, as soon as the stack rolls back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'CustomKeyStoreId': 'cks-0123456789abcdef0', 'MaxAttempts': '50'",
        "'CustomKeyStoreId': 'cks-0123456789abcdef0', 'CustomKeyStoreName': 'payments'",
        "'CustomKeyStoreId': 'cks-0123456789abcdef0', 'WindowSeconds': '5'",
        "'CustomKeyStoreId': 'cks-0123456789abcdef0', 'Update': {'KeyStorePassword': 'x'}",
        "'CustomKeyStoreName': 'payment'"
      })
  void theRollbackOfACreateThatChangedNothingChangesNothing(String properties) throws Throwable {
    try (Account account = Account.with("'state': 'CONNECTED'", SECRET, "")) {
      String all = "{%s, 'DisconnectOnDelete': 'true'}".formatted(properties);
      account.deploy("Create", "request-1", all);
      account.settle();
      assertThat(account.runs()).extracting(Run::status).containsExactly("FAILED");
      assertThat(only(account)).containsEntry("Status", "FAILED");

      String physicalId = String.valueOf(only(account).get("PhysicalResourceId"));
      account.deploy("Delete", "request-2", physicalId, all);
      account.jump(60);

      assertThat(account.answers("request-2").getFirst()).containsEntry("Status", "SUCCESS");
      assertThat(account.accepted("DisconnectCustomKeyStore")).isZero();
      assertThat(account.state()).isEqualTo("CONNECTED");
    }
  }

  @Test
  void aDisconnectThatIsNotAllowedIsRefusedAtOnceAndItsRollbackSucceeds() throws Throwable {
    try (Account account = Account.with("'state': 'CONNECTED'", SECRET, "")) {
      String properties = "{'CustomKeyStoreId': 'cks-another', 'DisconnectOnDelete': 'true'}";
      account.deploy("Create", "request-1", properties);
      assertThat(account.runs()).isEmpty();
      assertThat(only(account)).containsEntry("Status", "FAILED");
      assertThat(reason(only(account))).startsWith("DisconnectOnDelete must be false");

      String physicalId = String.valueOf(only(account).get("PhysicalResourceId"));
      account.deploy("Delete", "request-2", physicalId, properties);
      assertThat(account.answers("request-2").getFirst()).containsEntry("Status", "SUCCESS");
    }
  }

  /** CloudFormation cancels a create when another resource fails, and deletes it at once. */
  @Test
  void aDeleteStopsTheRunOfItsCreateBeforeItDisconnects() throws Throwable {
    try (Account account = Account.with("'state': 'DISCONNECTED'", SECRET, "")) {
      String properties = "{'CustomKeyStoreName': 'payments', 'DisconnectOnDelete': 'true'}";
      account.deploy("Create", "request-1", properties);
      account.pass(60);
      assertThat(account.state()).isEqualTo("CONNECTING");

      account.deploy("Delete", "request-2", "app-Payments-1", properties);
      account.settle();
      account.pass(600);

      assertThat(account.runs()).extracting(Run::status).containsExactly("ABORTED");
      assertThat(account.answers("request-2").getFirst()).containsEntry("Status", "SUCCESS");
      assertThat(account.state()).isEqualTo("DISCONNECTED");
      assertThat(reason(only(account))).contains("deployment function stopped the run");
    }
  }

  @Test
  void aCancelledUpdateStopsItsRunAndTheRollbackStartsNone() throws Throwable {
    try (Account account = Account.with("'state': 'DISCONNECTED'", SECRET, "")) {
      account.stackIs("UPDATE_IN_PROGRESS");
      account.deploy("Update", "request-1", "{'CustomKeyStoreName': 'payments'}");
      account.pass(60);
      account.stackIs("UPDATE_ROLLBACK_IN_PROGRESS");
      account.deploy("Update", "request-2", ONLY_CONNECT);
      account.settle();

      assertThat(account.runs()).extracting(Run::status).containsExactly("ABORTED");
      Map<String, Object> answer = account.answers("request-2").getFirst();
      assertThat(answer)
          .containsEntry("Status", "SUCCESS")
          .containsEntry("PhysicalResourceId", STORE);
      assertThat(String.valueOf(answer.get("Data")))
          .contains("Outcome=NOT_STARTED", "ConnectionState=CONNECTING", STORE);
    }
  }

  @Test
  void anUpdateThatTakesThePlaceOfACancelledOneStopsItsRun() throws Throwable {
    try (Account account = Account.with("'state': 'DISCONNECTED'", SECRET, "")) {
      account.deploy("Update", "request-1", ONLY_CONNECT);
      account.pass(60);
      account.deploy("Update", "request-2", PROPERTIES);
      account.settle();

      assertThat(account.runs()).extracting(Run::status).containsExactly("ABORTED", "SUCCEEDED");
      assertThat(account.answers("request-2").getFirst()).containsEntry("Status", "SUCCESS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete"})
  void aRequestWithAnAddressOutsideOfCloudFormationStartsNothing(String type) throws Throwable {
    try (Account account = failed("")) {
      Map<String, Object> event = account.request(type, "request-1", ONLY_CONNECT);
      event.put("ResponseURL", "https://evil.s3.eu-central-1.amazonaws.com/a?X=1");
      event.put("PhysicalResourceId", STORE);
      assertThatThrownBy(() -> account.deploy(event)).hasMessageContaining("RESPONSE_HOSTS");
      assertThat(account.runs()).isEmpty();
    }
  }

  /** EventBridge Scheduler delivers at least once, so two runs may be in progress at once. */
  @Test
  void aScheduleThatIsDeliveredTwiceDoesNoHarm() throws Throwable {
    try (Account account = failed("")) {
      String request =
          "{'customKeyStoreId': '%s', 'update': {'keyStorePasswordSecretId': 'payments/kmsuser'}}"
              .formatted(STORE);
      account.schedule(request);
      account.schedule(request);
      account.settle();

      assertThat(account.runs()).extracting(Run::status).containsExactly("SUCCEEDED", "SUCCEEDED");
      assertThat(account.state()).isEqualTo("CONNECTED");
      assertThat(account.happened())
          .noneMatch(event -> event.event().equals("LOG_IN_FAILED"))
          .noneMatch(
              event ->
                  event.event().equals("STATE") && "CONNECTED".equals(event.details().get("from")));
      assertThat(account.accepted("UpdateCustomKeyStore")).isEqualTo(1);
      assertThat(account.bucket.responses()).isEmpty();
      assertThat(account.sent("EVENT_PUT", "detail")).hasSize(2);
    }
  }

  @Test
  void peopleHearOfTheRecoveryThatFollowsAFailure() throws Throwable {
    try (Account account = failed("")) {
      account.schedule("{'customKeyStoreId': '%s'}".formatted(STORE));
      account.settle();
      account.schedule(
          "{'customKeyStoreId': '%s', 'update': {'keyStorePasswordSecretId': 'payments/kmsuser'}}"
              .formatted(STORE));
      account.settle();
      account.schedule("{'customKeyStoreId': '%s'}".formatted(STORE));
      account.settle();

      assertThat(account.sent("MESSAGE_PUBLISHED", "messageSubject"))
          .satisfiesExactly(
              first -> assertThat(first).contains("needs a person"),
              second -> assertThat(second).contains("CONNECTED again"));
    }
  }

  private static Map<String, Object> only(Account account) {
    assertThat(account.answers("request-1")).hasSize(1);
    return account.answers("request-1").getFirst();
  }
}
