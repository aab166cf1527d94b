package io.keystoreconnector.lifecycle;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An invocation's context that keeps what is logged. */
final class Logged implements LambdaLogger {

  final List<String> lines = new ArrayList<>();
  final Context context = mock(Context.class);

  Logged() {
    when(context.getLogger()).thenReturn(this);
    when(context.getRemainingTimeInMillis()).thenReturn(180_000);
  }

  @Override
  public void log(String message) {
    lines.add(message);
  }

  @Override
  public void log(byte[] message) {
    lines.add(new String(message, StandardCharsets.UTF_8));
  }

  /** Calls a handler as Lambda does, with bytes. */
  void handle(RequestStreamHandler handler, String event) {
    ByteArrayInputStream input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    try {
      handler.handleRequest(input, OutputStream.nullOutputStream(), context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
