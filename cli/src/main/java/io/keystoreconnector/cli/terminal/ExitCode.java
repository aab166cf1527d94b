package io.keystoreconnector.cli.terminal;

/** The exit codes of the command line. */
public final class ExitCode {

  /** Success. */
  public static final int GOOD = 0;

  /** The key store or the command is not well: someone must check. */
  public static final int BAD = 1;

  /** The command cannot be carried out as given. */
  public static final int WRONG_USAGE = 2;

  /** Only for status --exit-code: a key store is not CONNECTED. */
  public static final int NOT_CONNECTED = 3;

  /** What a shell shows for a program that SIGPIPE ended; Java ignores that signal. */
  public static final int READER_GONE = 141;

  private ExitCode() {}
}
