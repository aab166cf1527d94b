package io.keystoreconnector.cli.aws;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * One CloudFormation stack, and the change sets with which it is created and updated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html">Change
 *     sets</a>
 */
public final class ChangeSets {

  private final Session session;
  private final CloudFormationClient cloudFormation;
  private final Stacks stacks;
  private final String stack;

  /**
   * A change set that was requested.
   *
   * @param id its ARN
   * @param stackId the ARN of the stack
   */
  public record Requested(String id, String stackId) {}

  /** Those of a stack with this name, whether or not it exists. */
  public ChangeSets(Session session, String stack) {
    this.session = session;
    this.cloudFormation = session.patientClient(CloudFormationClient.builder());
    this.stacks = new Stacks(session, cloudFormation);
    this.stack = stack;
  }

  /**
   * The stack; empty if it does not exist.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<StackFacts> stack() {
    return stacks.find(stack);
  }

  /**
   * Requests a change set with this name.
   *
   * @param isNew whether it creates the stack
   * @param templateUrl where the template is in S3
   * @param parameters their values; null for the one that the stack has
   * @throws AwsProblem if CloudFormation refuses it; of kind PASSING if someone else is changing
   *     the stack
   */
  public Requested request(
      String name, boolean isNew, String templateUrl, Map<String, @Nullable String> parameters) {
    try {
      CreateChangeSetResponse response = created(name, isNew, templateUrl, parameters);
      return new Requested(response.id(), response.stackId());
    } catch (AwsProblem e) {
      boolean isRefused = e.kind() == AwsProblem.Kind.REFUSED;
      throw isRefused && stack().filter(StackFacts::isBeingChanged).isPresent() ? overtaken() : e;
    }
  }

  private CreateChangeSetResponse created(
      String name, boolean isNew, String templateUrl, Map<String, @Nullable String> parameters) {
    return Problems.translated(
        session,
        "cloudformation:CreateChangeSet",
        () ->
            cloudFormation.createChangeSet(
                r ->
                    r.stackName(stack)
                        .changeSetName(name)
                        // So that a repeated request is the same request.
                        .clientToken(name)
                        .changeSetType(isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                        .templateURL(templateUrl)
                        .capabilities(Capability.CAPABILITY_IAM)
                        .parameters(
                            parameters.entrySet().stream().map(ChangeSets::parameter).toList())));
  }

  private static Parameter parameter(Map.Entry<String, @Nullable String> given) {
    Parameter.Builder parameter = Parameter.builder().parameterKey(given.getKey());
    @Nullable String value = given.getValue();
    return (value == null ? parameter.usePreviousValue(true) : parameter.parameterValue(value))
        .build();
  }

  /**
   * A change set with all changes that CloudFormation has found so far.
   *
   * @throws AwsProblem if it cannot be read
   */
  public ChangeSetFacts read(String id) {
    List<DescribeChangeSetResponse> pages =
        Problems.translated(
            session,
            "cloudformation:DescribeChangeSet",
            () ->
                cloudFormation
                    .describeChangeSetPaginator(r -> r.stackName(stack).changeSetName(id))
                    .stream()
                    .toList());
    return new ChangeSetFacts(
        pages.getFirst().statusAsString(),
        Objects.toString(pages.getFirst().statusReason(), ""),
        pages.stream()
            .flatMap(page -> page.changes().stream())
            .map(Change::resourceChange)
            .filter(Objects::nonNull)
            .map(ChangeSets::facts)
            .toList());
  }

  private static ResourceChangeFacts facts(ResourceChange change) {
    return new ResourceChangeFacts(
        change.actionAsString(),
        change.logicalResourceId(),
        change.resourceType(),
        Objects.toString(change.replacementAsString(), ""),
        change.details().stream()
            .map(ResourceChangeDetail::target)
            .filter(target -> target != null && target.name() != null)
            .map(target -> target.name())
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * Begins to carry out a change set.
   *
   * @throws AwsProblem if CloudFormation refuses it; of kind PASSING if someone else's change set
   *     has made it void
   */
  public void execute(String id, String token) {
    var unused =
        Problems.translated(
            session,
            "cloudformation:ExecuteChangeSet",
            () -> {
              try {
                return cloudFormation.executeChangeSet(
                    r -> r.stackName(stack).changeSetName(id).clientRequestToken(token));
              } catch (ChangeSetNotFoundException | InvalidChangeSetStatusException e) {
                throw overtaken();
              }
            });
  }

  private AwsProblem overtaken() {
    return new AwsProblem(
        AwsProblem.Kind.PASSING,
        "Someone else has changed stack %s, or is changing it. Nothing was changed; deploy again when that is over."
            .formatted(stack));
  }

  /**
   * Deletes a change set that was not executed. It may be gone: CloudFormation deletes it when
   * someone executes another one of the stack.
   *
   * @throws AwsProblem if CloudFormation refuses it
   */
  public void discard(String id) {
    var unused =
        Problems.translated(session, "cloudformation:DeleteChangeSet", () -> discarded(id));
  }

  private boolean discarded(String id) {
    try {
      var unused = cloudFormation.deleteChangeSet(r -> r.stackName(stack).changeSetName(id));
      return true;
    } catch (ChangeSetNotFoundException e) {
      return false;
    }
  }

  /**
   * Deletes a stack in which nothing was ever created.
   *
   * @param id its ARN
   * @throws AwsProblem if CloudFormation refuses it
   */
  public void deleteEmpty(String id) {
    var unused =
        Problems.translated(
            session,
            "cloudformation:DeleteStack",
            () -> cloudFormation.deleteStack(r -> r.stackName(id)));
  }

  /**
   * The events of the stack after the one with this id, oldest first.
   *
   * @param stackId its ARN, by which also a deleted stack is known
   * @param last empty for all
   * @throws AwsProblem if they cannot be read
   */
  public List<StackEventFacts> eventsAfter(String stackId, String last) {
    return Problems.translated(
        session,
        "cloudformation:DescribeStackEvents",
        () ->
            cloudFormation
                .describeStackEventsPaginator(r -> r.stackName(stackId))
                .stackEvents()
                .stream()
                .takeWhile(event -> !event.eventId().equals(last))
                .map(ChangeSets::facts)
                .toList()
                .reversed());
  }

  private static StackEventFacts facts(StackEvent event) {
    return new StackEventFacts(
        event.eventId(),
        event.timestamp(),
        Objects.toString(event.logicalResourceId(), ""),
        Objects.toString(event.resourceType(), ""),
        Objects.toString(event.resourceStatusAsString(), ""),
        Objects.toString(event.resourceStatusReason(), ""),
        event.stackId().equals(event.physicalResourceId()));
  }
}
