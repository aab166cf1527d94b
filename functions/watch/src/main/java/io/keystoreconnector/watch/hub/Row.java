package io.keystoreconnector.watch.hub;

/** An item of the hub's table. */
sealed interface Row permits MemberRow, StoreRow {

  /** Whose it is. */
  Member member();

  /** The sort key: the id of a key store, or {@link MemberRow#ENTRY}. */
  String entry();

  /** How often it has been written; 0 if it is new. */
  long version();
}
