package io.keystoreconnector.handlers;

import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.Phrase;
import io.keystoreconnector.core.ProofView;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.Refused;
import java.util.Map;
import java.util.Set;

/**
 * Uses a CONNECTED key store once, in a way that changes nothing: with its canary key, or, where it
 * has none, for a random byte, which only a CloudHSM key store can make.
 *
 * @param canaryKeys the ARN of a key in each key store that has one for this purpose
 */
record KeyStoreUse(KeyStores keyStores, Map<String, String> canaryKeys) {

  /** Errors that say something about the call or the key, and nothing about the key store. */
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "DisabledException",
          "InvalidKeyUsageException",
          "NotFoundException",
          "UnsupportedOperationException",
          "ValidationException");

  ProofView of(KeyStore store) {
    String canaryKey = canaryKeys.get(store.id());
    if (canaryKey != null) {
      return tried("Encrypt", () -> keyStores.encrypt(canaryKey));
    }
    return store.type() == KeyStoreType.AWS_CLOUDHSM
        ? tried("GenerateRandom", () -> keyStores.generateRandom(store.id()))
        : new ProofView.NotTried();
  }

  private static ProofView tried(String operation, Runnable call) {
    try {
      call.run();
      return new ProofView.Used(operation);
    } catch (Refused e) {
      String why =
          "%s ended with %s, %s".formatted(operation, e.error(), Phrase.of(e.getMessage()));
      return SAYS_NOTHING.contains(e.error())
          ? new ProofView.Impossible(why + ".")
          : new ProofView.Unusable(why);
    } catch (NoUsableAnswer e) {
      return switch (e.kind()) {
        case UNAVAILABLE, UNKNOWN_KEY_STORE_TYPE ->
            new ProofView.Unusable(Phrase.of(e.getMessage()));
        case DENIED, THROTTLED -> new ProofView.Impossible(Phrase.of(e.getMessage()) + ".");
      };
    }
  }
}
