package io.keystoreconnector.watch.hub;

/** Others wrote the same rows each time in between. Lambda tries again. */
public final class HubBusy extends RuntimeException {

  HubBusy(Member member) {
    super("The rows of %s were changed by others each time.".formatted(member.place()));
  }
}
