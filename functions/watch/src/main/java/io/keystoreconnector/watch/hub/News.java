package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member has reported. */
sealed interface News {

  /** Whose news it is, as EventBridge says. */
  Member member();

  /** The deployment that sent it. */
  String connector();

  /** When it was so; it may arrive later, and after newer news. */
  Instant at();

  /**
   * A check of the watch saw a key store in another state.
   *
   * @param at when the check saw it
   * @param expected CONNECTED or DISCONNECTED; null if the deployment does not manage it
   */
  record StateChanged(
      Member member,
      String connector,
      Instant at,
      String keyStoreId,
      String name,
      String state,
      @Nullable String errorCode,
      @Nullable String expected)
      implements News {}

  /** A check of the watch saw these key stores, and no other. */
  record Inventory(Member member, String connector, Instant at, List<Seen> keyStores)
      implements News {

    public Inventory {
      keyStores = List.copyOf(keyStores);
    }
  }

  /**
   * A run has ended.
   *
   * @param keyStoreId null if the run did not find out
   * @param sawKeyStore whether KMS has shown the key store to the run
   */
  record RunEnded(
      Member member,
      String connector,
      @Nullable String keyStoreId,
      @Nullable String name,
      boolean sawKeyStore,
      Run run)
      implements News {

    @Override
    public Instant at() {
      return run.endedAt();
    }
  }

  /**
   * A key store of an inventory; null for what was not seen.
   *
   * @param since it has been in its state at least since then
   * @param expected CONNECTED or DISCONNECTED
   */
  record Seen(
      String keyStoreId,
      String name,
      String type,
      boolean managed,
      @Nullable String state,
      @Nullable String errorCode,
      @Nullable Instant since,
      @Nullable String expected,
      @Nullable Boolean usable,
      @Nullable Boolean openRepair) {}
}
