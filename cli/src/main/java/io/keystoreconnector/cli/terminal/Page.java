package io.keystoreconnector.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import tools.jackson.jr.ob.JSON;

/** Writes lines, wrapped to the terminal's width and aligned. */
public final class Page {

  private static final JSON PRINTER =
      JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT);
  private static final JSON LINE = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  /** Erases the cursor's line; picocli has only styles. */
  private static final String ERASE_LINE = "\r\u001b[K";

  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final Terminal terminal;
  private final ColorScheme colors;

  /** How many lines above the cursor the next ones replace. */
  private int overwritable;

  /** A page that is printed there as the terminal can show it. */
  public Page(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.colors = Help.defaultColorScheme(terminal.ansi());
  }

  /** For what is not shown. */
  static Page nowhere() {
    return new Page(
        new PrintWriter(Writer.nullWriter()), new Terminal(false, false, Terminal.WIDEST));
  }

  /** What it is shown on. */
  public Terminal terminal() {
    return terminal;
  }

  /** An empty line. */
  public void blank() {
    raw("");
  }

  /** A line across the page. */
  public void rule() {
    printed(painted(Style.QUIET, "─".repeat(terminal.width())));
  }

  /** A line that is not wrapped. */
  public void raw(String text) {
    printed(Printable.line(text));
  }

  /** What is safe to print. */
  private void printed(String text) {
    out.println(text);
    out.flush();
  }

  /** A tree as JSON for programs. */
  public void json(Object tree) {
    printed(Printable.json(PRINTER.asString(tree)));
  }

  /** The same in one line, for programs that read line by line. */
  public void jsonLine(Object tree) {
    printed(Printable.json(LINE.asString(tree)));
  }

  /** A paragraph. */
  public void text(Style style, String text) {
    row(style, text);
  }

  /** A paragraph to the right of its beginning, which is as wide as its parts together. */
  public void row(Style style, String text, Part... beginning) {
    int left = Stream.of(beginning).mapToInt(Part::width).sum();
    table(style, wrapped(Printable.line(text), terminal.width() - left), beginning);
  }

  /** The same on one line, however long, so it can be copied. */
  public void whole(Style style, String text, Part... beginning) {
    table(style, List.of(Printable.line(text)), beginning);
  }

  /**
   * A paragraph of pieces, each in its own style on every line that it takes.
   *
   * @param width of the paragraph without its beginning, which each line has
   */
  public void pieces(List<Part> pieces, int width, Part... beginning) {
    String text = pieces.stream().map(Part::text).collect(Collectors.joining());
    int end = 0;
    for (String line : wrapped(text, width)) {
      int start = text.indexOf(line, end);
      end = start + line.length();
      List<Part> parts = new ArrayList<>(List.of(beginning));
      parts.addAll(between(start, end, pieces));
      Part last = parts.removeLast();
      whole(last.style(), last.text(), parts.toArray(Part[]::new));
    }
  }

  private static List<Part> between(int start, int end, List<Part> pieces) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (Part piece : pieces) {
      int to = from + piece.text().length();
      if (from < end && to > start) {
        parts.add(
            new Part(
                piece.style(),
                piece.text().substring(Math.max(start - from, 0), Math.min(end, to) - from)));
      }
      from = to;
    }
    return parts;
  }

  /** The parts of the beginning are in the first row; the lines follow one below another. */
  private void table(Style style, List<String> lines, Part... beginning) {
    int widest = lines.stream().mapToInt(String::length).max().orElse(0);
    TextTable table =
        TextTable.forColumns(
            colors,
            Stream.concat(Stream.of(beginning).map(Part::width), Stream.of(widest))
                .map(width -> new Column(width, 0, Column.Overflow.TRUNCATE))
                .toArray(Column[]::new));
    table.setAdjustLineBreaksForWideCJKCharacters(false);
    for (int row = 0; row < lines.size(); row++) {
      table.addEmptyRow();
      table.putValue(row, beginning.length, style.of(lines.get(row), colors));
    }
    for (int column = 0; column < beginning.length; column++) {
      Part part = beginning[column];
      table.putValue(0, column, cell(part.style(), part.text()));
    }
    out.print(table);
    out.flush();
  }

  /**
   * A piece of a line in one style.
   *
   * @param width of its column; at least that of the text
   */
  public record Part(Style style, String text, int width) {

    /** A piece that is as wide as its text. */
    public Part(Style style, String text) {
      this(style, text, 0);
    }

    public Part {
      width = Math.max(width, text.length());
    }

    private String padded() {
      return text + " ".repeat(width - text.length());
    }
  }

  /** Shows a line that fits the width and that the next one replaces; only on a terminal. */
  public void status(String text) {
    out.print(ERASE_LINE + painted(Style.QUIET, text));
    out.flush();
  }

  /** Erases such a line. */
  public void eraseStatus() {
    if (terminal.live()) {
      out.print(ERASE_LINE);
    }
  }

  /** Shows lines that fit the width and that the next ones replace; only on a terminal. */
  public void overwrite(List<List<Part>> lines) {
    StringBuilder text = new StringBuilder();
    if (overwritable > 0) {
      text.append("\u001b[").append(overwritable).append('A');
    }
    text.append('\r').append(ERASE_BELOW);
    for (List<Part> line : lines) {
      line.forEach(part -> text.append(painted(part.style(), part.padded())));
      text.append('\n');
    }
    overwritable = lines.size();
    out.print(text);
    out.flush();
  }

  private Text cell(Style style, String text) {
    return style.of(Printable.line(text), colors);
  }

  private String painted(Style style, String text) {
    return cell(style, text).toString();
  }

  /**
   * Breaks only at spaces: an address or JSON that is longer than a line stays whole, so it can be
   * copied.
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
