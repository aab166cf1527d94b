package io.keystoreconnector.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/**
 * What the output is shown on.
 *
 * @param live whether a person watches, so a line can be overwritten
 * @param colors whether colors are allowed
 * @param width the number of columns that a line can take
 */
public record Terminal(boolean live, boolean colors, int width) {

  static final int WIDEST = 96;
  private static final int NARROWEST = 60;

  /** As set by the script that starts this process, which can see the terminal. */
  public static Terminal ofThisProcess() {
    boolean live = Boolean.getBoolean("connector.terminal");
    String noColor = System.getenv("NO_COLOR");
    boolean colors = live && (noColor == null || noColor.isEmpty());
    int columns = Integer.getInteger("connector.columns", WIDEST);
    return new Terminal(live, colors, Math.clamp(columns - 1L, NARROWEST, WIDEST));
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
