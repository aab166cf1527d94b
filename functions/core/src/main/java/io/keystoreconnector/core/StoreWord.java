package io.keystoreconnector.core;

import java.util.Optional;

/** A key store as a word of a command: its name, or its id where a name would be misread. */
public final class StoreWord {

  private static final String ID = "cks-[0-9a-f]{4,60}";

  private StoreWord() {}

  /** The word for a shell. */
  static String of(KeyStore store) {
    return of(store.id(), store.name());
  }

  /**
   * The same. A name that begins with a hyphen would be an option, one with a star a pattern, one
   * that looks like an id would be taken for one, and one with control characters cannot be pasted.
   */
  public static String of(String id, String name) {
    return ShellWord.of(isMisread(name) ? id : name);
  }

  /** The one that a request names; empty if a command would take it for something else. */
  static Optional<String> of(Request request) {
    String id = request.customKeyStoreId();
    String name = request.customKeyStoreName();
    return id == null
        ? Optional.ofNullable(name).flatMap(StoreWord::ofName)
        : Optional.of(id).filter(text -> text.matches(ID));
  }

  private static Optional<String> ofName(String name) {
    if (isOption(name) && name.codePoints().noneMatch(StoreWord::isUnprintable)) {
      return Optional.of("--store=" + ShellWord.of(name));
    }
    return Optional.of(name).filter(text -> !isMisread(text)).map(ShellWord::of);
  }

  /** Whether it is a name only as the value of --store. */
  private static boolean isOption(String name) {
    return name.startsWith("-") || new StorePattern(name).hasWildcard();
  }

  private static boolean isMisread(String name) {
    return name.isBlank()
        || isOption(name)
        || name.matches(ID)
        || name.codePoints().anyMatch(StoreWord::isUnprintable);
  }

  private static boolean isUnprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
