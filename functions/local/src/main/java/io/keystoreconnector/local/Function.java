package io.keystoreconnector.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A handler that can be invoked; a consumer receives what it logs, line by line. */
record Function(
    FunctionsJar jar, String name, RequestStreamHandler handler, Consumer<String> logLines)
    implements LambdaFunction {

  @Override
  public String invoke(String payload) throws IOException {
    return jar.here(
        () -> {
          ByteArrayInputStream in =
              new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8));
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          handler.handleRequest(in, out, new Invocation(name, logLines));
          return out.toString(StandardCharsets.UTF_8);
        });
  }
}
