package io.keystoreconnector.watch.hub;

import java.util.List;

/**
 * What to write, in this order.
 *
 * @param removed rows to delete
 * @param written rows as they shall be, each with the version that it replaces
 */
record Changes(List<Row> removed, List<Row> written) {

  static final Changes NONE = new Changes(List.of(), List.of());

  Changes {
    removed = List.copyOf(removed);
    written = List.copyOf(written);
  }
}
