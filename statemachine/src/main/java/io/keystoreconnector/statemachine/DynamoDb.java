package io.keystoreconnector.statemachine;

import java.util.Map;

/** DynamoDB, as a state machine calls it through its optimized integration. */
@FunctionalInterface
public interface DynamoDb {

  /**
   * Performs one action of DynamoDB's API and returns its answer, a plain JSON tree like the
   * arguments: {@code {"Item": {…}}} or {@code {}} for GetItem. On virtual time it may move the
   * clock.
   *
   * @param action the action's name in the API, such as {@code GetItem}
   * @param arguments the arguments of the action, with the API's names
   * @throws TaskFailed if DynamoDB refuses or does not answer; the error has the name that Step
   *     Functions gives it, such as {@code DynamoDB.ConditionalCheckFailedException}
   */
  Map<String, ?> call(String action, Map<String, ?> arguments) throws TaskFailed;
}
