package io.keystoreconnector.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class DidYouMean {

  private DidYouMean() {}

  /** Asks whether the nearest one was meant, with a space before; empty if none is near. */
  public static String question(String given, Collection<String> candidates) {
    return to(given, candidates).map(" Did you mean %s?"::formatted).orElse("");
  }

  /**
   * The shortest candidate that goes on as was begun; else the one that takes the fewest changes of
   * a letter, if they are few enough to be slips.
   */
  static Optional<String> to(String given, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.startsWith(given))
        .min(Comparator.comparingInt(String::length))
        .or(
            () ->
                candidates.stream()
                    .filter(candidate -> distance(given, candidate) <= slips(given))
                    .min(Comparator.comparingInt(candidate -> distance(given, candidate))));
  }

  /** Two letters that have changed places are two slips; a word of five may have them. */
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
