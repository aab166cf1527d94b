package io.keystoreconnector.cli.terminal;

/**
 * What the output is shown on.
 *
 * @param live whether a person watches, so that a line may be written over
 * @param colours whether there may be colours
 * @param width columns that a line may take
 */
public record Terminal(boolean live, boolean colours, int width) {

  static final int WIDEST = 96;
  private static final int NARROWEST = 60;

  /** Told by the script that starts this process, which can see the terminal. */
  public static Terminal ofThisProcess() {
    boolean live = Boolean.getBoolean("connector.terminal");
    String noColour = System.getenv("NO_COLOR");
    boolean colours = live && (noColour == null || noColour.isEmpty());
    int columns = Integer.getInteger("connector.columns", WIDEST);
    return new Terminal(live, colours, Math.clamp(columns - 1L, NARROWEST, WIDEST));
  }

  /** Whether the output goes to another program; told by the same script. */
  public static boolean outputIsPipe() {
    return Boolean.getBoolean("connector.pipe");
  }
}
