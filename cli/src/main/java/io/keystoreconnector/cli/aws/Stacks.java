package io.keystoreconnector.cli.aws;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** The CloudFormation stacks of an account in one Region. */
public final class Stacks {

  private final Session session;
  private final CloudFormationClient cloudFormation;

  /** Those that this session reaches. */
  public Stacks(Session session) {
    this.session = session;
    this.cloudFormation = session.client(CloudFormationClient.builder());
  }

  /**
   * The outputs of a stack by name; empty if the stack does not exist.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<Map<String, String>> outputs(String stack) {
    return Problems.translated(session, "cloudformation:DescribeStacks", () -> described(stack));
  }

  private Optional<Map<String, String>> described(String stack) {
    try {
      return cloudFormation.describeStacks(r -> r.stackName(stack)).stacks().stream()
          .findFirst()
          .map(
              found ->
                  found.outputs().stream()
                      .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    } catch (CloudFormationException e) {
      // CloudFormation has no separate error code for that.
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
