package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.stacks.Stack;
import io.keystoreconnector.emulator.stacks.Stacks;
import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.AwsError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudFormation, as far as needed to deploy the connector and to find a deployment by its
 * stack's outputs. One stack is there from the start: it has deployed the first two state machines,
 * one for a key store and one for several. Another is there if the world has the hub of an
 * organization. Of a stack that uses the first, only the status is known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
final class CloudFormation implements QueryService {

  private final Workflows workflows;
  private final HubStack hub;
  private final Stacks stacks;
  private final InstantSource clock;

  CloudFormation(Workflows workflows, HubStack hub, Stacks stacks, InstantSource clock) {
    this.workflows = workflows;
    this.hub = hub;
    this.stacks = stacks;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("DescribeStacks", this::describe);
    operations.putAll(new ChangeSetOperations(stacks, clock).all());
    return operations;
  }

  private Map<String, Object> describe(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "NextToken");
    @Nullable String wanted = params.textOrNull("StackName", Constraint.ANY_TEXT);
    Optional<String> status = wanted == null ? Optional.empty() : workflows.stackStatus(wanted);
    if (status.isPresent()) {
      return Map.of("Stacks", List.of(Map.of("StackId", wanted, "StackStatus", status.get())));
    }
    Instant now = clock.instant();
    List<Map<String, Object>> found = new ArrayList<>();
    List<DeployedMachine> machines = workflows.machines();
    machines.stream()
        .limit(1)
        .map(machine -> new StackAnswer(machine, machines.stream().skip(1).findFirst()))
        .filter(stack -> wanted == null || stack.isCalled(wanted))
        .forEach(stack -> found.add(stack.json()));
    if (hub.isThere() && (wanted == null || hub.isCalled(wanted))) {
      found.add(hub.json());
    }
    stacks.all().stream()
        .filter(each -> wanted == null || isCalled(each, wanted))
        .forEach(each -> found.add(DeployedStackAnswer.json(each, now)));
    if (wanted != null && found.isEmpty()) {
      throw AwsError.STACK_VALIDATION.because("Stack with id %s does not exist".formatted(wanted));
    }
    return Map.of("Stacks", found);
  }

  private static boolean isCalled(Stack stack, String wanted) {
    return wanted.equals(stack.name()) || wanted.equals(stack.id());
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
