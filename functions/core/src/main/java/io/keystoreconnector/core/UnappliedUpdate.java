package io.keystoreconnector.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An update that the request names and that the run has not made because of the state of the key
 * store: what a person should know of it.
 */
record UnappliedUpdate(Request request, Progress progress, JournalView journal, Observation seen) {

  /**
   * Why it was not made.
   *
   * @param when how a run would make it; null if a person need not do anything
   */
  private record Advice(String because, Update.@Nullable When when) {}

  /** The ends that have nothing to do with the state of the key store. */
  private static final Set<String> OTHER_CAUSES =
      Set.of(Reason.NOT_ALLOWED.name(), Reason.JOURNAL_UNAVAILABLE.name());

  /** The ends that say themselves why the secret was not pushed. */
  private static final Set<String> ABOUT_THE_SECRET =
      Set.of(
          Reason.SECRET_UNUSABLE.name(),
          Reason.STALE_SECRET.name(),
          Reason.LOGINS_EXHAUSTED.name());

  private static final Advice PLAN_A_DISCONNECT =
      new Advice(
          "the key store is CONNECTED, and KMS makes this change only while it is DISCONNECTED. To"
              + " apply it, plan a disconnect: when none of its keys are needed, disconnect the key"
              + " store, and start the connector with --before-connect.",
          Update.When.BEFORE_CONNECT);

  private static final Advice NOT_NEEDED =
      new Advice(
          "the key store is CONNECTED, and KMS has changed the password of kmsuser to one that only"
              + " KMS knows. A run applies it if it finds the key store DISCONNECTED.",
          null);

  private static final Advice NOW =
      new Advice(
          "the key store is CONNECTED. To apply it without a disconnect, start the connector with"
              + " --now.",
          Update.When.NOW);

  private static final Advice LEFT =
      new Advice(
          "the key store was left DISCONNECTED, as the request says. To apply it, start the"
              + " connector without --leave.",
          Update.When.BEFORE_CONNECT);

  /** How a person makes an update that the error code does not call for, after a comma. */
  static final String WHILE_FAILED =
      "disconnect the key store, which costs nothing while it is FAILED, and start the connector"
          + " with --before-connect.";

  private static final Advice NO_FAILURE =
      new Advice(
          "the request says to make it only after a failure, and the run saw no failure that this"
              + " change can remove. To apply it while the key store is DISCONNECTED, start the"
              + " connector with --before-connect.",
          Update.When.BEFORE_CONNECT);

  /** The warning that belongs to that end; empty if there is nothing to warn about. */
  Optional<String> warning(Action action) {
    return advice(action)
        .map(
            advice ->
                "The update of %s was not applied: %s"
                    .formatted(
                        open(action).stream()
                            .map(UpdateField::json)
                            .collect(Collectors.joining(", ")),
                        advice.because()));
  }

  /** How a run would make it after that end; empty if there is nothing to make. */
  Optional<Update.When> appliedWith(Action action) {
    return advice(action).flatMap(advice -> Optional.ofNullable(advice.when()));
  }

  private Optional<Advice> advice(Action action) {
    KeyStore store = seen.keyStore();
    if (store == null || progress.acts().updated()) {
      return Optional.empty();
    }
    List<UpdateField> open = open(action);
    return open.isEmpty() ? Optional.empty() : because(action, reason(action), store, open);
  }

  private static String reason(Action action) {
    return action instanceof Action.NeedsAPerson person ? person.reason() : "";
  }

  /** What the update would change. */
  private List<UpdateField> open(Action action) {
    KeyStore store = seen.keyStore();
    String reason = reason(action);
    return request.update().settings().entrySet().stream()
        .filter(
            setting ->
                setting.getKey().namesSecret()
                    ? !ABOUT_THE_SECRET.contains(reason) && !toldAlready()
                    : store != null && store.differs(setting.getKey(), setting.getValue()))
        .map(setting -> setting.getKey())
        .toList();
  }

  private boolean toldAlready() {
    return seen.secret() instanceof SecretView.Current current
        && journal instanceof JournalView.Read read
        && read.journal().presumed().wasTold(current.versionId());
  }

  private Optional<Advice> because(
      Action action, String reason, KeyStore store, List<UpdateField> open) {
    if (action instanceof Action.Connected) {
      return connected(open);
    }
    if (action instanceof Action.LeftDisconnected) {
      return request.update().beforeConnect() ? Optional.of(LEFT) : Optional.empty();
    }
    return action instanceof Action.NeedsAPerson && !OTHER_CAUSES.contains(reason)
        ? failed(reason, store, open)
        : Optional.empty();
  }

  private Optional<Advice> connected(List<UpdateField> open) {
    if (request.update().when() == Update.When.NOW) {
      return Optional.empty();
    }
    if (open.stream().allMatch(UpdateField::changesWhileConnected)) {
      return Optional.of(NOW);
    }
    if (open.equals(List.of(UpdateField.KEY_STORE_PASSWORD_SECRET_ID))) {
      return request.update().beforeConnect() ? Optional.of(NOT_NEEDED) : Optional.empty();
    }
    return Optional.of(PLAN_A_DISCONNECT);
  }

  private Optional<Advice> failed(String reason, KeyStore store, List<UpdateField> open) {
    boolean outOfTime = reason.equals(Reason.OUT_OF_TIME.name());
    return switch (store.state()) {
      case CONNECTED -> connected(open);
      case CONNECTING, DISCONNECTING, UNKNOWN ->
          request.update().beforeConnect() ? Optional.of(moving(store)) : Optional.empty();
      case DISCONNECTED ->
          outOfTime || request.update().beforeConnect() || fits(codes(), open)
              ? Optional.empty()
              : Optional.of(NO_FAILURE);
      case FAILED ->
          outOfTime || fits(ConnectionErrorCode.of(store.failureCode()).stream(), open)
              ? Optional.empty()
              : Optional.of(otherCode(store));
    };
  }

  private Advice moving(KeyStore store) {
    return new Advice(
        "the key store is %s. To apply it, start the connector again when that has ended."
            .formatted(store.state()),
        request.update().when());
  }

  private static Advice otherCode(KeyStore store) {
    return new Advice(
        "the connector does not make this change because of %s. To apply it all the same, %s"
            .formatted(store.failureCode(), WHILE_FAILED),
        Update.When.BEFORE_CONNECT);
  }

  /** What this run, and earlier ones whose repair is open, have seen the key store fail with. */
  private Stream<ConnectionErrorCode> codes() {
    return Stream.concat(
        progress.states().knownCodes(),
        journal instanceof JournalView.Read read
            ? read.journal().presumed().codesToRepair()
            : Stream.empty());
  }

  private static boolean fits(Stream<ConnectionErrorCode> codes, List<UpdateField> open) {
    return codes.anyMatch(code -> open.stream().anyMatch(code.fitting()::contains));
  }
}
