package io.keystoreconnector.statemachine;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An integration that a Task may name as its Resource, and the arguments that this runner
 * implements for it; a definition with others is rejected when it is loaded.
 */
record Integration(Set<String> arguments, Set<String> required) {

  private static final Map<String, Integration> ALL =
      Map.of(
          LambdaTasks.RESOURCE,
          new Integration(Set.of("FunctionName", "Payload"), Set.of("FunctionName")),
          DynamoDbTasks.GET_ITEM,
          new Integration(Set.of("TableName", "Key", "ConsistentRead"), Set.of("TableName", "Key")),
          DynamoDbTasks.PUT_ITEM,
          new Integration(
              Set.of("TableName", "Item", "ConditionExpression", "ExpressionAttributeValues"),
              Set.of("TableName", "Item")));

  /** The resources of all of them. */
  static Set<String> resources() {
    return ALL.keySet();
  }

  /** The integration of this resource, which must be one of {@link #resources}. */
  static Integration of(String resource) {
    return Objects.requireNonNull(ALL.get(resource), resource);
  }

  /** Reports what is wrong with the arguments, if the state has any that are not an expression. */
  static void check(String resource, DefinitionReader state) {
    @Nullable Integration integration = ALL.get(resource);
    if (integration != null && state.get("Arguments") instanceof Map<?, ?> given) {
      integration.check(given, state);
    }
  }

  private void check(Map<?, ?> given, DefinitionReader state) {
    for (Object name : given.keySet()) {
      if (!arguments.contains(name)) {
        state.problem("Arguments/" + name, "is not implemented by this runner");
      }
    }
    for (String name : required) {
      if (!given.containsKey(name)) {
        state.problem("Arguments/" + name, "is missing");
      }
    }
  }
}
