package io.keystoreconnector.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests a known name for an unknown one. */
public final class DidYouMean {

  private DidYouMean() {}

  /**
   * The question whether the nearest candidate was meant, with a space before it; empty if none is
   * near.
   */
  public static String question(String given, Collection<String> candidates) {
    return nearest(given, candidates).map(" Did you mean %s?"::formatted).orElse("");
  }

  /**
   * The shortest candidate that begins as given; otherwise the one with the fewest changed letters,
   * if they are few enough to be typos.
   */
  private static Optional<String> nearest(String given, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.startsWith(given))
        .min(Comparator.comparingInt(String::length))
        .or(
            () ->
                candidates.stream()
                    .filter(candidate -> distance(given, candidate) <= slips(given))
                    .min(Comparator.comparingInt(candidate -> distance(given, candidate))));
  }

  /** Two swapped letters are two typos; a word of five letters may have them. */
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
