package io.keystoreconnector.lifecycle;

/** Makes strings from other programs fit their destination. */
final class Texts {

  private Texts() {}

  /** At most that many characters, the last one an ellipsis if any were cut off. */
  static String shortened(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, Math.max(0, longest - 1)) + (longest > 0 ? "…" : "");
  }

  /** Printable ASCII only, on one line. */
  static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** On one line, without characters that control a terminal or end a line. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
  }
}
