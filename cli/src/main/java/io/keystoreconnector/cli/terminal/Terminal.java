package io.keystoreconnector.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/**
 * What the output is shown on.
 *
 * @param live whether a person watches, so a line can be overwritten
 * @param colors whether colors are allowed
 * @param width the number of columns that a line of prose can take
 * @param columns the number of columns that a table can take; unlimited for a file or a pipe
 * @param errorColumns the same for errors, which may go elsewhere
 * @param rows the number of lines that can be overwritten
 */
public record Terminal(
    boolean live, boolean colors, int width, int columns, int errorColumns, int rows) {

  /** Nothing is wrapped. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  static final int WIDEST = 96;

  private static final int USUAL_ROWS = 24;

  /** A window that is narrower shows nothing useful anyway. */
  private static final int NARROWEST = 20;

  /**
   * A terminal on which all lines have the same width, or, unless it is live, anything else.
   *
   * @param width of a line of prose
   */
  public Terminal(boolean live, boolean colors, int width) {
    this(live, colors, width, live ? width : UNLIMITED, live ? width : UNLIMITED, USUAL_ROWS);
  }

  /** As set by the script that starts this process, which can see the terminal. */
  public static Terminal ofThisProcess() {
    boolean live = Boolean.getBoolean("connector.terminal");
    String noColor = System.getenv("NO_COLOR");
    boolean colors = live && (noColor == null || noColor.isEmpty());
    int columns = columns("connector.columns");
    return new Terminal(
        live,
        colors,
        Math.min(columns, WIDEST),
        live ? columns : UNLIMITED,
        columns("connector.error.columns"),
        Integer.getInteger("connector.rows", USUAL_ROWS));
  }

  /** One less than there are, because some terminals wrap a full line; unlimited if not set. */
  private static int columns(String property) {
    int columns = Integer.getInteger(property, UNLIMITED);
    return columns == UNLIMITED ? UNLIMITED : Math.max(NARROWEST, columns - 1);
  }

  /** Colors or none, in picocli's form. */
  public Ansi ansi() {
    return colors ? Ansi.ON : Ansi.OFF;
  }

  /** Whether the output goes to another program; set by the same script. */
  public static boolean outputIsPipe() {
    return Boolean.getBoolean("connector.pipe");
  }
}
