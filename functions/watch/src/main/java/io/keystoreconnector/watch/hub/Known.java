package io.keystoreconnector.watch.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one member.
 *
 * @param self null if it has never reported anything
 * @param keyStores by id
 */
record Known(@Nullable MemberRow self, Map<String, StoreRow> keyStores) {

  static final Known NOTHING = new Known(null, Map.of());

  Known {
    keyStores = Map.copyOf(keyStores);
  }

  static Known of(List<Row> rows) {
    Optional<MemberRow> self =
        rows.stream().filter(MemberRow.class::isInstance).map(MemberRow.class::cast).findFirst();
    return new Known(
        self.orElse(null),
        rows.stream()
            .filter(StoreRow.class::isInstance)
            .map(StoreRow.class::cast)
            .collect(Collectors.toMap(StoreRow::keyStoreId, Function.identity())));
  }
}
