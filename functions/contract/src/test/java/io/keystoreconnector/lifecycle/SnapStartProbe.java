package io.keystoreconnector.lifecycle;

/** A process with the environment of a function, which makes one call to KMS. */
public final class SnapStartProbe {

  private SnapStartProbe() {}

  /** Fails if the call does. */
  public static void main(String... arguments) {
    var _ = new AwsClients().kms().describeCustomKeyStores();
  }
}
