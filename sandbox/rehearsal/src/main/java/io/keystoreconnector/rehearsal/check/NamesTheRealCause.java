package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The reason for which a run gives up is one that it has seen, and so is the reason for its
 * guidance.
 */
final class NamesTheRealCause implements Rule {

  private static final int USUAL_ATTEMPTS = 3;
  private static final int LONGEST_WINDOW = 1200;

  /** How long before the end of its window a run may report that time is short. */
  private static final int MARGIN = 100;

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted() && !run.succeededAs())
        .filter(run -> !isReal(run, evidence))
        .map(
            run ->
                "Run %s gave up with %s, which does not match what it saw: %s"
                    .formatted(run.name(), run.result().error(), run.told("message")));
  }

  private static boolean isReal(RunRecord run, Evidence evidence) {
    String reason = Objects.requireNonNullElse(run.result().error(), "");
    Look look = run.lastLook().orElse(new Look(List.of()));
    if (!look.code().isEmpty() && look.code().equals(reason)) {
      return look.state().equals("FAILED");
    }
    return switch (reason) {
      case "KEY_STORE_NOT_FOUND" -> look.store().isEmpty();
      case "NOT_ALLOWED" ->
          !evidence.allows(
              "MANAGED_KEY_STORES",
              Json.text(look.store(), "CustomKeyStoreId"),
              Json.text(look.store(), "CustomKeyStoreName"));
      case "NO_ACTIVE_HSM" -> !look.cluster().isEmpty() && look.activeHsms() == 0;
      case "CONNECTED_BUT_UNUSABLE" -> look.usable() && look.usedInVain();
      case "CLUSTER_NOT_FOUND" -> look.lookedAtCluster() && look.cluster().isEmpty();
      case "CLUSTER_NOT_ACTIVE" -> !Json.text(look.cluster(), "State").equals("ACTIVE");
      case "CLUSTER_BEING_MODIFIED" -> look.clusterInChange();
      case "ATTEMPTS_EXHAUSTED" ->
          run.calls(SeenCall.CONNECT).size()
                  + run.result().path().stream().filter("Connect"::equals).count()
              >= Json.number(run.asked(), "maxAttempts", USUAL_ATTEMPTS);
      case "OUT_OF_TIME" ->
          run.seconds() >= Json.number(run.asked(), "windowSeconds", LONGEST_WINDOW) - MARGIN;
      case "STALE_SECRET" -> isStale(run, evidence);
      case "JOURNAL_UNAVAILABLE" -> run.withoutJournalSince().isPresent();
      case "LOGINS_EXHAUSTED" -> failedLogIns(evidence) > 1;
      case "HSM_DEGRADED" ->
          Json.objects(look.cluster().get("Hsms")).stream()
              .anyMatch(hsm -> Json.text(hsm, "State").equals("DEGRADED"));
      case "UPDATE_IMPOSSIBLE" ->
          Json.object(run.asked().get("update")).containsKey("cloudHsmClusterId");
      case "SECRET_UNUSABLE" -> SecretTrouble.in(run, evidence);
      case "UPDATE_REFUSED" -> refusedLast(run, "Update");
      case "CONNECT_REFUSED", "CLUSTER_INVALID_CONFIGURATION" -> refusedLast(run, "Connect");
      case "HSM_NOT_ADDED" ->
          refusedLast(run, "Add HSM") || unansweredLast(run, "Add HSM") || isGone(look, evidence);
      // JudgesRequestsTruly checks it.
      case "InvalidRequest" -> true;
      default -> failedStep(run, reason);
    };
  }

  /** Whether every version had been pushed. */
  private static boolean isStale(RunRecord run, Evidence evidence) {
    Map<?, ?> update = Json.object(run.asked().get("update"));
    boolean given =
        update.containsKey("keyStorePasswordSecretId")
            || update.containsKey("xksProxyAuthenticationCredentialSecretId");
    return !given
        || !run.calls(SeenCall.VALUE).isEmpty()
        || run.result().path().contains("Update")
        || evidence.calls().stream().anyMatch(call -> call.is(SeenCall.UPDATE))
        || run.last(SeenCall.SECRET, SeenCall::succeeded)
            .filter(SecretTrouble::applied)
            .isPresent();
  }

  /** How many connects have failed because of a wrong password, including one before the start. */
  private static long failedLogIns(Evidence evidence) {
    return Stream.concat(
            Json.objects(evidence.worldBefore().get("keyStores")).stream()
                .map(store -> Json.text(store, "errorCode")),
            evidence.events().stream()
                .map(event -> String.valueOf(event.details().get("errorCode"))))
        .filter(List.of("INVALID_CREDENTIALS", "USER_LOCKED_OUT")::contains)
        .count();
  }

  /** Whether the message contains the error with which the last step of that kind was refused. */
  private static boolean refusedLast(RunRecord run, String state) {
    return run.attempts().stream()
        .filter(attempt -> attempt.state().equals(state))
        .reduce((earlier, later) -> later)
        .filter(
            attempt ->
                run.callsOf(attempt).stream()
                    .anyMatch(
                        call ->
                            call.call().error() != null
                                && run.told("message").contains(call.call().error())))
        .isPresent();
  }

  /** Whether a run has bought an HSM that no longer works. */
  private static boolean isGone(Look look, Evidence evidence) {
    return look.activeHsms() == 0
        && evidence.calls().stream()
            .anyMatch(call -> call.is(SeenCall.CREATE_HSM) && call.tookEffect());
  }

  private static boolean unansweredLast(RunRecord run, String state) {
    return run.attempts().stream()
        .filter(attempt -> attempt.state().equals(state))
        .reduce((earlier, later) -> later)
        .filter(attempt -> !attempt.succeeded())
        .isPresent();
  }

  private static boolean failedStep(RunRecord run, String reason) {
    List<Attempt> attempts = run.attempts();
    return run.told("outcome").equals("STEP_FAILED")
        && !attempts.isEmpty()
        && (attempts.getLast().error().equals(reason)
            || attempts.getLast().error().endsWith("." + reason));
  }
}
