package io.keystoreconnector.handlers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keystoreconnector.emulator.world.RealTime;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract over a real account, for someone who has one. Runs in the profile {@code realAws}
 * only; see docs/fidelity.md.
 */
@Tag("realAws")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealAwsTest extends AccountContract {

  private static final String PLAN =
      """
      Tests against the AWS account that your credentials reach.
        Always: about ten calls of DescribeCustomKeyStores and DescribeClusters. They change nothing
          and cost less than a US cent.
        With -DrealAws.change=true: connects the key store, which must be DISCONNECTED and whose
          cluster needs an active HSM, and disconnects it again. That takes up to half an hour and about
          200 requests to KMS (less than a US cent), and makes KMS change the password of kmsuser.
          HSMs cost US$ 1 to 1.60 an hour each, whether or not this test runs; none is created.
        -DrealAws.keyStore=cks-... names the key store; without it, nothing is called.
      """;

  private static final String KEY_STORE =
      String.valueOf(System.getProperty("realAws.keyStore", ""));
  private static final boolean CHANGE = Boolean.getBoolean("realAws.change");

  @BeforeAll
  static void sayWhatIsGoingToHappen() {
    System.out.print(PLAN);
    String named = KEY_STORE.isEmpty() ? "none, so nothing is called" : KEY_STORE;
    System.out.println("Now: key store " + named + "; change " + CHANGE + ".");
  }

  @BeforeEach
  void requireAKeyStore() {
    assumeTrue(!KEY_STORE.isEmpty(), "-DrealAws.keyStore is not given");
  }

  @Override
  void requireThatItMayBeChanged() {
    assumeTrue(CHANGE, "-DrealAws.change=true is not given");
  }

  @Override
  KeyStores keyStores() {
    return new AwsWiring().keyStores();
  }

  @Override
  Clusters clusters() {
    return new AwsWiring().clusters();
  }

  @Override
  String keyStoreId() {
    return KEY_STORE;
  }

  @Override
  void pass(Duration duration) {
    new RealTime().pass(duration);
  }
}
