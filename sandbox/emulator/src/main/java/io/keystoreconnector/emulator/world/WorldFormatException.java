package io.keystoreconnector.emulator.world;

/** A world file says something it may not say; the message is one sentence that names the field. */
public final class WorldFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WorldFormatException(String sentence) {
    super(sentence);
  }
}
