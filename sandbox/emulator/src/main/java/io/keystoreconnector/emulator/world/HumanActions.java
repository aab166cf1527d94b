package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** People who act in the same world, on a timetable. */
final class HumanActions {

  private final WorldClock clock;
  private final Journal journal;
  private final KeyStores keyStores;
  private final Clusters clusters;
  private final Secrets secrets;

  /** What is still to be done, in order of time. */
  final List<PlannedAction> timetable = new ArrayList<>();

  HumanActions(
      WorldClock clock, Journal journal, KeyStores keyStores, Clusters clusters, Secrets secrets) {
    this.clock = clock;
    this.journal = journal;
    this.keyStores = keyStores;
    this.clusters = clusters;
    this.secrets = secrets;
  }

  void plan(List<PlannedAction> actions) {
    timetable.addAll(actions);
    timetable.sort(Comparator.comparingLong(PlannedAction::atMillis));
  }

  long nextDue() {
    return timetable.isEmpty() ? Long.MAX_VALUE : timetable.getFirst().atMillis();
  }

  void settle() {
    while (nextDue() <= clock.moment()) {
      var unused = carryOut(timetable.removeFirst().action());
    }
  }

  /** A person can be refused, too; the journal records that and the world continues. */
  Optional<Refusal> carryOut(HumanAction action) {
    String what = action.getClass().getSimpleName();
    try {
      journal.happened("PERSON", action.subject(), "deed", what);
      perform(action);
      return Optional.empty();
    } catch (Refusal e) {
      journal.happened(
          "PERSON_REFUSED",
          action.subject(),
          Details.of("deed", what, "error", e.error().wireName()));
      return Optional.of(e);
    }
  }

  private void perform(HumanAction action) {
    switch (action) {
      case HumanAction.Connect d -> store(d, keyStores::connect);
      case HumanAction.Disconnect d -> store(d, keyStores::disconnect);
      case HumanAction.BreakSession d -> store(d, k -> k.useEndsWith = AwsError.DEPENDENCY_TIMEOUT);
      case HumanAction.TellPassword d ->
          store(d, k -> keyStores.update(k, change(null, d.password())));
      case HumanAction.Rename d -> store(d, k -> keyStores.update(k, change(d.name(), null)));
      case HumanAction.ResetPassword d -> reset(d);
      case HumanAction.UnlockUser d -> changeUsers(d, KmsUser::unlocked);
      case HumanAction.LogIn d -> users(d, u -> u.logged(true));
      case HumanAction.LogOut d -> users(d, u -> u.logged(false));
      case HumanAction.DeleteUser d ->
          changeUsers(d, u -> new KmsUser(false, u.password(), 0, false, false));
      case HumanAction.AddHsm d ->
          cluster(d, c -> clusters.createHsm(c.id(), zone(c, d.zone()), null));
      case HumanAction.KillHsm d ->
          cluster(d, c -> clusters.deleteHsm(c.id(), h -> fits(h, d.hsm())));
      case HumanAction.ModifyCluster d ->
          cluster(d, c -> clusters.changeHsmType(c.id(), d.hsmType()));
      case HumanAction.DeleteCluster d -> cluster(d, clusters::delete);
      case HumanAction.PutSecret d -> put(d.subject(), d.value());
    }
  }

  private static KeyStoreChange change(@Nullable String name, @Nullable String password) {
    return new KeyStoreChange(
        name, password, null, new KeyStoreChange.XksChange(null, null, null, null, null, null));
  }

  private void reset(HumanAction.ResetPassword action) {
    changeUsers(action, u -> KmsUser.withPassword(action.password()).logged(u.loggedIn()));
    if (action.secret() != null) {
      put(action.secret(), action.password());
    }
  }

  private void put(String secretId, String value) {
    secrets.put(secrets.usable(secretId), null, value, List.of(Secrets.CURRENT));
  }

  /** The same for what a cluster refuses while its HSM type is being changed. */
  private void changeUsers(HumanAction action, UnaryOperator<KmsUser> change) {
    cluster(
        action,
        c -> {
          if (c.limitedWrite()) {
            throw AwsError.HSM_INVALID_REQUEST.because("The cluster is in limited-write mode.");
          }
        });
    users(action, change);
  }

  private void users(HumanAction action, UnaryOperator<KmsUser> change) {
    cluster(
        action,
        c -> {
          c.hsms.forEach(h -> h.user = change.apply(h.user));
          if (c.hsms.isEmpty()) {
            c.backup = change.apply(c.backup);
          }
        });
  }

  private void store(HumanAction action, Consumer<KeyStore> change) {
    keyStores
        .find(k -> k.name().equals(action.subject()) || k.id().equals(action.subject()))
        .ifPresentOrElse(
            change,
            () -> {
              throw AwsError.KEY_STORE_NOT_FOUND.because("The custom key store does not exist.");
            });
  }

  private void cluster(HumanAction action, Consumer<Cluster> change) {
    Optional<Cluster> cluster = clusters.find(action.subject());
    cluster.ifPresentOrElse(
        change,
        () -> {
          throw AwsError.HSM_NOT_FOUND.because("The cluster does not exist.");
        });
  }

  private static boolean fits(Hsm hsm, @Nullable String id) {
    return id == null ? hsm.state() != Hsm.State.DELETE_IN_PROGRESS : hsm.id().equals(id);
  }

  private static String zone(Cluster cluster, @Nullable String wanted) {
    Comparator<String> byHsms =
        Comparator.comparingLong(
            z -> cluster.hsms.stream().filter(h -> h.zone().equals(z)).count());
    return wanted == null ? cluster.zones().stream().min(byHsms).orElseThrow() : wanted;
  }
}
