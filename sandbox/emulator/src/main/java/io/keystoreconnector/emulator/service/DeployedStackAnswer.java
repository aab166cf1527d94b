package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.stacks.ChangeSet;
import io.keystoreconnector.emulator.stacks.ResourceChange;
import io.keystoreconnector.emulator.stacks.Stack;
import io.keystoreconnector.emulator.stacks.StackEvent;
import io.keystoreconnector.emulator.stacks.StackOutput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** How CloudFormation shows the stacks that clients make, their change sets and events. */
final class DeployedStackAnswer {

  private DeployedStackAnswer() {}

  static Map<String, Object> json(Stack stack, Instant now) {
    return new Body()
        .with("StackId", stack.id())
        .with("StackName", stack.name())
        .with("CreationTime", text(stack.created()))
        .with("StackStatus", stack.status(now))
        .with("StackStatusReason", stack.reason(now))
        .with("DisableRollback", false)
        .with(
            "Parameters",
            stack.parameters().entrySet().stream().map(DeployedStackAnswer::parameter).toList())
        .with(
            "Outputs",
            stack.outputs(now).entrySet().stream().map(DeployedStackAnswer::output).toList())
        .json();
  }

  private static Map<String, Object> parameter(Map.Entry<String, String> parameter) {
    return new Body()
        .with("ParameterKey", parameter.getKey())
        .with("ParameterValue", parameter.getValue())
        .json();
  }

  private static Map<String, Object> output(Map.Entry<String, StackOutput> output) {
    return new Body()
        .with("OutputKey", output.getKey())
        .with("OutputValue", output.getValue().value())
        .with("Description", output.getValue().description())
        .with("ExportName", output.getValue().exportName())
        .json();
  }

  static Map<String, Object> json(Stack stack, ChangeSet changeSet, Instant now) {
    boolean available = changeSet.isAvailable(now);
    String status = changeSet.status(now);
    return new Body()
        .with("ChangeSetName", changeSet.name())
        .with("ChangeSetId", changeSet.arn())
        .with("StackId", stack.id())
        .with("StackName", stack.name())
        .with("CreationTime", text(changeSet.created()))
        .with("Status", status)
        .with("StatusReason", status.equals("FAILED") ? changeSet.reason() : null)
        .with("ExecutionStatus", available ? "AVAILABLE" : "UNAVAILABLE")
        .json();
  }

  static Map<String, Object> json(Stack stack, ResourceChange change) {
    boolean adds = change.action() == ResourceChange.Action.ADD;
    boolean modifies = change.action() == ResourceChange.Action.MODIFY;
    return Map.of(
        "Type",
        "Resource",
        "ResourceChange",
        new Body()
            .with("Action", change.action().wireName())
            .with("LogicalResourceId", change.id())
            .with("PhysicalResourceId", adds ? null : stack.physicalId(change.id()))
            .with("ResourceType", change.type())
            .with("Replacement", modifies ? (change.isReplaced() ? "True" : "False") : null)
            .with("Scope", modifies ? List.of("Properties") : List.of())
            .with(
                "Details", change.properties().stream().map(each -> detail(change, each)).toList())
            .json());
  }

  private static Map<String, Object> detail(ResourceChange change, String property) {
    return new Body()
        .with(
            "Target",
            new Body()
                .with("Attribute", "Properties")
                .with("Name", property)
                .with("RequiresRecreation", change.isReplacedBy(property) ? "Always" : "Never")
                .json())
        .with("Evaluation", "Static")
        .with("ChangeSource", "DirectModification")
        .json();
  }

  static Map<String, Object> json(Stack stack, StackEvent event) {
    return new Body()
        .with("StackId", stack.id())
        .with("EventId", event.id())
        .with("StackName", stack.name())
        .with("LogicalResourceId", event.logicalId())
        .with("PhysicalResourceId", event.physicalId())
        .with("ResourceType", event.type())
        .with("Timestamp", text(event.at()))
        .with("ResourceStatus", event.status())
        .with("ResourceStatusReason", event.reason())
        .json();
  }

  private static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
