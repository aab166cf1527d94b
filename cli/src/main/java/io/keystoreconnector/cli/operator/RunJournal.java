package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes the place of the journal's table while the workflow runs on this machine. */
interface RunJournal {

  /** What is remembered about a key store; empty if nothing was ever written. */
  Optional<JournalItem> read(String keyStoreId);

  /** Writes an item if what is there meets a condition; returns whether it does. */
  boolean put(JournalItem next, Predicate<Optional<JournalItem>> condition);
}
