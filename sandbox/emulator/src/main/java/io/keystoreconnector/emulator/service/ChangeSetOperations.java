package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.stacks.ChangeSet;
import io.keystoreconnector.emulator.stacks.ResourceChange;
import io.keystoreconnector.emulator.stacks.Stack;
import io.keystoreconnector.emulator.stacks.StackEvent;
import io.keystoreconnector.emulator.stacks.Stacks;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations with which a stack is made and changed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet</a>
 */
record ChangeSetOperations(Stacks stacks, InstantSource clock) {

  private static final int PAGE = 50;

  /** A longer template must be in a bucket. */
  private static final int LONGEST_BODY = 51_200;

  Map<String, Operation> all() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("CreateChangeSet", this::create);
    operations.put("DescribeChangeSet", this::describe);
    operations.put("ExecuteChangeSet", this::execute);
    operations.put("DeleteChangeSet", this::discard);
    operations.put("DescribeStackEvents", this::events);
    operations.put("DeleteStack", this::delete);
    return operations;
  }

  private Map<String, Object> create(Params params) {
    QueryLists lists = new QueryLists(params);
    lists.refuseAllBut(
        List.of("Capabilities", "Parameters"),
        "Action",
        "Version",
        "StackName",
        "ChangeSetName",
        "ChangeSetType",
        "ClientToken",
        "Description",
        "TemplateBody",
        "TemplateURL");
    Stacks.Request request =
        new Stacks.Request()
            .template(template(params))
            .admitsRoles(
                lists.texts("Capabilities").stream().anyMatch(each -> each.contains("IAM")));
    for (Map<String, String> each : lists.objects("Parameters")) {
      boolean before = Boolean.parseBoolean(each.get("UsePreviousValue"));
      request.parameter(
          String.valueOf(each.get("ParameterKey")),
          before ? null : String.valueOf(each.get("ParameterValue")));
    }
    ChangeSet changeSet =
        stacks.plan(
            text(params, "StackName"),
            text(params, "ChangeSetName"),
            "CREATE".equals(params.textOrNull("ChangeSetType", Constraint.ANY_TEXT)),
            request,
            clock.instant());
    Stack stack = stacks.changeSet(null, changeSet.arn()).orElseThrow().getKey();
    return Map.of("Id", changeSet.arn(), "StackId", stack.id());
  }

  private String template(Params params) {
    @Nullable String url = params.textOrNull("TemplateURL", Constraint.ANY_TEXT);
    if (url != null) {
      return stacks.template(url);
    }
    String body = text(params, "TemplateBody");
    if (body.length() > LONGEST_BODY) {
      throw Params.invalid(
          "TemplateBody", "Member must have length less than or equal to " + LONGEST_BODY);
    }
    return body;
  }

  private Map<String, Object> describe(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "ChangeSetName", "NextToken");
    Map.Entry<Stack, ChangeSet> found = changeSet(params);
    Instant now = clock.instant();
    ChangeSet changeSet = found.getValue();
    List<ResourceChange> changes = changeSet.isAvailable(now) ? changeSet.changes() : List.of();
    Page<ResourceChange> page =
        Page.of(changeSet.arn(), changes, token(params), PAGE, invalidToken());
    Map<String, Object> json = DeployedStackAnswer.json(found.getKey(), changeSet, now);
    json.put(
        "Changes",
        page.items().stream().map(each -> DeployedStackAnswer.json(found.getKey(), each)).toList());
    return withNext(json, page);
  }

  private Map<String, Object> execute(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "ChangeSetName", "ClientRequestToken");
    Map.Entry<Stack, ChangeSet> found = changeSet(params);
    stacks.execute(found.getKey(), found.getValue(), clock.instant());
    return Map.of();
  }

  private Map<String, Object> discard(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "ChangeSetName");
    Map.Entry<Stack, ChangeSet> found = changeSet(params);
    stacks.discard(found.getKey(), found.getValue());
    return Map.of();
  }

  private Map.Entry<Stack, ChangeSet> changeSet(Params params) {
    String name = text(params, "ChangeSetName");
    return stacks
        .changeSet(params.textOrNull("StackName", Constraint.ANY_TEXT), name)
        .orElseThrow(
            () ->
                AwsError.CHANGE_SET_NOT_FOUND.because(
                    "ChangeSet [%s] does not exist".formatted(name)));
  }

  private Map<String, Object> events(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "NextToken");
    String name = text(params, "StackName");
    Stack stack =
        stacks
            .find(name)
            .orElseThrow(
                () ->
                    AwsError.STACK_VALIDATION.because("Stack [%s] does not exist".formatted(name)));
    Page<StackEvent> page =
        Page.of(
            "events of " + stack.id(),
            stack.events(clock.instant()),
            token(params),
            PAGE,
            invalidToken());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "StackEvents",
        page.items().stream().map(each -> DeployedStackAnswer.json(stack, each)).toList());
    return withNext(json, page);
  }

  private Map<String, Object> delete(Params params) {
    params.refuseAllBut("Action", "Version", "StackName", "ClientRequestToken");
    stacks.delete(text(params, "StackName"));
    return Map.of();
  }

  private static Map<String, Object> withNext(Map<String, Object> json, Page<?> page) {
    @Nullable String next = page.next();
    if (next != null) {
      json.put("NextToken", next);
    }
    return json;
  }

  private static @Nullable String token(Params params) {
    return params.textOrNull("NextToken", Constraint.ANY_TEXT);
  }

  private static Refusal invalidToken() {
    return AwsError.STACK_VALIDATION.because(Page.UNKNOWN);
  }

  private static String text(Params params, String name) {
    return params.text(name, Constraint.ANY_TEXT);
  }
}
