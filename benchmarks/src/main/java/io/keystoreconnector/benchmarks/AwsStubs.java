package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;

/** The services that a function may call, and the variables that point the AWS SDK to them. */
final class AwsStubs implements AutoCloseable {
  private final Map<String, AwsStub> stubs = new TreeMap<>();

  AwsStubs(Identity identity) throws IOException, GeneralSecurityException {
    for (String service : new String[] {"KMS", "CLOUDHSM_V2", "SECRETS_MANAGER"}) {
      stubs.put(service, new AwsStub(identity));
    }
  }

  Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    stubs.forEach((service, stub) -> variables.put("AWS_ENDPOINT_URL_" + service, stub.url()));
    return variables;
  }

  @Override
  public void close() {
    stubs.values().forEach(AwsStub::close);
  }
}
