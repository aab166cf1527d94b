package io.keystoreconnector.room;

import io.keystoreconnector.statemachine.DynamoDb;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets what the workflow calls take as long as it really takes, also on a fast clock. Otherwise a
 * function on a busy machine would reach the time-outs of the workflow as it never does on AWS.
 */
record RealPace(Clock clock) {

  DynamoDb of(DynamoDb table) {
    return (action, arguments) -> {
      Clock.Hold hold = clock.hold();
      try {
        return table.call(action, arguments);
      } finally {
        hold.close();
      }
    };
  }

  /** Functions by name. What a scenario makes them wait must be around them, not in them. */
  Map<String, LambdaFunction> of(Map<String, LambdaFunction> functions) {
    Map<String, LambdaFunction> paced = new LinkedHashMap<>();
    functions.forEach((name, function) -> paced.put(name, of(function)));
    return paced;
  }

  private LambdaFunction of(LambdaFunction function) {
    return payload -> {
      Clock.Hold hold = clock.hold();
      try {
        return function.invoke(payload);
      } finally {
        hold.close();
      }
    };
  }
}
