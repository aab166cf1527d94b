package io.keystoreconnector.statemachine;

import java.util.Map;

/** DynamoDB, as a state machine calls it by its optimized integration. */
@FunctionalInterface
public interface DynamoDb {

  /**
   * Does one action of DynamoDB's API and returns its answer, a plain JSON tree as the arguments
   * are: {@code {"Item": {…}}} or {@code {}} for GetItem. On virtual time it may move the clock.
   *
   * @param action the action's name in the API, such as {@code GetItem}
   * @param arguments what the action is given, in the words of the API
   * @throws TaskFailed if DynamoDB refuses or does not answer; the error is named as Step Functions
   *     names it, such as {@code DynamoDB.ConditionalCheckFailedException}
   */
  Map<String, ?> call(String action, Map<String, ?> arguments) throws TaskFailed;
}
