package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/** A message of AWS as a part of a longer sentence. */
public final class Phrase {

  private Phrase() {}

  /** The message without the full stop, which only some messages have; empty if there is none. */
  public static String of(@Nullable String message) {
    return message == null ? "" : message.strip().replaceFirst("[.\\s]+$", "");
  }
}
