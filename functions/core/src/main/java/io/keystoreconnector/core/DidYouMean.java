package io.keystoreconnector.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Suggests a known name for an unknown one. */
public final class DidYouMean {

  /** A given text can be of any length. */
  private static final int LONGEST_DIFFERENCE = 32;

  private DidYouMean() {}

  /**
   * The question whether the nearest candidate was meant, with a space before it; empty if none is
   * near.
   */
  public static String question(String given, Collection<String> candidates) {
    return nearest(given, candidates).map(" Did you mean %s?"::formatted).orElse("");
  }

  /** The nearest candidate, whatever the case of its letters; empty if none is near. */
  public static Optional<String> nearest(String given, Collection<String> candidates) {
    return beginning(given, candidates).or(() -> within(slips(given), given, candidates));
  }

  /** The same for names that people gave: one typo, or the wrong case. */
  public static Optional<String> almost(String given, Collection<String> candidates) {
    return within(1, given, candidates);
  }

  private static Optional<String> beginning(String given, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> lower(candidate).startsWith(lower(given)))
        .min(Comparator.comparingInt(String::length));
  }

  private static Optional<String> within(int most, String given, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> apart(given, candidate) <= most)
        .min(Comparator.comparingInt(candidate -> apart(given, candidate)));
  }

  /** Two swapped letters count as one, if nothing else is wrong. */
  private static int apart(String given, String candidate) {
    if (Math.abs(given.length() - candidate.length()) > LONGEST_DIFFERENCE) {
      return Integer.MAX_VALUE;
    }
    String a = lower(given);
    String b = lower(candidate);
    return isSwapped(a, b) ? 1 : distance(a, b);
  }

  private static boolean isSwapped(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    int[] unlike = IntStream.range(0, a.length()).filter(i -> a.charAt(i) != b.charAt(i)).toArray();
    return unlike.length == 2
        && unlike[1] == unlike[0] + 1
        && a.charAt(unlike[0]) == b.charAt(unlike[1])
        && a.charAt(unlike[1]) == b.charAt(unlike[0]);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A longer word may have more. */
  private static int slips(String given) {
    return Math.max(1, (given.length() + 1) / 3);
  }

  /** The edit distance of Levenshtein, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
