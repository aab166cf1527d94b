package io.keystoreconnector.watch;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key stores that a deployment lists, read as the steps of the workflow read such a list.
 *
 * @param every whether it is every key store that is not denied
 * @param allowed ids, and names in which {@code *} stands for any number of characters
 * @param denied the same, of key stores that are not in the list whatever {@code allowed} says
 */
record StoreList(boolean every, List<String> allowed, List<String> denied) {

  private static final String EVERY = "*";
  private static final String NONE = "none";
  private static final String ID = "cks-";
  private static final Pattern ONLY_STARS = Pattern.compile("\\*+");

  StoreList {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  /** The list in these variables, whose entries are separated by commas. */
  static StoreList of(@Nullable String allowed, @Nullable String denied) {
    return new StoreList(
        allowed != null && allowed.strip().equals(EVERY),
        entries(allowed).filter(entry -> !ONLY_STARS.matcher(entry).matches()).toList(),
        entries(denied).toList());
  }

  private static Stream<String> entries(@Nullable String list) {
    return list == null
        ? Stream.empty()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty() && !entry.equals(NONE));
  }

  /** Whether the key store, as KMS shows it, is in the list. */
  boolean has(String id, String name) {
    return denied.stream().noneMatch(entry -> matches(entry, id) || matches(entry, name))
        && (every || allowed.stream().anyMatch(entry -> names(entry, id, name)));
  }

  /** A name is never taken for an id, and a pattern never matches an id. */
  static boolean names(String entry, String id, String name) {
    return isId(entry) ? entry.equals(id) : matches(entry, name);
  }

  /** Whether an entry is an id, and no name. */
  static boolean isId(String entry) {
    return entry.startsWith(ID);
  }

  private static boolean matches(String entry, String word) {
    String expression =
        Arrays.stream(entry.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(word).matches();
  }
}
