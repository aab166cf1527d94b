package io.keystoreconnector.cli.terminal;

/** A word of a command that is printed to be pasted into a shell. */
public final class ShellWord {

  private ShellWord() {}

  /** As it is if a shell leaves it so; else between single quotes. */
  public static String of(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
