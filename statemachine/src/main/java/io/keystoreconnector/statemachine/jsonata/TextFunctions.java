package io.keystoreconnector.statemachine.jsonata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * String functions that the library computes differently: in UTF-16 units, in Java's notation of
 * numbers, or in the language of this machine.
 *
 * @see <a href="https://docs.jsonata.org/string-functions">String functions</a>
 */
final class TextFunctions {
  private TextFunctions() {}

  static @Nullable Object string(Arguments arguments) {
    Object value = arguments.get(0);
    return value == null ? null : JsonText.of(value, arguments.isTrue(1));
  }

  static @Nullable Object lowercase(Arguments arguments) {
    String text = arguments.text(0);
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  static @Nullable Object uppercase(Arguments arguments) {
    String text = arguments.text(0);
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  /** In characters, so that one beyond U+FFFF is never cut in two. */
  static @Nullable Object substring(Arguments arguments) {
    String text = arguments.text(0);
    Long start = arguments.whole(1);
    Long length = arguments.whole(2);
    if (text == null || start == null) {
      return null;
    }
    int[] points = text.codePoints().toArray();
    int from = Math.clamp(start < 0 ? points.length + start : start, 0, points.length);
    int to =
        length == null
            ? points.length
            : Math.clamp(from + Math.max(0, length), from, points.length);
    return new String(points, from, to - from);
  }

  static @Nullable Object pad(Arguments arguments) {
    String text = arguments.text(0);
    Long width = arguments.whole(1);
    String with = arguments.text(2);
    if (text == null || width == null) {
      return null;
    }
    long missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    int[] points = (with == null || with.isEmpty() ? " " : with).codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < Bounds.checkedSize(missing); i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return width < 0 ? padding + text : text + padding;
  }
}
