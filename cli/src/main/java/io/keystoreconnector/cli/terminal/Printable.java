package io.keystoreconnector.cli.terminal;

import java.util.function.IntPredicate;

/**
 * Text of others as a terminal may show it. A name, a title or a message can contain any character,
 * and some control the terminal or reverse the order of what is read.
 */
public final class Printable {

  private static final int REPLACEMENT = '?';

  private Printable() {}

  /** One line: line breaks and tabs are spaces, and what controls a terminal is a question mark. */
  public static String line(String text) {
    return replaced(text, c -> c == '\n' || c == '\r' || c == '\t');
  }

  private static String replaced(String text, IntPredicate isBlank) {
    if (text.codePoints().noneMatch(Printable::controls)) {
      return text;
    }
    int[] shown =
        text.codePoints().map(c -> isBlank.test(c) ? ' ' : controls(c) ? REPLACEMENT : c).toArray();
    return new String(shown, 0, shown.length);
  }

  /** JSON that means the same, without a character that controls a terminal. */
  public static String json(String json) {
    if (json.codePoints().noneMatch(c -> c != '\n' && c != '\r' && controls(c))) {
      return json;
    }
    StringBuilder escaped = new StringBuilder();
    json.chars()
        .forEach(
            c -> {
              if (c != '\n' && c != '\r' && controls(c)) {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  /** Zero-width joiners only join letters or emojis, so they stay. */
  private static boolean controls(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> character != 0x200C && character != 0x200D;
      default -> false;
    };
  }
}
