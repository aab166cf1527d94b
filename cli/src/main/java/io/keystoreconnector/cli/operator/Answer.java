package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Labeled rows and commands that fit a number of lines: long texts are cut, and what is least
 * needed is left out.
 */
final class Answer {

  private static final int LABEL = 15;

  /** The lines that a text keeps if not everything fits. */
  private static final List<Integer> CUTS = List.of(6, 4, 3);

  private sealed interface Part {}

  private record Row(Style style, String label, String text, boolean needed) implements Part {}

  private record Command(String line) implements Part {}

  private final Page page;
  private final List<Part> parts = new ArrayList<>();

  Answer(Page page) {
    this.page = page;
  }

  /** Adds a row that is needed; nothing for an empty text. */
  Answer row(Style style, String label, String text) {
    return add(new Row(style, label, text, true));
  }

  /** Adds a row that may be left out. */
  Answer extra(Style style, String label, String text) {
    return add(new Row(style, label, text, false));
  }

  private Answer add(Row row) {
    if (!row.text().isEmpty()) {
      parts.add(row);
    }
    return this;
  }

  /** Adds a line that is never wrapped or cut, so it can be copied. */
  Answer command(String line) {
    parts.add(new Command(line));
    return this;
  }

  /** Prints it in at most so many lines, as far as cutting allows. */
  void print(int most) {
    List<Part> shown = List.copyOf(parts);
    for (int lines : CUTS) {
      if (height(shown) > most) {
        shown = shown.stream().map(part -> cut(part, lines)).toList();
      }
    }
    while (height(shown) > most && shown.stream().anyMatch(Answer::isExtra)) {
      List<Part> less = new ArrayList<>(shown);
      less.remove(less.stream().filter(Answer::isExtra).toList().getLast());
      shown = List.copyOf(less);
    }
    shown.forEach(this::print);
  }

  private static boolean isExtra(Part part) {
    return part instanceof Row row && !row.needed();
  }

  private int height(List<Part> all) {
    return all.stream().mapToInt(this::height).sum();
  }

  private int height(Part part) {
    return switch (part) {
      case Row row -> lines(row.text()).size();
      case Command command ->
          Math.ceilDiv(command.line().length(), Math.max(1, page.terminal().width()));
    };
  }

  private List<String> lines(String text) {
    return Page.wrapped(text, page.terminal().width() - LABEL);
  }

  private Part cut(Part part, int most) {
    if (!(part instanceof Row row) || lines(row.text()).size() <= most) {
      return part;
    }
    List<String> kept = new ArrayList<>(lines(row.text()).subList(0, most));
    // Makes room for the mark.
    kept.add(kept.removeLast().replaceFirst(" ?\\S+$", " …"));
    return new Row(row.style(), row.label(), String.join(" ", kept), row.needed());
  }

  private void print(Part part) {
    switch (part) {
      case Row row -> page.row(Style.PLAIN, row.text(), FinalReport.part(row.style(), row.label()));
      case Command command -> page.raw(command.line());
    }
  }
}
