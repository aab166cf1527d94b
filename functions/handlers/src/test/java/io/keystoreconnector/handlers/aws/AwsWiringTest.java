package io.keystoreconnector.handlers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

class AwsWiringTest {

  private static final Path FILE = Path.of("../../statemachine/connect-key-store.asl.json");
  private static final Pattern STEP_TIMEOUT =
      Pattern.compile(
          "\"FunctionName\": \"\\$\\{(\\w+)Function}\".*?\"TimeoutSeconds\": (\\d+),",
          Pattern.DOTALL);

  /**
   * A step that acts checks first: the client must have given up on both calls before the step
   * times out.
   */
  @Test
  void twoCallsWithoutAnAnswerTakeNoLongerThanAStepMay() throws IOException {
    Duration call = AwsWiring.CONNECT_TIMEOUT.plus(AwsWiring.READ_TIMEOUT);
    Duration update = AwsWiring.CONNECT_TIMEOUT.plus(AwsWiring.UPDATE_TIMEOUT);
    assertThat(STEP_TIMEOUT.matcher(Files.readString(FILE)).results())
        .hasSize(7)
        .allSatisfy(
            step ->
                assertThat(Duration.ofSeconds(Long.parseLong(step.group(2))))
                    .as(step.group(1))
                    .isGreaterThanOrEqualTo(
                        call.plus(step.group(1).equals("Update") ? update : call)));
  }

  /** KMS refuses an update of an external key store after it has asked the proxy. */
  @Test
  void onlyTheAnswerToAnUpdateIsAwaitedLonger() {
    try (OperationTimeouts http = new OperationTimeouts(named("usual"), named("patient"))) {
      assertThatThrownBy(() -> http.prepareRequest(request("TrentService.UpdateCustomKeyStore")))
          .hasMessage("patient");
      for (String other :
          List.of(
              "TrentService.ConnectCustomKeyStore",
              "TrentService.DescribeCustomKeyStores",
              "secretsmanager.GetSecretValue")) {
        assertThatThrownBy(() -> http.prepareRequest(request(other))).hasMessage("usual");
      }
    }
  }

  private static HttpExecuteRequest request(String target) {
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://kms.eu-central-1.amazonaws.com/"))
                .putHeader("X-Amz-Target", target)
                .build())
        .build();
  }

  /** A client that fails with its name when it is asked to do something. */
  private static SdkHttpClient named(String name) {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        throw new IllegalStateException(name);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * The SDK's defaults are longer than a step, and only its internals show which ones a client has.
   */
  @Test
  void theClientsHaveTheseTimeouts() throws ReflectiveOperationException {
    try (OperationTimeouts http = AwsWiring.httpClient()) {
      assertTimeout(http.usual(), AwsWiring.READ_TIMEOUT);
      assertTimeout(http.patient(), AwsWiring.UPDATE_TIMEOUT);
    }
  }

  private static void assertTimeout(SdkHttpClient client, Duration read)
      throws ReflectiveOperationException {
    Field options = client.getClass().getDeclaredField("options");
    options.setAccessible(true);
    AttributeMap set = (AttributeMap) options.get(client);
    assertThat(set.get(SdkHttpConfigurationOption.CONNECTION_TIMEOUT))
        .isEqualTo(AwsWiring.CONNECT_TIMEOUT);
    assertThat(set.get(SdkHttpConfigurationOption.READ_TIMEOUT)).isEqualTo(read);
  }
}
