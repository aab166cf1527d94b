package io.keystoreconnector.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a run have seen of the key store's state.
 *
 * @param failures the FAILED states that were seen, in order
 * @param first the state at the first check that counts
 * @param seen the state at the last trusted check
 * @param changed when that state was first seen after another one
 * @param doubted a failed login shown by a check that does not count, because it may have been out
 *     of date or came before the journal was read; the failure counts if the next trusted check
 *     shows that someone else has disconnected the store since
 * @param unusable how many checks in a row, up to the last one, could not use the CONNECTED store
 */
public record StateHistory(
    List<Failure> failures,
    @Nullable ConnectionState first,
    @Nullable ConnectionState seen,
    @Nullable Instant changed,
    @Nullable Failure doubted,
    int unusable) {

  /** A FAILED state, with its code verbatim and the time at which it was seen. */
  public record Failure(String code, Instant at) {}

  /** Nothing seen yet. */
  public static final StateHistory NONE = new StateHistory(List.of(), null, null, null, null, 0);

  public StateHistory {
    failures = List.copyOf(failures);
  }

  /** The same, with a check recorded that shows the current state. */
  StateHistory believe(KeyStore store, ProofView proof, Instant at) {
    ConnectionState state = store.state();
    List<Failure> more = new ArrayList<>(failures);
    Optional<Failure> missed = missed(state);
    missed.ifPresent(more::add);
    String code = store.failureCode();
    if (state == ConnectionState.FAILED && !(seen == state && lastCodeIs(code))) {
      more.add(new Failure(code, at));
    }
    boolean unchanged = seen == state || (seen == null && missed.isEmpty());
    return new StateHistory(
        more,
        first != null ? first : missed.isPresent() ? ConnectionState.FAILED : state,
        state,
        unchanged ? changed : at,
        null,
        proof instanceof ProofView.Unusable ? unusable + 1 : 0);
  }

  /** The failed login that was doubted, if someone has disconnected the store since. */
  Optional<Failure> missed(ConnectionState state) {
    return Optional.ofNullable(doubted)
        .filter(
            any -> state == ConnectionState.DISCONNECTING || state == ConnectionState.DISCONNECTED);
  }

  /** Whether all checks since that moment have seen that state. */
  boolean showsOnly(ConnectionState state, Instant since) {
    return seen == state && doubted == null && (changed == null || !changed.isAfter(since));
  }

  /**
   * The same, with a check recorded that does not count. Only a failed login is remembered from it,
   * because the code is gone once someone disconnects the store; it is not remembered if it can
   * only be the failure that is already known.
   *
   * @param triedAgain whether a Connect came after the last failure that is known
   */
  StateHistory doubt(KeyStore store, Instant at, boolean triedAgain) {
    String code = store.failureCode();
    return store.state() == ConnectionState.FAILED
            && doubted == null
            && (seen == ConnectionState.CONNECTING || !lastCodeIs(code) || triedAgain)
            && ConnectionErrorCode.locksKmsuser(code, store.type())
        ? new StateHistory(failures, first, seen, changed, new Failure(code, at), 0)
        : this;
  }

  /** The failures that happened during the run: without the one that its first check found. */
  Stream<Failure> failuresSinceTheFirstCheck() {
    return failures.stream().skip(first == ConnectionState.FAILED ? 1 : 0);
  }

  private boolean lastCodeIs(String code) {
    return lastFailure().filter(failure -> failure.code().equals(code)).isPresent();
  }

  /** The known codes among the failures of this run, a doubted one included. */
  Stream<ConnectionErrorCode> knownCodes() {
    return Stream.concat(failures.stream(), Stream.ofNullable(doubted))
        .map(Failure::code)
        .flatMap(code -> ConnectionErrorCode.of(code).stream());
  }

  Optional<Failure> lastFailure() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
  }
}
