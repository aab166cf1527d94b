package io.keystoreconnector.rehearsal.teststate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Everything about the comparison with TestState but what AWS answers: the tests, the requests, and
 * that a difference is seen. RealTestStateTest asks AWS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestStateTest {

  private List<StateTest> tests = List.of();
  private Map<Object, Object> before = Map.of();
  private Map<Object, Object> afterwards = Map.of();

  @BeforeAll
  void playScenarios() throws IOException {
    before = Map.copyOf(System.getProperties());
    tests = ScenarioTests.all();
    afterwards = Map.copyOf(System.getProperties());
  }

  /** Otherwise the client for AWS would ask the sandbox. */
  @Test
  void theSettingsOfTheSdkAreAsTheyWereBeforeTheScenarios() {
    assertThat(afterwards).isEqualTo(before);
  }

  @Test
  void everyWayOutOfEveryStateIsTaken() {
    Definition definition = new Definition(ScenarioTests.machine());
    for (String state : definition.names()) {
      List<StateTest> ofTheState =
          tests.stream().filter(test -> test.state().equals(state)).toList();
      assertThat(ofTheState).as(state).isNotEmpty();
      assertThat(ofTheState)
          .as(state)
          .extracting(test -> String.valueOf(test.expected().next()))
          .containsAll(definition.waysOut(state));
    }
  }

  @Test
  void tasksAreRetriedAndTheirErrorsAreCaughtAndNotCaught() {
    assertThat(tests)
        .extracting(test -> test.expected().status())
        .contains(Outcome.SUCCEEDED, Outcome.RETRIABLE, Outcome.CAUGHT, Outcome.FAILED);
  }

  @Test
  void aRequestHoldsEverythingThatTheStateDependsOn() throws IOException {
    try (LoopbackTestState aws = new LoopbackTestState(UnaryOperator.identity())) {
      assertThat(Report.of(api(aws), tests).differences()).isEmpty();
    }
  }

  /** What AWS could answer differently. */
  enum Mistake {
    STATUS("status"),
    OUTPUT("output"),
    NEXT("nextState"),
    ERROR("error"),
    CAUSE("cause"),
    VARIABLE("variable request"),
    MISSING_VARIABLE("variable progress"),
    ARGUMENTS("arguments");

    private final String named;

    Mistake(String named) {
      this.named = named;
    }

    Outcome in(Outcome right) {
      Map<String, @Nullable Object> variables =
          right.variables() == null
              ? new LinkedHashMap<>()
              : new LinkedHashMap<>(right.variables());
      if (this == VARIABLE) {
        variables.put("request", "another");
      }
      if (this == MISSING_VARIABLE) {
        variables.remove("progress");
      }
      return new Outcome(
          this == STATUS ? "PENDING" : right.status(),
          this == OUTPUT ? Map.of("another", 1) : right.output(),
          this == NEXT ? "Another state" : right.next(),
          this == ERROR ? "Another" : right.error(),
          this == CAUSE ? "Another" : right.cause(),
          right.variables() == null ? null : variables,
          this == ARGUMENTS ? Map.of() : right.arguments());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherAnswerIsADifferenceThatIsNamed(Mistake mistake) throws IOException {
    StateTest caught =
        tests.stream()
            .filter(test -> test.expected().status().equals(Outcome.CAUGHT))
            .filter(test -> test.variables().containsKey("progress"))
            .findFirst()
            .orElseThrow();
    try (LoopbackTestState aws = new LoopbackTestState(mistake::in)) {
      assertThat(Report.of(api(aws), List.of(caught)).differences())
          .singleElement()
          .asString()
          .startsWith(caught.kind() + ": " + mistake.named + ": runner ")
          .contains(", AWS ");
    }
  }

  @Test
  void aTestThatAwsRefusesIsADifferenceToo() throws IOException {
    StateTest test = tests.getFirst();
    StateTest elsewhere =
        new StateTest(
            test.definition(),
            "No such state",
            test.input(),
            test.variables(),
            null,
            null,
            test.expected());
    try (LoopbackTestState aws = new LoopbackTestState(UnaryOperator.identity())) {
      assertThat(Report.of(api(aws), List.of(elsewhere)).differences())
          .singleElement()
          .asString()
          .contains("refused", "State not found in definition");
    }
  }

  /** AWS has another host name for this operation than for most. */
  private static TestStateApi api(LoopbackTestState aws) {
    return new TestStateApi(
        SfnClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(aws.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none")))
            .overrideConfiguration(
                config ->
                    config
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .putAdvancedOption(
                            SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
            .build());
  }
}
