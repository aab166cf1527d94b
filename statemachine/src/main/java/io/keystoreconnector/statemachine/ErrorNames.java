package io.keystoreconnector.statemachine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names in ErrorEquals, including the two that match other names too. */
record ErrorNames(List<String> names) {
  private static final List<String> NOT_TASK_FAILED =
      List.of(Errors.TIMEOUT, Errors.DATA_LIMIT_EXCEEDED);

  static ErrorNames load(DefinitionReader fields) {
    List<String> names =
        fields.get("ErrorEquals") instanceof List<?> list
            ? list.stream().filter(Objects::nonNull).map(Object::toString).toList()
            : List.of();
    if (names.isEmpty()) {
      fields.problem("ErrorEquals", "must be a list of error names");
    }
    if (names.size() > 1 && names.contains(Errors.ALL)) {
      fields.problem("ErrorEquals", Errors.ALL + " must stand alone");
    }
    return new ErrorNames(names);
  }

  /**
   * States.Runtime ends the execution, even if the definition handles it. States.ALL matches
   * States.DataLimitExceeded in executions recorded on AWS, although the guide says that it does
   * not.
   */
  boolean match(@Nullable String error) {
    if (Errors.RUNTIME.equals(error)) {
      return false;
    }
    return (error != null && names.contains(error)) || matchAsWildcard(error);
  }

  private boolean matchAsWildcard(@Nullable String error) {
    return names.contains(Errors.ALL)
        || (names.contains(Errors.TASK_FAILED) && !NOT_TASK_FAILED.contains(error));
  }
}
