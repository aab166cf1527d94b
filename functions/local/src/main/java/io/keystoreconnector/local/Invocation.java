package io.keystoreconnector.local;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a handler learns from Lambda about one invocation. */
final class Invocation implements Context {

  /** As much as the longest call takes; the runner ends a step that takes longer than it may. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private static final int MEMORY = 512;

  private final String function;
  private final LambdaLogger logger;
  private final String requestId = UUID.randomUUID().toString();

  Invocation(String function, Consumer<String> logLines) {
    this.function = function;
    this.logger = new Lines(logLines);
  }

  /** Passes on what is logged. */
  private record Lines(Consumer<String> sink) implements LambdaLogger {
    @Override
    public void log(String message) {
      sink.accept(message.stripTrailing());
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:123456789012:function:" + function;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return TIMEOUT_MILLIS;
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEMORY;
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }
}
