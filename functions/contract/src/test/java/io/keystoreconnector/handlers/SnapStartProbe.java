package io.keystoreconnector.handlers;

import io.keystoreconnector.handlers.aws.AwsWiring;

/** A process with the environment of a function, which makes one call to KMS. */
final class SnapStartProbe {

  private SnapStartProbe() {}

  /** Fails if the call does. */
  public static void main(String... arguments) {
    var _ = new AwsWiring().keyStores().any();
  }
}
