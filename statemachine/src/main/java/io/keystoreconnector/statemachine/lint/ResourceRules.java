package io.keystoreconnector.statemachine.lint;

import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.TaskResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task is of a known kind, in the partition of the deployment; what it reads from a table is
 * never stale, and what it writes is valid.
 */
final class ResourceRules {
  private static final Set<String> INTEGRATIONS =
      Set.of(
          LambdaTasks.INVOKE,
          DynamoDbTasks.GET_ITEM,
          DynamoDbTasks.PUT_ITEM,
          StartExecutionTasks.START);

  private static final String PARTITION = "${Partition}";

  private static final Pattern VALUE = Pattern.compile(":\\w+");

  private ResourceRules() {}

  static List<String> check(Node node) {
    if (!node.isTask()) {
      return List.of();
    }
    String text = Tree.text(node.fields().get("Resource"));
    return TaskResource.of(text)
        .filter(resource -> INTEGRATIONS.contains(resource.integration()))
        .map(resource -> check(resource, node.fields().get("Arguments")))
        .orElse(List.of("Resource is '" + text + "', which is not a known one"));
  }

  private static List<String> check(TaskResource resource, @Nullable Object arguments) {
    if (!resource.partition().equals(PARTITION)) {
      return List.of(
          "Resource is in the partition " + resource.partition() + " instead of " + PARTITION);
    }
    return arguments instanceof Map<?, ?> map
        ? check(resource.integration(), Tree.object(map))
        : List.of();
  }

  private static List<String> check(String integration, Map<String, @Nullable Object> arguments) {
    return switch (integration) {
      case DynamoDbTasks.GET_ITEM -> read(arguments);
      case DynamoDbTasks.PUT_ITEM -> write(arguments);
      default -> List.of();
    };
  }

  private static List<String> read(Map<String, @Nullable Object> arguments) {
    return Boolean.TRUE.equals(arguments.get("ConsistentRead"))
        ? List.of()
        : List.of("Arguments.ConsistentRead is not true, so it may read an old value");
  }

  /** DynamoDB refuses a value that is not used, and one that is not given. */
  private static List<String> write(Map<String, @Nullable Object> arguments) {
    String condition = Tree.text(arguments.get("ConditionExpression"));
    if (condition.isEmpty()) {
      return List.of("Arguments.ConditionExpression is missing, so it overwrites any item");
    }
    Set<String> used =
        VALUE.matcher(condition).results().map(MatchResult::group).collect(Collectors.toSet());
    Set<String> given = Tree.object(arguments.get("ExpressionAttributeValues")).keySet();
    List<String> findings = new ArrayList<>();
    for (String value : without(used, given)) {
      findings.add("Arguments.ConditionExpression uses " + value + ", which has no value");
    }
    for (String value : without(given, used)) {
      findings.add("Arguments.ExpressionAttributeValues has " + value + ", which is not used");
    }
    return findings;
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
