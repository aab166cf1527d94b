package io.keystoreconnector.rehearsal.teststate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Compares our runner with Step Functions, for someone who has an account. Runs in the profile
 * {@code realAws} only; see docs/fidelity.md.
 */
@Tag("realAws")
class RealTestStateTest {

  /** Some more than the longest wait of the tests. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

  private static final int MOST_ATTEMPTS = 10;

  @Test
  void everyStateHasTheSameOutcomeOnOurRunnerAndInStepFunctions() throws IOException {
    List<StateTest> tests = ScenarioTests.all();
    System.out.printf(
        """
        Compares the runner with Step Functions, in the AWS account that your credentials reach.
          %d calls of TestState, with the results of all tasks given: no execution, no function, no
            key store, no role and no deployment. Nothing is created or changed. They cost less than
            a US cent and take some minutes, because AWS limits them and one state waits.
          Your credentials need states:TestState, in a Region of the partition aws.
        """,
        tests.size());
    try (SfnClient client = client()) {
      Report report = Report.of(new TestStateApi(client), tests);
      System.out.printf("%d of %d tests had the same outcome.%n", report.same(), tests.size());
      assertThat(report.differences()).isEmpty();
    }
  }

  private static SfnClient client() {
    return SfnClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_ANSWER))
        .overrideConfiguration(
            config ->
                config.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MOST_ATTEMPTS)
                        .build()))
        .build();
  }
}
