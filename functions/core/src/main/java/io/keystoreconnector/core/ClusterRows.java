package io.keystoreconnector.core;

import io.keystoreconnector.core.Journal.Purchase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows for a cluster that KMS cannot connect to, or may not be able to. */
final class ClusterRows {

  /** How many calls for an HSM may end without an answer before the run asks for a person. */
  private static final int MOST_UNANSWERED = 3;

  /** In every refusal for it: as the name of the error or, with another name, in its message. */
  private static final String LIMIT = "limit";

  private static final String LIMIT_REACHED =
      "Delete an HSM that nobody needs in another cluster, or have the account's limit raised in"
          + " Service Quotas: an HSM that you create yourself meets the same limit. Then start the"
          + " connector again.";

  private ClusterRows() {}

  /** What to do instead if another connect could not work because of the cluster. */
  static Optional<Verdict> obstacle(Situation s) {
    if (!s.isCloudHsm()) {
      return Optional.empty();
    }
    Cluster cluster = s.cluster();
    if (cluster == null) {
      return Optional.of(
          Verdict.person(Reason.CLUSTER_NOT_FOUND, "The cluster of the key store does not exist."));
    }
    boolean worthATry = cluster.degraded() && cluster.activeHsms() > 0 && s.acts().attempts() == 0;
    if (!cluster.active() && !worthATry) {
      return Optional.of(notActive(cluster));
    }
    return cluster.activeHsms() == 0
        ? Optional.of(withoutHsm(s, "The cluster has no active HSM"))
        : Optional.empty();
  }

  private static Verdict notActive(Cluster cluster) {
    if (cluster.inProgress()) {
      return waitForChange(cluster);
    }
    String state = "The cluster is in state %s, not ACTIVE".formatted(cluster.state());
    return cluster.degradedHsms().isEmpty()
        ? Verdict.person(Reason.CLUSTER_NOT_ACTIVE, state + said(cluster) + ".")
        : Verdict.person(
            Reason.HSM_DEGRADED, state + ": " + degraded(cluster.degradedHsms()) + ".");
  }

  private static Verdict waitForChange(Cluster cluster) {
    return Verdict.waitBecause(
        "The cluster is in state %s%s.".formatted(cluster.state(), change(cluster)));
  }

  private static String change(Cluster cluster) {
    if (!cluster.beingModified()) {
      return "";
    }
    int hsms = cluster.hsms().size();
    String replaced =
        hsms == 1
            ? "its HSM, which takes about 30 minutes"
            : "its %d HSMs one after the other, about 30 minutes each".formatted(hsms);
    return ": CloudHSM replaces " + replaced + said(cluster);
  }

  private static String said(Cluster cluster) {
    return said(cluster.details().stateMessage());
  }

  private static String said(@Nullable String message) {
    return message == null || message.isBlank()
        ? ""
        : " (CloudHSM says: %s)".formatted(Phrase.of(message));
  }

  /** What to do while nothing can be changed in the cluster. */
  static Optional<Verdict> beingModified(Situation s) {
    return clusterInChange(s).map(ClusterRows::waitForChange);
  }

  /** The end of a run in which the cluster was not ready in time. */
  static Optional<Verdict> stillBeingModified(Situation s) {
    return clusterInChange(s)
        .map(
            cluster ->
                Verdict.person(
                    Reason.CLUSTER_BEING_MODIFIED,
                    "The key store is %s, and its cluster is still in state %s%s."
                        .formatted(s.store().state(), cluster.state(), change(cluster))));
  }

  private static Optional<Cluster> clusterInChange(Situation s) {
    return Optional.ofNullable(s.cluster()).filter(Cluster::beingModified);
  }

  static Verdict withoutHsm(Situation s, String what) {
    return withoutHsm(
        s,
        what,
        Reason.NO_ACTIVE_HSM.name(),
        ConnectionErrorCode.hsmGuidance(s.request(), s.mayBuyHsm()));
  }

  /**
   * What to do about a cluster without an active HSM.
   *
   * @param what the finding, as the beginning of a sentence
   * @param reason the reason for a person, if only a person can help
   */
  static Verdict withoutHsm(Situation s, String what, String reason, String guidance) {
    Cluster cluster = s.cluster();
    if (cluster == null) {
      return new Verdict(new Action.NeedsAPerson(reason, guidance), what + ".");
    }
    if (cluster.beingModified()) {
      return waitForChange(cluster);
    }
    Optional<Purchase> bought = s.known().purchase(cluster.id(), s.now());
    if (cluster.hsmBeingCreated()) {
      return Verdict.waitBecause(what + "; one is being created.");
    }
    if (bought.filter(hsm -> s.now().isBefore(hsm.at().plus(Purchase.UNSEEN))).isPresent()) {
      return Verdict.waitBecause(what + "; one was requested and should appear shortly.");
    }
    if (!cluster.degradedHsms().isEmpty()) {
      return Verdict.person(
          Reason.HSM_DEGRADED, what + ": " + degraded(cluster.degradedHsms()) + ".");
    }
    Optional<Verdict> vanished =
        bought.filter(hsm -> hsm.id() != null).map(hsm -> vanished(what, hsm));
    return vanished
        .or(() -> add(s, cluster, what))
        .or(() -> refused(s, what))
        .orElseGet(() -> new Verdict(new Action.NeedsAPerson(reason, guidance), what + "."));
  }

  private static String degraded(List<Hsm> hsms) {
    return hsms.stream()
        .map(
            hsm ->
                "%s in %s is DEGRADED%s"
                    .formatted(hsm.id(), hsm.availabilityZone(), said(hsm.message())))
        .collect(Collectors.joining(", "));
  }

  private static Verdict vanished(String what, Purchase hsm) {
    return Verdict.person(
        Reason.HSM_NOT_ADDED,
        "%s, and the one that the connector bought at %s, %s, is no longer in the cluster."
            .formatted(what, hsm.at(), hsm.id()));
  }

  private static Optional<Verdict> add(Situation s, Cluster cluster, String what) {
    if (!s.request().addHsm()
        || !cluster.active()
        || s.acts().boughtHsm()
        || s.acts().unansweredHsms() >= MOST_UNANSWERED) {
      return Optional.empty();
    }
    Set<String> refused =
        s.acts().refusedHsms().stream()
            .flatMap(step -> Stream.ofNullable(step.availabilityZone()))
            .collect(Collectors.toSet());
    return cluster
        .zoneForAnotherHsm(refused)
        .map(
            zone ->
                new Verdict(
                    new Action.AddHsm(s.store().id(), cluster.id(), zone),
                    what + "; the request allows adding one in " + zone + "."));
  }

  private static Optional<Verdict> refused(Situation s, String what) {
    List<ActHistory.Step> refusals = s.acts().refusedHsms();
    if (!refusals.isEmpty()) {
      String why =
          "%s, and adding one was refused: %s."
              .formatted(
                  what,
                  refusals.stream().map(ClusterRows::refusal).collect(Collectors.joining("; ")));
      return Optional.of(
          refusals.stream().allMatch(ClusterRows::isForTheLimit)
              ? new Verdict(
                  new Action.NeedsAPerson(Reason.HSM_NOT_ADDED.name(), LIMIT_REACHED), why)
              : Verdict.person(Reason.HSM_NOT_ADDED, why));
    }
    return s.acts().unansweredHsms() >= MOST_UNANSWERED
        ? Optional.of(
            Verdict.person(
                Reason.HSM_NOT_ADDED,
                "%s, and %d calls to add one ended without an answer; none of them bought one."
                    .formatted(what, MOST_UNANSWERED)))
        : Optional.empty();
  }

  private static boolean isForTheLimit(ActHistory.Step step) {
    return step.answer().phrase().toLowerCase(Locale.ROOT).contains(LIMIT);
  }

  private static String refusal(ActHistory.Step step) {
    return "in %s with %s".formatted(step.availabilityZone(), step.answer().phrase());
  }
}
