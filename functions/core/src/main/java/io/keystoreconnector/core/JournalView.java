package io.keystoreconnector.core;

/** What a run has of the key store's journal. */
public sealed interface JournalView {

  /** It was not read yet, or another run has written it since. */
  record NotRead() implements JournalView {}

  /** It cannot be read or written; the sentence says why. */
  record Unavailable(String problem) implements JournalView {}

  /**
   * It was read, or written by this run.
   *
   * @param unsaved whether looks since have changed it, which nobody has written down
   */
  record Read(Journal journal, boolean unsaved) implements JournalView {}
}
