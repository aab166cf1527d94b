package io.keystoreconnector.cli;

import io.keystoreconnector.cli.rehearse.OneRehearsal;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What would be printed. */
public final class Printed {

  public static final Terminal PAPER = new Terminal(false, false, 96);

  private Printed() {}

  /** The story of a rehearsal. */
  public static String story(Rehearsed rehearsed) {
    return story(rehearsed, PAPER);
  }

  /** The same on a terminal. */
  public static String inColour(Rehearsed rehearsed) {
    return story(rehearsed, new Terminal(true, true, PAPER.width()));
  }

  private static String story(Rehearsed rehearsed, Terminal terminal) {
    StringWriter text = new StringWriter();
    new OneRehearsal(new Page(new PrintWriter(text), terminal), rehearsed).print();
    return text.toString();
  }
}
