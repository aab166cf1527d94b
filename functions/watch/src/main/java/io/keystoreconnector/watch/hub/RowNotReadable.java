package io.keystoreconnector.watch.hub;

/** An item of the hub's table that this release does not understand. */
public final class RowNotReadable extends RuntimeException {

  RowNotReadable(String place, String entry) {
    super(
        "The item %s of %s in the hub's table cannot be read: delete it, and the next inventory writes it again."
            .formatted(entry, place));
  }
}
