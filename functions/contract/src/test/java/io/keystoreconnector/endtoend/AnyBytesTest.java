package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Account.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Every function survives any bytes that it is called with. */
class AnyBytesTest {

  private static final long SEED = 1;
  private static final int DAMAGED = 250;

  /** A build takes every fourth event, {@code ./mvnw -Pproof} all. */
  private static final int STEP = Boolean.getBoolean("connector.proof") ? 1 : 4;

  private static final int LONGEST_MESSAGE = 1_000;

  private static final String STEPS = "io.keystoreconnector.handlers.";
  private static final String LIFECYCLE = "io.keystoreconnector.lifecycle.";

  /** The names that appear in the state machine and the runbook. */
  private static final Set<String> NAMED =
      Set.of(
          STEPS + "InvalidRequest",
          STEPS + "Throttled",
          STEPS + "ServiceUnavailable",
          STEPS + "AccessDenied",
          LIFECYCLE + "InvalidEvent",
          LIFECYCLE + "NotificationFailed");

  private static final String CHECK =
      """
      {"request": {"customKeyStoreId": "%1$s", "whenDisconnected": "CONNECT", "addHsm": true,
         "maxAttempts": 3, "windowSeconds": 1200, "pollSeconds": 10, "dryRun": false,
         "update": {"when": "BEFORE_CONNECT", "keyStorePasswordSecretId": "payments/kmsuser"}},
       "progress": {"steps": [{"action": "Connect", "at": "2026-11-23T03:00:01Z", "why": "so",
           "secretVersion": "v1",
           "answer": {"outcome": "ACCEPTED", "error": "", "detail": "taken"}}],
         "failures": [{"code": "INTERNAL_ERROR", "at": "2026-11-23T03:00:05Z"}],
         "pending": {"action": "Connect", "at": "2026-11-23T03:00:09Z", "why": "so"},
         "first": "DISCONNECTED", "seen": "FAILED",
         "changed": "2026-11-23T03:00:09Z"},
       "keyStoreId": "%1$s",
       "journal": {"version": 4, "unsaved": true,
         "entry": "{\\"format\\":1,\\"logIns\\":{\\"failed\\":1},\\"used\\":[\\"v1\\"]}"},
       "answer": {"outcome": "REFUSED", "error": "SomeException", "detail": "not now"},
       "now": "2026-11-23T03:01:00Z", "startedAt": "2026-11-23T03:00:00Z", "execution": "arn:x"}
      """
          .formatted(STORE);

  private static final String ACT =
      """
      {"act": {"keyStoreId": "%s", "clusterId": "cluster-paymentsHsm",
         "availabilityZone": "eu-central-1a",
         "settings": {"cloudHsmClusterId": "cluster-paymentsHsm"},
         "secret": {"field": "keyStorePasswordSecretId", "secretId": "payments/kmsuser",
           "versionId": "11111111-1111-4111-8111-111111111111"}},
       "retry": 0, "execution": "arn:x"}
      """
          .formatted(STORE);

  private static final String STACK =
      """
      {"RequestType": "%s", "ServiceToken": "arn:aws:lambda:x", "ResponseURL": "RESPONSE_URL",
       "StackId": "arn:stack", "RequestId": "4d2c-_1", "ResourceType": "Custom::KeyStoreConnection",
       "LogicalResourceId": "Connection", "PhysicalResourceId": "%s",
       "ResourceProperties": {"ServiceToken": "arn:aws:lambda:x", "CustomKeyStoreId": "%s",
         "MaxAttempts": "7", "AddHsm": "true", "DisconnectOnDelete": "true",
         "Update": {"KeyStorePasswordSecretId": "payments/kmsuser"}},
       "OldResourceProperties": {"CustomKeyStoreName": "payments", "DisconnectOnDelete": "true"}}
      """;

  private static final String ENDED =
      """
      {"version": "0", "detail-type": "Step Functions Execution Status Change",
       "source": "aws.states", "time": "2026-11-23T03:05:00Z", "resources": ["%1$s"],
       "detail": {"executionArn": "%1$s", "status": "FAILED", "startDate": 1551225271984}}
      """
          .formatted("arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:run");

  static Stream<Arguments> functions() {
    return Stream.of(
        arguments(STEPS + "CheckHandler", CHECK),
        arguments(STEPS + "ConnectHandler", ACT),
        arguments(STEPS + "DisconnectHandler", ACT),
        arguments(STEPS + "UpdateHandler", ACT),
        arguments(STEPS + "AddHsmHandler", ACT),
        arguments(LIFECYCLE + "DeploymentHandler", STACK.formatted("Create", "cks-1", STORE)),
        arguments(LIFECYCLE + "DeploymentHandler", STACK.formatted("Delete", STORE, STORE)),
        arguments(LIFECYCLE + "OutcomeHandler", ENDED));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void endsWithAnAnswerOrAnErrorOfItsOwn(String function, String valid) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (Account account = Account.with("'state': 'DISCONNECTED'", "'PASSWORD'", "")) {
      RequestStreamHandler handler = account.handler(function);
      String event = valid.replace("RESPONSE_URL", account.bucket.preSigned("/any").toString());
      List<byte[]> events = HostileBytes.of(event, SEED, DAMAGED);
      for (int i = 0; i < events.size(); i += STEP) {
        byte[] bytes = events.get(i);
        String problem = problem(handler, bytes, account);
        if (!problem.isEmpty()) {
          wrong.add(problem + " at " + shortened(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
      }
    }
    assertThat(wrong.stream().limit(10)).as("of %d", wrong.size()).isEmpty();
  }

  private static String problem(RequestStreamHandler handler, byte[] event, Account account) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    List<String> logged = new ArrayList<>();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), answer, context(logged));
      var _ = JSON.std.anyFrom(answer.toString(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return "answers with what is no JSON: " + answer;
    } catch (Throwable e) {
      account.shown(e.toString());
      return wrong(e);
    } finally {
      account.shown(answer + " " + logged);
    }
    return logged.stream().map(String::stripTrailing).allMatch(AnyBytesTest::isPlain)
        ? ""
        : "logs more than one line: " + shortened(logged.toString());
  }

  /** Lambda logs an exception with its causes. */
  private static String wrong(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return NAMED.contains(thrown.getClass().getName())
            && thrown.getCause() == null
            && isPlain(message)
            && message.endsWith(".")
            && message.length() <= LONGEST_MESSAGE
        ? ""
        : "throws " + shortened(thrown + ", because of " + thrown.getCause());
  }

  private static boolean isPlain(String line) {
    return line.codePoints().noneMatch(Character::isISOControl);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(300, text.length()));
  }

  private static Context context(List<String> logged) {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            logged.add(message);
          }

          @Override
          public void log(byte[] message) {
            log(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            AnyBytesTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return 6_000;
              }
              assertThat(method.getName()).isEqualTo("getLogger");
              return logger;
            });
  }
}
