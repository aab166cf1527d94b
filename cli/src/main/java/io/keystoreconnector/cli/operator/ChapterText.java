package io.keystoreconnector.cli.operator;

import io.keystoreconnector.core.ShellWord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Markdown of a chapter, made to fit its reader. */
final class ChapterText {

  /** Marks, not shown, around blocks for only one type of key store. */
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^<!-- for (\\w+) -->\\n+(.*?)^<!-- end -->\\n*");

  private ChapterText() {}

  /** Without the blocks for other types of key stores. */
  static String onlyFor(String type, String markdown) {
    return BLOCK
        .matcher(markdown)
        .replaceAll(
            found -> found.group(1).equals(type) ? Matcher.quoteReplacement(found.group(2)) : "");
  }

  /** With the value of a shell variable in place of it. */
  static String inlined(String variable, String value, String markdown) {
    return markdown
        .replace("\"$%s\"".formatted(variable), ShellWord.of(value))
        .replace("$" + variable, value);
  }

  /** Without the blocks of code that need a variable. */
  static String without(String variable, String markdown) {
    return Pattern.compile(
            "(?ms)^ *```bash\\n(?:(?!^ *```$).)*?\\$" + variable + "\\b.*?^ *```$\\n?")
        .matcher(markdown)
        .replaceAll("");
  }
}
