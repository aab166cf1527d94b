package io.keystoreconnector.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the commands that a person can run after a verdict.
 *
 * @param checks what the deployment allows, and which secret it has for the key store
 */
record CommandWriter(RequestChecks checks, Request request, Progress progress, KeyStore store) {

  private static final String AGAIN = "to start a run again";

  /** The codes whose cause stays without an update; the others may pass by themselves. */
  private static final Set<ConnectionErrorCode> NEED_AN_UPDATE =
      EnumSet.of(
          ConnectionErrorCode.INVALID_CREDENTIALS,
          ConnectionErrorCode.USER_LOCKED_OUT,
          ConnectionErrorCode.USER_NOT_FOUND,
          ConnectionErrorCode.CLUSTER_NOT_FOUND,
          ConnectionErrorCode.SUBNET_NOT_FOUND,
          ConnectionErrorCode.XKS_PROXY_INVALID_CONFIGURATION);

  /**
   * The commands, the most likely first.
   *
   * @param unapplied when a run would make the update that this one did not make
   */
  List<NextCommand> commands(Action action, Optional<Update.When> unapplied) {
    if (action instanceof Action.NeedsAPerson person) {
      return afterReason(person.reason(), unapplied);
    }
    return switch (action.outcome()) {
      case IN_PROGRESS -> Stream.concat(Stream.of(again()), instead(action).stream()).toList();
      case CONNECTED, LEFT_DISCONNECTED -> unapplied.map(this::updateLater).stream().toList();
      case NEEDS_A_PERSON, DRY_RUN, INVALID_REQUEST -> List.of();
    };
  }

  private Optional<NextCommand> instead(Action action) {
    if (action instanceof Action.Connect) {
      return earlier();
    }
    return action instanceof Action.Disconnect ? alternative() : Optional.empty();
  }

  /** What to do once the keys can be used again. */
  NextCommand aftermath() {
    return new NextCommand(
        "to list the databases that someone must start",
        "./connector diagnose %s --aftermath".formatted(StoreWord.of(store)));
  }

  private StartLine asked() {
    StartLine asked = StartLine.of(request, store).withoutDryRun();
    // The next run waits for the HSM that was bought.
    return progress.acts().boughtHsm() ? asked.withAddHsm(false) : asked;
  }

  private NextCommand again() {
    return new NextCommand(AGAIN, asked().text());
  }

  /** A connect comes before an update that waits for a failure. */
  private Optional<NextCommand> earlier() {
    return request.update().when() == Update.When.ON_FAILURE
            && !request.update().settings().isEmpty()
        ? Optional.of(
            new NextCommand(
                "if you know that what KMS has is wrong",
                asked().with(Update.When.BEFORE_CONNECT).text()))
        : Optional.empty();
  }

  /** What removes the cause if it does not pass. */
  private Optional<NextCommand> alternative() {
    return ConnectionErrorCode.of(store.errorCode())
        .filter(code -> code.fitting().stream().noneMatch(request.update().settings()::containsKey))
        .flatMap(this::fitting)
        .map(field -> update(field, false));
  }

  private Optional<UpdateField> fitting(ConnectionErrorCode code) {
    return code.fitting().stream()
        .filter(field -> field.type() == store.type())
        .sorted()
        .findFirst();
  }

  private NextCommand updateLater(Update.When when) {
    boolean disconnect =
        when == Update.When.BEFORE_CONNECT
            && (store.state() == ConnectionState.CONNECTED
                || store.state() == ConnectionState.FAILED);
    return new NextCommand(
        disconnect ? "after you have disconnected the key store" : "to apply the update",
        asked().withoutLeave().with(when).text());
  }

  private List<NextCommand> afterReason(String reason, Optional<Update.When> unapplied) {
    Optional<ConnectionErrorCode> code = ConnectionErrorCode.of(reason);
    List<NextCommand> commands =
        code.isPresent()
            ? afterCode(code.get())
            : Reason.of(reason).map(this::after).orElse(List.of(again()));
    return Stream.concat(
            commands.stream(),
            unapplied
                .map(this::updateLater)
                .filter(
                    later -> commands.stream().noneMatch(c -> c.command().equals(later.command())))
                .stream())
        .toList();
  }

  private List<NextCommand> afterCode(ConnectionErrorCode code) {
    if (code.remedy() == Remedy.HSM) {
      return withHsm();
    }
    Optional<UpdateField> fitting = fitting(code);
    if (fitting.isEmpty()) {
      return List.of(again());
    }
    boolean needed = NEED_AN_UPDATE.contains(code);
    NextCommand update = update(fitting.get(), needed);
    return needed
        ? List.of(update)
        : List.of(new NextCommand(AGAIN, asked().withoutUpdate().text()), update);
  }

  private List<NextCommand> after(Reason reason) {
    return switch (reason) {
      case KEY_STORE_NOT_FOUND, NOT_ALLOWED -> List.of();
      case CLUSTER_NOT_FOUND -> List.of(update(UpdateField.CLOUD_HSM_CLUSTER_ID, true));
      case NO_ACTIVE_HSM -> withHsm();
      case STALE_SECRET, SECRET_UNUSABLE -> List.of(update(secretField(), true));
      case LOGINS_EXHAUSTED -> afterLogIns();
      case UPDATE_REFUSED -> List.of(corrected());
      case CLUSTER_NOT_ACTIVE,
          CLUSTER_BEING_MODIFIED,
          CLUSTER_INVALID_CONFIGURATION,
          CONNECTED_BUT_UNUSABLE,
          HSM_NOT_ADDED,
          HSM_DEGRADED,
          CONNECT_REFUSED,
          UPDATE_IMPOSSIBLE,
          JOURNAL_UNAVAILABLE,
          ATTEMPTS_EXHAUSTED,
          OUT_OF_TIME ->
          List.of(again());
    };
  }

  /** An HSM that only a person can buy is not offered. */
  private List<NextCommand> withHsm() {
    NextCommand again = new NextCommand("when an HSM is ACTIVE", asked().withAddHsm(false).text());
    return request.addHsm() || !checks.addHsm().allows(store)
        ? List.of(again)
        : List.of(
            new NextCommand(
                "to let the connector create an HSM, which is billed by the hour",
                asked().withAddHsm(true).text()),
            again);
  }

  private List<NextCommand> afterLogIns() {
    return List.of(
        new NextCommand(
            purpose(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, true),
            updated(UpdateField.KEY_STORE_PASSWORD_SECRET_ID).withPasswordTold().text()),
        new NextCommand(
            "if KMS was given the right password by hand",
            asked().withoutUpdate().withPasswordTold().text()));
  }

  /** With placeholders for what was refused; a secret was refused for its value. */
  private NextCommand corrected() {
    StartLine line = asked();
    for (Map.Entry<UpdateField, String> setting : request.update().settings().entrySet()) {
      if (!setting.getKey().namesSecret()) {
        line = line.with(setting.getKey(), setting.getKey().placeholder());
      }
    }
    boolean stays = store.state() == ConnectionState.CONNECTED;
    return new NextCommand(
        "with the corrected setting",
        (stays ? line : line.with(Update.When.BEFORE_CONNECT)).text());
  }

  private NextCommand update(UpdateField field, boolean needed) {
    return new NextCommand(purpose(field, needed), updated(field).text());
  }

  private StartLine updated(UpdateField field) {
    boolean now =
        request.update().when() == Update.When.NOW && store.state() == ConnectionState.CONNECTED;
    return asked()
        .with(field, value(field))
        .with(now ? Update.When.NOW : Update.When.BEFORE_CONNECT);
  }

  /** What was asked for, unless it did not help; the secret that the deployment has. */
  private String value(UpdateField field) {
    String asked = request.update().settings().get(field);
    if (field.namesSecret()) {
      return Optional.ofNullable(asked)
          .or(() -> checks.updates().secretOf(store).filter(field::allows))
          .orElse(field.placeholder());
    }
    return asked == null || progress.acts().updated() ? field.placeholder() : asked;
  }

  private UpdateField secretField() {
    return store.type() == KeyStoreType.AWS_CLOUDHSM
        ? UpdateField.KEY_STORE_PASSWORD_SECRET_ID
        : UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID;
  }

  /** A run would refuse what the deployment does not allow. */
  private String purpose(UpdateField field, boolean needed) {
    String purpose = occasion(field, needed);
    return checks.updates().allowsAny(field, store)
        ? purpose
        : "%s and the deployment's %s allows %s"
            .formatted(
                purpose,
                field.namesSecret() ? "KEY_STORE_SECRETS" : "KEY_STORE_SETTINGS",
                field.namesSecret() ? "it" : field.json());
  }

  private static String occasion(UpdateField field, boolean needed) {
    String when = needed ? "when" : "if";
    return switch (field) {
      case KEY_STORE_PASSWORD_SECRET_ID -> when + " the secret has a new password";
      case XKS_PROXY_CREDENTIAL_SECRET_ID -> when + " the secret has a new credential";
      case CLOUD_HSM_CLUSTER_ID -> when + " another cluster has two active HSMs";
      case XKS_PROXY_URI_ENDPOINT, XKS_PROXY_CONNECTIVITY -> when + " the proxy has moved";
      case XKS_PROXY_URI_PATH -> "with the proxy's correct path";
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER ->
          when + " the endpoint service has another name";
    };
  }
}
