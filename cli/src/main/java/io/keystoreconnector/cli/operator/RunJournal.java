package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands for the journal's table while the workflow runs on this machine. */
interface RunJournal {

  /** What is remembered of a key store; empty if nothing was ever written down. */
  Optional<JournalItem> read(String keyStoreId);

  /** Writes an item if what is there fulfils a condition; tells whether it does. */
  boolean put(JournalItem next, Predicate<Optional<JournalItem>> condition);
}
