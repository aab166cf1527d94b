package io.keystoreconnector.core;

/** A key store as a word of a command: its name, or its id where a name would be misread. */
public final class StoreWord {

  private static final String ID = "cks-[0-9a-f]{4,60}";

  private StoreWord() {}

  /** The word for a shell. */
  static String of(KeyStore store) {
    return of(store.id(), store.name());
  }

  /**
   * The same. A name that begins with a hyphen would be an option, one that looks like an id would
   * be taken for one, and one with control characters cannot be pasted.
   */
  public static String of(String id, String name) {
    boolean misread =
        name.isBlank()
            || name.startsWith("-")
            || name.matches(ID)
            || name.codePoints().anyMatch(StoreWord::isUnprintable);
    return ShellWord.of(misread ? id : name);
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
