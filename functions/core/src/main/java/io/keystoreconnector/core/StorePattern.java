package io.keystoreconnector.core;

/**
 * Names key stores by id or by name. A {@code *} stands for any number of characters, also none;
 * every other character stands for itself, and upper and lower case differ.
 *
 * @param text what a person has written, such as {@code prod-*}, {@code *} or an id
 */
public record StorePattern(String text) {

  /** Every key store. */
  public static final StorePattern EVERY = new StorePattern("*");

  private static final char WILDCARD = '*';

  /** Whether it can match more than one key store, now or later. */
  public boolean hasWildcard() {
    return text.indexOf(WILDCARD) >= 0;
  }

  /** Whether it matches every key store. */
  public boolean matchesEverything() {
    return !text.isEmpty() && text.chars().allMatch(character -> character == WILDCARD);
  }

  /** Whether it matches the key store with this id and this name. */
  public boolean matches(String id, String name) {
    return matches(id) || matches(name);
  }

  /**
   * Whether it matches this name or id. Compares from left to right, and goes back only to the last
   * wildcard: the time is at most the product of the two lengths, however many wildcards there are.
   */
  boolean matches(String word) {
    int at = 0;
    int wildcard = -1;
    int resume = 0;
    int i = 0;
    while (i < word.length()) {
      if (at < text.length() && text.charAt(at) == WILDCARD) {
        wildcard = at++;
        resume = i;
      } else if (at < text.length() && text.charAt(at) == word.charAt(i)) {
        at++;
        i++;
      } else if (wildcard >= 0) {
        at = wildcard + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    return text.substring(at).chars().allMatch(character -> character == WILDCARD);
  }
}
