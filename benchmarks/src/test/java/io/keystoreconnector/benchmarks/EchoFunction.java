package io.keystoreconnector.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers with its event; with an error if the event is empty. */
public final class EchoFunction implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    if (event.transferTo(answer) == 0) {
      throw new IllegalStateException("There is no HTTP client.");
    }
  }
}
