package io.keystoreconnector.benchmarks.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/** The native HTTP client; the constructor makes the clients and looks once. */
public final class CrtPrimedFunction implements RequestStreamHandler {
  private final Look look = Clients.over(AwsCrtHttpClient.create());

  /** Makes the clients and uses each of them once. */
  public CrtPrimedFunction() {
    look.prime();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    look.answer(event, answer);
  }
}
