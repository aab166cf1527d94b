package io.keystoreconnector.statemachine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An integration that a Task may name as its Resource, and the arguments that this runner
 * implements for it; a definition with others is rejected when it is loaded.
 *
 * @param arguments the names of all arguments
 * @param required those that must be there
 */
record Integration(Set<String> arguments, Set<String> required) {

  private static final Map<String, Integration> ALL =
      Map.of(
          LambdaTasks.INVOKE,
          new Integration(Set.of("FunctionName", "Payload"), Set.of("FunctionName")),
          DynamoDbTasks.GET_ITEM,
          new Integration(Set.of("TableName", "Key", "ConsistentRead"), Set.of("TableName", "Key")),
          DynamoDbTasks.PUT_ITEM,
          new Integration(
              Set.of("TableName", "Item", "ConditionExpression", "ExpressionAttributeValues"),
              Set.of("TableName", "Item")),
          StartExecutionTasks.START,
          new Integration(
              Set.of("StateMachineArn", "Name", "Input"),
              Set.of("StateMachineArn", "Name", "Input")));

  /** Whether a resource is that of an implemented integration, in any partition. */
  static boolean knows(String resource) {
    return at(resource).isPresent();
  }

  /** The integration of this name, which must be an implemented one. */
  static Integration named(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  private static Optional<Integration> at(String resource) {
    return TaskResource.of(resource).map(found -> ALL.get(found.integration()));
  }

  /** Reports what is wrong with the arguments, if the state has any that are not an expression. */
  static void check(String resource, DefinitionReader state) {
    if (state.get("Arguments") instanceof Map<?, ?> given) {
      at(resource).ifPresent(integration -> integration.check(given, state));
    }
  }

  /**
   * Arguments that an expression produces could not be checked when the definition was loaded.
   *
   * @throws TaskFailed that names an argument that is missing or not implemented
   */
  Map<String, ?> checked(@Nullable Object produced) throws TaskFailed {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    if (produced instanceof Map<?, ?> map) {
      map.forEach((name, value) -> given.put((String) name, value));
    }
    Set<String> missing = new TreeSet<>(required);
    missing.removeAll(given.keySet());
    if (!missing.isEmpty()) {
      throw new TaskFailed(
          Errors.RUNTIME, "The argument " + String.join(", ", missing) + " is missing.");
    }
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(arguments);
    if (!unknown.isEmpty()) {
      throw new TaskFailed(
          Errors.RUNTIME,
          "The argument " + String.join(", ", unknown) + " is not implemented by this runner.");
    }
    return given;
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
