package io.keystoreconnector.statemachine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code lambda:invoke}, the optimized integration, with functions in this process. They are
 * identified by name or ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke a
 *     Lambda function</a>
 */
public final class LambdaTasks implements TaskRunner {
  /** The integration that this runner implements. */
  public static final String INVOKE = "lambda:invoke";

  private static final int NAME_IN_ARN = 6;

  private final Map<String, LambdaFunction> functions;

  /** The keys are function names or ARNs, as in the definition. */
  public LambdaTasks(Map<String, ? extends LambdaFunction> functions) {
    this.functions = Map.copyOf(functions);
  }

  @Override
  public Object run(String resource, @Nullable Object arguments) throws TaskFailed {
    if (!TaskResource.calls(INVOKE, resource)) {
      throw new IllegalArgumentException("not a Lambda task: " + resource);
    }
    if (!(arguments instanceof Map<?, ?> map)
        || !(map.get("FunctionName") instanceof String name)) {
      throw new TaskFailed(Errors.RUNTIME, "The argument FunctionName must be a string.");
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ExecutedVersion", "$LATEST");
    result.put("Payload", answer(name, Json.write(map.get("Payload"))));
    result.put("StatusCode", 200);
    return result;
  }

  private @Nullable Object answer(String name, String payload) throws TaskFailed {
    String answer = invoke(function(name), payload);
    try {
      return Json.read(answer);
    } catch (IllegalArgumentException e) {
      throw new TaskFailed(Errors.RUNTIME, "The answer of " + name + " is " + e.getMessage());
    }
  }

  private LambdaFunction function(String name) throws TaskFailed {
    LambdaFunction exact = functions.get(name);
    String[] parts = name.split(":", -1);
    LambdaFunction function =
        exact == null && parts.length > NAME_IN_ARN ? functions.get(parts[NAME_IN_ARN]) : exact;
    if (function == null) {
      throw new TaskFailed(
          "Lambda.ResourceNotFoundException",
          "Function not found: " + name + " (Service: Lambda, Status Code: 404)");
    }
    return function;
  }

  private static String invoke(LambdaFunction function, String payload) throws TaskFailed {
    try {
      return function.invoke(payload);
    } catch (TaskFailed e) {
      throw e;
    } catch (Throwable e) {
      throw new TaskFailed(e.getClass().getName(), Json.write(described(e)));
    }
  }

  /** As the Java runtime reports a thrown exception. */
  private static Map<String, @Nullable Object> described(Throwable e) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("errorMessage", e.getMessage());
    error.put("errorType", e.getClass().getName());
    error.put(
        "stackTrace", Arrays.stream(e.getStackTrace()).map(StackTraceElement::toString).toList());
    if (e.getCause() != null) {
      error.put("cause", described(e.getCause()));
    }
    return error;
  }
}
