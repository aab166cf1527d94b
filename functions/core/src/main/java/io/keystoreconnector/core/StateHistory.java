package io.keystoreconnector.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the looks of a run have seen of the key store's state.
 *
 * @param failures the FAILED states that were met, in their order
 * @param first the state that the first look saw
 * @param seen the state of the last look that was believed
 * @param changed when that state was first seen after another one
 * @param doubted a failed log-in that a look showed which may have been out of date; it counts if
 *     the next look that is believed shows that somebody else has disconnected the store since
 */
public record StateHistory(
    List<Failure> failures,
    @Nullable ConnectionState first,
    @Nullable ConnectionState seen,
    @Nullable Instant changed,
    @Nullable Failure doubted) {

  /** A FAILED state that was met, with its code verbatim and the time it was seen. */
  public record Failure(String code, Instant at) {}

  /** Nothing was seen yet. */
  public static final StateHistory NONE = new StateHistory(List.of(), null, null, null, null);

  public StateHistory {
    failures = List.copyOf(failures);
  }

  /** The same, with a look filed that shows how things stand. */
  StateHistory believe(KeyStore store, Instant at) {
    ConnectionState state = store.state();
    List<Failure> more = new ArrayList<>(failures);
    missed(state).ifPresent(more::add);
    String code = store.failureCode();
    if (state == ConnectionState.FAILED && !(seen == state && lastCodeIs(code))) {
      more.add(new Failure(code, at));
    }
    Instant since = seen == null || seen == state ? changed : at;
    return new StateHistory(more, first == null ? state : first, state, since, null);
  }

  /** The failed log-in that was doubted, if somebody has disconnected the store since. */
  Optional<Failure> missed(ConnectionState state) {
    return Optional.ofNullable(doubted)
        .filter(
            any -> state == ConnectionState.DISCONNECTING || state == ConnectionState.DISCONNECTED);
  }

  /** Whether all looks since that moment have seen that state. */
  boolean showsOnly(ConnectionState state, Instant since) {
    return seen == state && doubted == null && (changed == null || !changed.isAfter(since));
  }

  /**
   * The same, with a look filed that may show what was true before the last call. Of that, only a
   * log-in that failed is remembered, because the code is gone when somebody disconnects the store;
   * and not if it can only be the failure that is known already.
   *
   * @param triedAgain whether a Connect came after the last failure that is known
   */
  StateHistory doubt(KeyStore store, Instant at, boolean triedAgain) {
    String code = store.failureCode();
    return store.state() == ConnectionState.FAILED
            && doubted == null
            && (seen == ConnectionState.CONNECTING || !lastCodeIs(code) || triedAgain)
            && ConnectionErrorCode.locksKmsuser(code, store.type())
        ? new StateHistory(failures, first, seen, changed, new Failure(code, at))
        : this;
  }

  private boolean lastCodeIs(String code) {
    return lastFailure().filter(failure -> failure.code().equals(code)).isPresent();
  }

  /**
   * The codes of the failures met in this run, a doubted one too, as far as they are known ones.
   */
  Stream<ConnectionErrorCode> knownCodes() {
    return Stream.concat(failures.stream(), Stream.ofNullable(doubted))
        .map(Failure::code)
        .flatMap(code -> ConnectionErrorCode.of(code).stream());
  }

  Optional<Failure> lastFailure() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast());
  }
}
