package io.keystoreconnector.handlers.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AwsWiringTest {

  private static final Path FILE = Path.of("../../statemachine/connect-key-store.asl.json");
  private static final Pattern STEP_TIMEOUT = Pattern.compile("\"TimeoutSeconds\": (\\d{1,2}),");

  /** A step that acts looks first: the client must have given up on both calls before the step. */
  @Test
  void twoCallsWithoutAnAnswerTakeNoLongerThanAStepMay() throws IOException {
    Duration call = AwsWiring.CONNECT_TIMEOUT.plus(AwsWiring.READ_TIMEOUT);
    assertThat(STEP_TIMEOUT.matcher(Files.readString(FILE)).results())
        .hasSize(5)
        .allSatisfy(
            step ->
                assertThat(Duration.ofSeconds(Long.parseLong(step.group(1))))
                    .isGreaterThanOrEqualTo(call.multipliedBy(2)));
  }
}
