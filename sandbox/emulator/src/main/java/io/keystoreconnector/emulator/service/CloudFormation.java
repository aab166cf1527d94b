package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudFormation, as far as needed to find a deployment by its stack's outputs: one stack,
 * which has deployed the first two state machines, one for a key store and one for several. Of a
 * stack that uses it, only the status is known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
final class CloudFormation implements QueryService {

  private final Workflows workflows;

  CloudFormation(Workflows workflows) {
    this.workflows = workflows;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("DescribeStacks", this::describe);
  }

  private Map<String, Object> describe(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "NextToken");
    @Nullable String wanted = params.textOrNull("StackName", Constraint.ANY_TEXT);
    Optional<String> status = wanted == null ? Optional.empty() : workflows.stackStatus(wanted);
    if (status.isPresent()) {
      return Map.of("Stacks", List.of(Map.of("StackId", wanted, "StackStatus", status.get())));
    }
    List<DeployedMachine> machines = workflows.machines();
    List<StackAnswer> found =
        machines.stream()
            .limit(1)
            .map(machine -> new StackAnswer(machine, machines.stream().skip(1).findFirst()))
            .filter(stack -> wanted == null || stack.isCalled(wanted))
            .toList();
    if (wanted != null && found.isEmpty()) {
      throw AwsError.STACK_VALIDATION.because("Stack with id %s does not exist".formatted(wanted));
    }
    return Map.of("Stacks", found.stream().map(StackAnswer::json).toList());
  }

  @Override
  public String name() {
    return "cloudformation";
  }

  /** AWS Query has no target; the version of the API tells the services apart. */
  @Override
  public String targetPrefix() {
    return "2010-05-15";
  }

  @Override
  public AwsError invalidParameter() {
    return AwsError.STACK_VALIDATION;
  }

  @Override
  public Wire wire() {
    return new QueryWire("http://cloudformation.amazonaws.com/doc/2010-05-15/");
  }
}
