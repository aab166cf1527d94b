package io.keystoreconnector.benchmarks.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/** The native HTTP client; the clients are made in the constructor. */
public final class CrtFunction implements RequestStreamHandler {
  private final Look look = Clients.over(AwsCrtHttpClient.create());

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    look.answer(event, answer);
  }
}
