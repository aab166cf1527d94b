package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.ConsoleHost;

/** The console's page of an execution, in any partition. */
final class ConsoleLink {

  private ConsoleLink() {}

  static String of(ExecutionArn execution) {
    return "https://%s/states/home?region=%s#/v2/executions/details/%s"
        .formatted(
            ConsoleHost.ofPartition(execution.partition()).orElse("console.aws.amazon.com"),
            execution.region(),
            execution.text());
  }
}
