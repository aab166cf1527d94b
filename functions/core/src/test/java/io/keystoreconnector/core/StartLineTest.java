package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What options can say is not written as JSON. */
class StartLineTest {

  private static final String NAME = "customKeyStoreName";

  @ParameterizedTest
  @MethodSource
  void anInputIsWrittenAsOptions(Map<String, Object> input, String line) {
    assertThat(StartLine.of(input)).contains("./connector start " + line + " --follow");
  }

  static Stream<Arguments> anInputIsWrittenAsOptions() {
    return Stream.of(
        Arguments.of(Map.of(NAME, "pay ments"), "'pay ments'"),
        Arguments.of(Map.of(NAME, "-rf"), "--store=-rf"),
        Arguments.of(Map.of(NAME, "pay*"), "--store='pay*'"),
        Arguments.of(Map.of("customKeyStoreId", Given.STORE), Given.STORE),
        Arguments.of(
            Map.of(
                NAME,
                "payments",
                "update",
                Map.of("when", "NOW", "xksProxyUriPath", "/new/kms/xks/v1")),
            "payments --xks-path /new/kms/xks/v1 --now"),
        Arguments.of(
            Map.of(
                NAME,
                "payments",
                "update",
                Map.of(
                    "xksProxyConnectivity",
                    "PUBLIC_ENDPOINT",
                    "xksProxyVpcEndpointServiceName",
                    "")),
            "payments --xks-service '' --xks-connectivity PUBLIC_ENDPOINT"),
        Arguments.of(
            Map.of(
                NAME,
                "payments",
                "whenDisconnected",
                "LEAVE",
                "addHsm",
                true,
                "maxAttempts",
                5,
                "windowSeconds",
                600,
                "pollSeconds",
                30,
                "dryRun",
                true,
                "passwordTold",
                true),
            "payments --add-hsm --password-told --leave --max-attempts 5 --window-seconds 600"
                + " --poll-seconds 30 --dry-run"),
        Arguments.of(
            Map.of(NAME, "payments", "maxAttempts", 3, "windowSeconds", 1200, "pollSeconds", 10),
            "payments"));
  }

  @Test
  void anInputThatOptionsCannotMakeHasNoLine() {
    assertThat(
            Stream.of(
                List.of(),
                Map.of(),
                Map.of(NAME, "payments", "maxAttempts", 0),
                Map.of(NAME, Given.STORE),
                Map.of(NAME, "pay\u202ements"),
                Map.of("customKeyStoreId", "payments")))
        .allSatisfy(input -> assertThat(StartLine.of(input)).isEmpty());
  }
}
