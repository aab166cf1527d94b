package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {

  /** With JSON logs, Lambda puts a String into the field "message" of an object of its own. */
  @Test
  void aLineGoesOutAsBytesSoThatItsFieldsAreFieldsOfTheLog() {
    List<String> bytes = new ArrayList<>();
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            throw new AssertionError("wrapped: " + message);
          }

          @Override
          public void log(byte[] message) {
            bytes.add(new String(message, StandardCharsets.UTF_8));
          }
        };
    new Log(logger, "arn:execution").line("decided", Map.of("action", "Wait"));
    assertThat(bytes)
        .containsExactly(
            "{\"message\":\"decided\",\"execution\":\"arn:execution\",\"action\":\"Wait\"}\n");
  }
}
