package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment declares about the states of its key stores. What it does not declare is
 * expected to be CONNECTED.
 *
 * @param declared in the order in which they count: an id before a name
 */
record ExpectedStates(List<Declared> declared) {

  private static final String NONE = "none";

  /**
   * One declaration.
   *
   * @param store an id, or a name in which {@code *} stands for any number of characters
   */
  record Declared(String store, ExpectedState state) {}

  ExpectedStates {
    declared = List.copyOf(declared);
  }

  /**
   * Reads the declarations in a variable.
   *
   * @param pairs such as {@code cks-1234567890abcdef0=DISCONNECTED}, separated by commas
   * @throws IllegalArgumentException if one of them cannot be understood
   */
  static ExpectedStates of(@Nullable String pairs) {
    return new ExpectedStates(
        pairs == null || pairs.isBlank() || pairs.strip().equals(NONE)
            ? List.of()
            : inOrder(Arrays.stream(pairs.split(",")).map(ExpectedStates::declared).toList()));
  }

  private static List<Declared> inOrder(List<Declared> all) {
    return Stream.concat(
            all.stream().filter(each -> StoreList.isId(each.store())),
            all.stream().filter(each -> !StoreList.isId(each.store())))
        .toList();
  }

  private static Declared declared(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "EXPECTED_STATES must be pairs such as cks-1234567890abcdef0=DISCONNECTED, not " + pair);
    }
    return new Declared(
        pair.substring(0, equals).strip(), ExpectedState.of(pair.substring(equals + 1).strip()));
  }

  /** Whether there are any declarations. */
  boolean areDeclared() {
    return !declared.isEmpty();
  }

  /** Whether a key store is expected to be CONNECTED at that time. */
  boolean isConnected(KeyStore store, Instant time) {
    return declared.stream()
        .filter(each -> StoreList.names(each.store(), store.id(), store.name()))
        .findFirst()
        .map(each -> each.state().isConnectedAt(time))
        .orElse(true);
  }
}
