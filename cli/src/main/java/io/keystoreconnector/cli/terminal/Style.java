package io.keystoreconnector.cli.terminal;

import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;

/** How something should be read; as a color on a terminal with colors. */
public enum Style {
  PLAIN(),
  QUIET(Ansi.Style.faint),
  STRONG(Ansi.Style.bold),
  SEEN(Ansi.Style.fg_cyan),
  DECIDED(Ansi.Style.bold, Ansi.Style.fg_blue),
  WORLD(Ansi.Style.fg_magenta),
  TROUBLE(Ansi.Style.fg_yellow),
  GOOD(Ansi.Style.fg_green),
  BAD(Ansi.Style.fg_red);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of constants of an enum
  private final List<IStyle> styles;

  Style(IStyle... styles) {
    this.styles = List.of(styles);
  }

  /** Text in this style, to print or to put in a table; what looks like markup stays text. */
  Text of(String text, ColorScheme colors) {
    return colors.apply(text, text.isBlank() ? List.of() : styles);
  }
}
