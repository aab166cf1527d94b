package io.keystoreconnector.watch;

/** KMS did not show the key stores, so there is nothing to say. Lambda tries again. */
public final class KeyStoresNotSeen extends RuntimeException {

  KeyStoresNotSeen(String why) {
    super("KMS did not describe the key stores (%s).".formatted(why));
  }
}
