package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table whose columns are as wide as their contents, and as many as fit the terminal. */
final class Columns {

  /** In place of a value that is not known. */
  static final String NOTHING = "-";

  private static final int INDENT = 2;
  private static final Page.Part GAP = new Page.Part(Style.PLAIN, " ".repeat(INDENT));

  private final Page page;
  private final List<String> headings;
  private final int state;
  private final List<Integer> widths;

  /**
   * The columns for these rows.
   *
   * @param state the heading of the column whose cells have a style
   */
  Columns(Page page, List<String> headings, String state, List<List<String>> rows) {
    this.page = page;
    this.headings = headings;
    this.state = headings.indexOf(state);
    this.widths = fitting(rows);
  }

  private List<Integer> fitting(List<List<String>> rows) {
    List<Integer> fitting = new ArrayList<>();
    int used = 0;
    for (int i = 0; i < headings.size(); i++) {
      int width = width(rows, i);
      used += INDENT + width;
      if (i > 0 && used > page.terminal().columns()) {
        break;
      }
      fitting.add(width);
    }
    return fitting;
  }

  private int width(List<List<String>> rows, int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(widest, headings.get(column).length());
  }

  /** The style of a connection state. */
  static Style style(String state) {
    return switch (state) {
      case "CONNECTED" -> Style.GOOD;
      case "FAILED" -> Style.BAD;
      default -> Style.TROUBLE;
    };
  }

  void headings() {
    row(headings, Style.QUIET, Style.QUIET);
  }

  /** A row, with the style of its state. */
  void row(List<String> cells, Style style) {
    row(cells, Style.PLAIN, style);
  }

  /** The last cell is not padded. */
  private void row(List<String> cells, Style style, Style ofState) {
    int last = widths.size() - 1;
    Page.Part[] before =
        Stream.concat(
                IntStream.range(0, last)
                    .boxed()
                    .flatMap(
                        i ->
                            Stream.of(
                                GAP,
                                new Page.Part(
                                    i == state ? ofState : style, cells.get(i), widths.get(i)))),
                Stream.of(GAP))
            .toArray(Page.Part[]::new);
    page.whole(last == state ? ofState : style, cells.get(last), before);
  }

  /**
   * What has no column and says something, below its row; the state keeps its style.
   *
   * @param words a heading and a cell as words that are understood without the heading
   */
  void leftOut(List<String> cells, Style ofState, BinaryOperator<String> words) {
    List<Page.Part> pieces = new ArrayList<>();
    for (int i = widths.size(); i < cells.size(); i++) {
      if (!cells.get(i).equals(NOTHING)) {
        pieces.add(new Page.Part(Style.QUIET, pieces.isEmpty() ? "" : ", "));
        pieces.add(
            new Page.Part(
                i == state ? ofState : Style.QUIET, words.apply(headings.get(i), cells.get(i))));
      }
    }
    if (!pieces.isEmpty()) {
      page.pieces(pieces, page.terminal().columns() - 2 * INDENT, GAP, GAP);
    }
  }

  /** What stands below a row, wrapped to the terminal; nothing if it is empty. */
  void below(Style style, String text) {
    if (!text.isEmpty()) {
      Page.wrapped(text, page.terminal().columns() - 2 * INDENT)
          .forEach(line -> belowWhole(style, line));
    }
  }

  /** The same in one line, so a command can be copied. */
  void belowWhole(Style style, String line) {
    page.whole(style, line, GAP, GAP);
  }
}
