package io.keystoreconnector.core;

/** A word of a command that is printed for pasting into a shell. */
public final class ShellWord {

  private ShellWord() {}

  /** Unchanged if a shell does not change it; otherwise in single quotes. */
  public static String of(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
