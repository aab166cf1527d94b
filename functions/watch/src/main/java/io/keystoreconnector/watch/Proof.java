package io.keystoreconnector.watch;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Proves by use: a key store that makes a random byte works. CONNECTED alone does not say so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html">GenerateRandom</a>
 */
record Proof(KmsClient kms) {

  /** Errors that say something about the call, and nothing about the key store. */
  private static final Set<String> SAYS_NOTHING =
      Set.of("UnsupportedOperationException", "ValidationException");

  /** HTTP statuses of a refusal by whatever is between the function and the key store. */
  private static final Set<Integer> SHUT = Set.of(401, 403, 407);

  /** Whether it made a byte; empty if the answer does not say. */
  Optional<Boolean> of(KeyStore store, Gaps gaps) {
    String what = "kms:GenerateRandom for " + store.id();
    return gaps.ask(what, () -> made(store, what, gaps)).flatMap(usable -> usable);
  }

  private Optional<Boolean> made(KeyStore store, String what, Gaps gaps) {
    try {
      var unused =
          kms.generateRandom(request -> request.customKeyStoreId(store.id()).numberOfBytes(1));
      return Optional.of(true);
    } catch (SdkException e) {
      gaps.add(what, Gaps.code(e));
      return saysNothing(e) ? Optional.empty() : Optional.of(false);
    }
  }

  /**
   * A call that is denied or throttled never reached the key store; any other did not get a byte.
   */
  private static boolean saysNothing(SdkException e) {
    return e instanceof AwsServiceException service
        && (service.isThrottlingException()
            || isDenial(service)
            || SAYS_NOTHING.contains(Gaps.code(service)));
  }

  private static boolean isDenial(AwsServiceException e) {
    return Gaps.code(e).startsWith("AccessDenied") || SHUT.contains(e.statusCode());
  }
}
