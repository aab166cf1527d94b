package io.keystoreconnector.benchmarks.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;

/** The baseline: the SDK as it comes, with clients made when an event arrives. */
public final class NaiveFunction implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    try (KmsClient kms = KmsClient.create();
        CloudHsmV2Client hsm = CloudHsmV2Client.create()) {
      new Look(kms, hsm).answer(event, answer);
    }
  }
}
