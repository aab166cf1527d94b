package io.keystoreconnector.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/** Writes lines, wrapped to the terminal's width and aligned. */
public final class Page {

  private static final JSON PRINTER =
      JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT);
  private static final JSON LINE = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final PrintWriter out;
  private final Terminal terminal;

  public Page(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** For what is not to be shown. */
  static Page nowhere() {
    return new Page(
        new PrintWriter(Writer.nullWriter()), new Terminal(false, false, Terminal.WIDEST));
  }

  public Terminal terminal() {
    return terminal;
  }

  public void blank() {
    out.println();
    out.flush();
  }

  public void rule() {
    out.println(paint(Tone.QUIET, "─".repeat(terminal.width())));
  }

  /** Text that is not to be wrapped. */
  public void raw(String text) {
    out.println(text);
    out.flush();
  }

  /** For programs. */
  public void json(Object tree) {
    raw(PRINTER.asString(tree));
  }

  /** For programs that read line by line. */
  public void jsonLine(Object tree) {
    raw(LINE.asString(tree));
  }

  /** A paragraph. */
  public void text(Tone tone, String text) {
    row(tone, text);
  }

  /** A paragraph to the right of its beginning, which is as wide as its parts together. */
  public void row(Tone tone, String text, Part... beginning) {
    String plain = Stream.of(beginning).map(Part::text).collect(Collectors.joining());
    String left =
        Stream.of(beginning).map(p -> paint(p.tone(), p.text())).collect(Collectors.joining());
    for (String line : wrapped(text, terminal.width() - plain.length())) {
      out.println((left + paint(tone, line)).stripTrailing());
      left = " ".repeat(plain.length());
    }
    out.flush();
  }

  /** A piece of a line in one tone. */
  public record Part(Tone tone, String text) {}

  /** Shows a line that the next one replaces and that fits the width; only on a terminal. */
  public void status(String text) {
    out.print("\r\u001b[K" + paint(Tone.QUIET, text));
    out.flush();
  }

  /** Takes such a line away. */
  public void eraseStatus() {
    if (terminal.live()) {
      out.print("\r\u001b[K");
    }
  }

  public String paint(Tone tone, String text) {
    return terminal.colours() && !text.isBlank() ? tone.paint(text) : text;
  }

  /**
   * Breaks at spaces only: an address or a JSON text that is longer than a line stays whole, so
   * that it can be copied.
   */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
