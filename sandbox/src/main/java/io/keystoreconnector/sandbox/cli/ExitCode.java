package io.keystoreconnector.sandbox.cli;

/** The exit codes of the command line. */
final class ExitCode {

  /** All is well. */
  static final int GOOD = 0;

  /** The key store, or what was tried, is not well: someone has to look. */
  static final int BAD = 1;

  /** The command cannot be carried out as it was given. */
  static final int WRONG_USAGE = 2;

  /** What a shell shows for a program that SIGPIPE has ended; Java ignores that signal. */
  static final int READER_GONE = 141;

  private ExitCode() {}
}
