package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import java.util.Map;
import java.util.Optional;

/** Where a journal is kept: a deployment's table, or a file of this machine. */
interface JournalKeeper {

  /** Where that is, in words. */
  String where();

  /** The same for programs. */
  Map<String, Object> json();

  /** What is remembered of a key store; empty if nothing was ever written down. */
  Optional<JournalItem> read(String keyStoreId);

  /**
   * Writes in the place of what was read; false if someone has written meanwhile.
   *
   * @param seen the version that was read
   */
  boolean replace(JournalItem next, long seen);
}
