package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check passes on to the next.
 *
 * @param inventoryAt when the last inventory was sent; null if none was
 * @param keyStores what is known of each, by id
 */
record Memory(@Nullable Instant inventoryAt, Map<String, Known> keyStores) {

  /** Before the first check. */
  static final Memory EMPTY = new Memory(null, Map.of());

  Memory {
    keyStores = Map.copyOf(keyStores);
  }

  /**
   * The last state of a key store.
   *
   * @param since it has been in this state at least since then
   */
  record Known(String state, @Nullable String errorCode, Instant since) {}
}
