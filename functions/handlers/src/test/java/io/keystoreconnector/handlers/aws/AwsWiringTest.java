package io.keystoreconnector.handlers.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.utils.AttributeMap;

class AwsWiringTest {

  private static final Path FILE = Path.of("../../statemachine/connect-key-store.asl.json");
  private static final Pattern STEP_TIMEOUT =
      Pattern.compile("\"FunctionName\".*?\"TimeoutSeconds\": (\\d+),", Pattern.DOTALL);

  /**
   * A step that acts checks first: the client must have given up on both calls before the step
   * times out.
   */
  @Test
  void twoCallsWithoutAnAnswerTakeNoLongerThanAStepMay() throws IOException {
    Duration call = AwsWiring.CONNECT_TIMEOUT.plus(AwsWiring.READ_TIMEOUT);
    assertThat(STEP_TIMEOUT.matcher(Files.readString(FILE)).results())
        .hasSize(7)
        .allSatisfy(
            step ->
                assertThat(Duration.ofSeconds(Long.parseLong(step.group(1))))
                    .isGreaterThanOrEqualTo(call.multipliedBy(2)));
  }

  /**
   * The SDK's defaults are longer than a step, and only its internals show which ones a client has.
   */
  @Test
  void theClientsHaveTheseTimeouts() throws ReflectiveOperationException {
    try (SdkHttpClient client = AwsWiring.httpClient()) {
      Field options = client.getClass().getDeclaredField("options");
      options.setAccessible(true);
      AttributeMap set = (AttributeMap) options.get(client);
      assertThat(set.get(SdkHttpConfigurationOption.CONNECTION_TIMEOUT))
          .isEqualTo(AwsWiring.CONNECT_TIMEOUT);
      assertThat(set.get(SdkHttpConfigurationOption.READ_TIMEOUT))
          .isEqualTo(AwsWiring.READ_TIMEOUT);
    }
  }
}
