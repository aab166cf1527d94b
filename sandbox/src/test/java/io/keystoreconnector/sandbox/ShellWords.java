package io.keystoreconnector.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a command in a document. */
public final class ShellWords {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private ShellWords() {}

  /** As a shell would split them; single quotes hold one together. */
  public static List<String> of(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }
}
