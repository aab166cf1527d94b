package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to put on the event bus. */
sealed interface Event {

  /** Its detail-type. */
  String detailType();

  /**
   * A key store is in another state, or FAILED with another code, than at the check before.
   *
   * @param to its state now
   * @param since when this check saw it so; it changed after the last one that saw {@code from}
   * @param managed whether the deployment may act on it
   * @param expectedConnected whether it is expected to be CONNECTED now; null if it is not managed
   * @param openRepair whether the journal has a repair that no run has finished; null if that was
   *     not seen
   */
  record StateChanged(
      String keyStoreId,
      String name,
      String type,
      String from,
      String to,
      @Nullable String errorCode,
      Instant since,
      boolean managed,
      @Nullable Boolean expectedConnected,
      @Nullable Boolean openRepair)
      implements Event {

    static final String DETAIL_TYPE = "Key Store State Changed";

    @Override
    public String detailType() {
      return DETAIL_TYPE;
    }
  }

  /**
   * All key stores of the account and Region.
   *
   * @param checkedAt when they were seen
   */
  record Inventory(Instant checkedAt, List<Item> items) implements Event {

    static final String DETAIL_TYPE = "Key Store Inventory";

    public Inventory {
      items = List.copyOf(items);
    }

    @Override
    public String detailType() {
      return DETAIL_TYPE;
    }
  }

  /**
   * One key store of an inventory; null for what was not seen.
   *
   * @param since it has been in its state at least since then
   * @param expectedConnected whether it is expected to be CONNECTED now; null if it is not managed
   */
  record Item(
      KeyStore keyStore,
      boolean managed,
      @Nullable Instant since,
      @Nullable Boolean expectedConnected,
      @Nullable Boolean usable,
      @Nullable Boolean openRepair,
      @Nullable Cluster cluster) {}
}
