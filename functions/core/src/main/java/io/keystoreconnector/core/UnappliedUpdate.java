package io.keystoreconnector.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An update that the request names and that the run has not made because of the state of the key
 * store: what a person should know of it.
 */
record UnappliedUpdate(Request request, Progress progress, JournalView journal, Observation seen) {

  /** The ends that have nothing to do with the state of the key store. */
  private static final Set<String> OTHER_CAUSES =
      Set.of(Reason.NOT_ALLOWED.name(), Reason.JOURNAL_UNAVAILABLE.name());

  /** The ends that say themselves why the secret was not pushed. */
  private static final Set<String> ABOUT_THE_SECRET =
      Set.of(
          Reason.SECRET_UNUSABLE.name(),
          Reason.STALE_SECRET.name(),
          Reason.LOGINS_EXHAUSTED.name());

  private static final String PLAN_A_DISCONNECT =
      "the key store is CONNECTED, and KMS makes this change only while it is DISCONNECTED. To"
          + " apply it, plan a disconnect: when none of its keys are needed, disconnect the key"
          + " store, and start the connector with \"when\": \"BEFORE_CONNECT\" in update.";

  private static final String NOT_NEEDED =
      "the key store is CONNECTED, and KMS has changed the password of kmsuser to one that only KMS"
          + " knows. A run applies it if it finds the key store DISCONNECTED.";

  private static final String NOW =
      "the key store is CONNECTED. To apply it without a disconnect, start the connector with"
          + " \"when\": \"NOW\" in update.";

  private static final String LEFT =
      "the key store was left DISCONNECTED, as the request says. To apply it, start the connector"
          + " without \"whenDisconnected\": \"LEAVE\".";

  /** How a person makes an update that the error code does not call for, after a comma. */
  static final String WHILE_FAILED =
      "disconnect the key store, which costs nothing while it is FAILED, and start the connector"
          + " with \"when\": \"BEFORE_CONNECT\" in update.";

  private static final String NO_FAILURE =
      "\"when\" is ON_FAILURE, and the run saw no failure that this change can remove. To apply it"
          + " while the key store is DISCONNECTED, start the connector with \"when\":"
          + " \"BEFORE_CONNECT\" in update.";

  /** The warning that belongs to that end; empty if there is nothing to warn about. */
  Optional<String> warning(Action action) {
    KeyStore store = seen.keyStore();
    if (store == null || progress.acts().updated()) {
      return Optional.empty();
    }
    String reason = action instanceof Action.NeedsAPerson person ? person.reason() : "";
    List<UpdateField> open = open(store, reason);
    return open.isEmpty()
        ? Optional.empty()
        : because(action, reason, store, open)
            .map(
                because ->
                    "The update of %s was not applied: %s"
                        .formatted(
                            open.stream().map(UpdateField::json).collect(Collectors.joining(", ")),
                            because));
  }

  /** What the update would change. */
  private List<UpdateField> open(KeyStore store, String reason) {
    return request.update().settings().entrySet().stream()
        .filter(
            setting ->
                setting.getKey().namesSecret()
                    ? !ABOUT_THE_SECRET.contains(reason) && !toldAlready()
                    : store.differs(setting.getKey(), setting.getValue()))
        .map(setting -> setting.getKey())
        .toList();
  }

  private boolean toldAlready() {
    return seen.secret() instanceof SecretView.Current(String version, boolean label)
        && journal instanceof JournalView.Read(Journal read, boolean unsaved)
        && read.presumed().wasTold(version);
  }

  private Optional<String> because(
      Action action, String reason, KeyStore store, List<UpdateField> open) {
    return switch (action) {
      case Action.Connected connected -> connected(open);
      case Action.LeftDisconnected left ->
          request.update().beforeConnect() ? Optional.of(LEFT) : Optional.empty();
      case Action.NeedsAPerson person when !OTHER_CAUSES.contains(reason) ->
          failed(reason, store, open);
      default -> Optional.empty();
    };
  }

  private Optional<String> connected(List<UpdateField> open) {
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

  private Optional<String> failed(String reason, KeyStore store, List<UpdateField> open) {
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

  private static String moving(KeyStore store) {
    return "the key store is %s. To apply it, start the connector again when that has ended."
        .formatted(store.state());
  }

  private static String otherCode(KeyStore store) {
    return "the connector does not make this change because of %s. To apply it all the same, %s"
        .formatted(store.failureCode(), WHILE_FAILED);
  }

  /** What this run, and earlier ones whose repair is open, have seen the key store fail with. */
  private Stream<ConnectionErrorCode> codes() {
    return Stream.concat(
        progress.states().knownCodes(),
        journal instanceof JournalView.Read(Journal read, boolean unsaved)
            ? read.presumed().codesToRepair()
            : Stream.empty());
  }

  private static boolean fits(Stream<ConnectionErrorCode> codes, List<UpdateField> open) {
    return codes.anyMatch(code -> open.stream().anyMatch(code.fitting()::contains));
  }
}
