package io.keystoreconnector.core;

/** The key store's journal as the run has it. */
public sealed interface JournalView {

  /** It was not read yet, or another run has written it since. */
  record NotRead() implements JournalView {}

  /** It cannot be read or written; the sentence says why. */
  record Unavailable(String problem) implements JournalView {}

  /**
   * It was read, or written by this run.
   *
   * @param unsaved whether checks have changed it since, without that being written down
   */
  record Read(Journal journal, boolean unsaved) implements JournalView {}
}
