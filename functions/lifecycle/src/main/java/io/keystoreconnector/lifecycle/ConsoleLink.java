package io.keystoreconnector.lifecycle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the console shows an execution. */
final class ConsoleLink {

  /** By partition. */
  private static final Map<String, String> CONSOLES =
      Map.of(
          "aws", "console.aws.amazon.com",
          "aws-cn", "console.amazonaws.cn",
          "aws-us-gov", "console.amazonaws-us-gov.com",
          "aws-eusc", "console.amazonaws-eusc.eu");

  /** The link; null if the ARN is not valid, or if the console of its partition is not known. */
  @Nullable String to(String executionArn) {
    String[] arn = executionArn.split(":", -1);
    String console = arn.length < 8 ? null : CONSOLES.get(arn[1]);
    return console == null
        ? null
        : "https://%2$s.%1$s/states/home?region=%2$s#/v2/executions/details/%3$s"
            .formatted(console, arn[3], executionArn);
  }
}
