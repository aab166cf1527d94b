package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import java.util.Map;
import java.util.Optional;

/** Where a journal is kept: a deployment's table, or a file of this machine. */
interface JournalKeeper {

  /** Where it is kept, in words. */
  String where();

  /** The same for programs. */
  Map<String, Object> json();

  /** What is remembered about a key store; empty if nothing was ever written. */
  Optional<JournalItem> read(String keyStoreId);

  /**
   * Writes in place of what was read; false if someone has written since.
   *
   * @param seen the version that was read
   */
  boolean replace(JournalItem next, long seen);
}
