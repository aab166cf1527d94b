package io.keystoreconnector.cli.terminal;

/** The exit codes of the command line. */
public final class ExitCode {

  /** All is well. */
  public static final int GOOD = 0;

  /** The key store, or what was tried, is not well: someone has to look. */
  public static final int BAD = 1;

  /** The command cannot be carried out as it was given. */
  public static final int WRONG_USAGE = 2;

  /** What a shell shows for a program that SIGPIPE has ended; Java ignores that signal. */
  public static final int READER_GONE = 141;

  private ExitCode() {}
}
