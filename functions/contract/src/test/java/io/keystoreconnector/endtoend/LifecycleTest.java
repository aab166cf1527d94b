package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Account.STORE;
import static org.assertj.core.api.Assertions.assertThat;

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
      assertThat(reason(only(account))).contains("stopped", "the network is down");
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
