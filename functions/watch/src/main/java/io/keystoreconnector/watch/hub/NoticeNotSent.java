package io.keystoreconnector.watch.hub;

/** The bus did not accept every notice. Lambda tries again, and those that it accepted are done. */
public final class NoticeNotSent extends RuntimeException {

  NoticeNotSent(int notices) {
    super("The event bus did not accept %d notices of silent accounts.".formatted(notices));
  }
}
