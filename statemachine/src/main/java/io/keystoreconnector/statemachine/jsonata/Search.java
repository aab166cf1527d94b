package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds one match after another. A search that reads the string again and again is ended. */
final class Search {
  private final String text;
  private final Matcher matcher;
  private boolean found;

  /** The pattern is a string or a regular expression. */
  Search(@Nullable Object pattern, String text) {
    this.text = text;
    this.matcher =
        switch (pattern) {
          case Pattern regex -> regex.matcher(new Searched(text));
          case String string -> Pattern.compile(string, Pattern.LITERAL).matcher(text);
          case null, default ->
              throw new IllegalArgumentException(
                  "The runner searches for strings and regular expressions only.");
        };
  }

  /** Whether there is another match; after the first, an empty one is an error. */
  boolean next() {
    if (found && matcher.end() >= text.length()) {
      return false;
    }
    if (found && matcher.start() == matcher.end()) {
      throw new JException("D1004", -1);
    }
    boolean again = found;
    found = matcher.find();
    if (again && found && matcher.start() == matcher.end()) {
      throw new JException("D1004", -1);
    }
    return found;
  }

  String match() {
    return matcher.group();
  }

  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  int groupCount() {
    return matcher.groupCount();
  }

  /** What a group matched; empty if it does not exist or did not match. */
  String group(int index) {
    String group = index <= matcher.groupCount() ? matcher.group(index) : null;
    return group == null ? "" : group;
  }

  List<@Nullable String> groups() {
    List<@Nullable String> groups = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }

  /** Counts how often its characters are read. */
  private static final class Searched implements CharSequence {
    private static final int MOST_READS = 100_000_000;

    private final String text;
    private int reads;

    Searched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads > MOST_READS) {
        throw Bounds.tooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
