package io.keystoreconnector.cli.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The CloudFormation stacks of an account in one Region. */
public final class Stacks {

  /** Those of a connector in the CDK app and in the documentation of the plain template. */
  public static final List<String> USUAL_NAMES = List.of("KeyStoreConnector", "keystore-connector");

  /** The output by which a connector is known: the ARN of its state machine. */
  public static final String CONNECTOR_OUTPUT = "StateMachineArn";

  /** That of an organization's hub in its documentation. */
  public static final String USUAL_HUB = "connector-hub";

  /** The output by which a hub is known: the name of its table. */
  public static final String HUB_OUTPUT = "HubTable";

  private final Session session;
  private final CloudFormationClient cloudFormation;

  /** Those that this session reaches. */
  public Stacks(Session session) {
    this(session, session.client(CloudFormationClient.builder()));
  }

  Stacks(Session session, CloudFormationClient cloudFormation) {
    this.session = session;
    this.cloudFormation = cloudFormation;
  }

  /**
   * The outputs of a stack by name; empty if the stack does not exist.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<Map<String, String>> outputs(String stack) {
    return find(stack).map(StackFacts::outputs);
  }

  /**
   * A stack; empty if it does not exist.
   *
   * @throws AwsProblem if it cannot be read
   */
  Optional<StackFacts> find(String stack) {
    return Problems.translated(session, "cloudformation:DescribeStacks", () -> described(stack));
  }

  private Optional<StackFacts> described(String stack) {
    try {
      return cloudFormation.describeStacks(r -> r.stackName(stack)).stacks().stream()
          .findFirst()
          .map(Stacks::facts);
    } catch (CloudFormationException e) {
      // CloudFormation has no separate error code for that.
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static StackFacts facts(Stack stack) {
    return new StackFacts(
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)),
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
  }
}
