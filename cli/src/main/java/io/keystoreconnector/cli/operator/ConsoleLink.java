package io.keystoreconnector.cli.operator;

import java.util.Map;

/** The console's page of an execution, in any partition. */
final class ConsoleLink {

  private static final Map<String, String> HOSTS =
      Map.of(
          "aws", "console.aws.amazon.com",
          "aws-us-gov", "console.amazonaws-us-gov.com",
          "aws-cn", "console.amazonaws.cn",
          "aws-eusc", "console.amazonaws-eusc.eu");

  private ConsoleLink() {}

  static String of(ExecutionArn execution) {
    return "https://%s/states/home?region=%s#/v2/executions/details/%s"
        .formatted(
            HOSTS.getOrDefault(execution.partition(), "console.aws.amazon.com"),
            execution.region(),
            execution.text());
  }
}
