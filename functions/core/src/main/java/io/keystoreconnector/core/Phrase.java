package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/** A part of a longer sentence: a message of AWS, or a number of things. */
public final class Phrase {

  private Phrase() {}

  /** The message without the full stop, which only some messages have; empty if there is none. */
  public static String of(@Nullable String message) {
    return message == null ? "" : message.strip().replaceFirst("[.\\s]+$", "");
  }

  /** Such as 1 zone, 2 zones. */
  static String of(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
