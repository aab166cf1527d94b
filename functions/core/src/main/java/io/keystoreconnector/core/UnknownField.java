package io.keystoreconnector.core;

import java.util.Set;

/** A field that a request does not have. */
final class UnknownField {

  private static final int LONGEST_NAME_SHOWN = 64;

  private UnknownField() {}

  /**
   * The sentence about it, with the field that was probably meant.
   *
   * @param what that it was found in
   * @param known the fields of that
   * @param others the fields one level higher or lower
   */
  static String problem(String what, String name, Set<String> known, Set<String> others) {
    return "%s is not a field of %s; allowed are %s.%s"
        .formatted(quotable(name), what, String.join(", ", known), hint(name, known, others));
  }

  private static String hint(String name, Set<String> known, Set<String> others) {
    return DidYouMean.almost(name, known)
        .map(" Did you mean %s?"::formatted)
        .or(
            () ->
                DidYouMean.almost(name, others)
                    .map(
                        found ->
                            others.contains("update")
                                ? " %s belongs beside update, not in it.".formatted(found)
                                : " %s belongs in update.".formatted(found)))
        .orElse("");
  }

  /**
   * A name in a form that a sentence can quote. Only the first problems are shown, but a single
   * name may be a megabyte long, or contain line breaks or characters that are not valid in a
   * string.
   */
  static String quotable(String name) {
    int[] shown =
        name.codePoints()
            .limit(LONGEST_NAME_SHOWN)
            .map(character -> isPlain(character) ? character : '?')
            .toArray();
    String text = new String(shown, 0, shown.length);
    return text.codePointCount(0, text.length()) == name.codePointCount(0, name.length())
        ? text
        : text + "…";
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> RequestParser.isText(character);
    };
  }
}
