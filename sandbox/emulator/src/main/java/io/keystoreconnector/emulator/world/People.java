package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** People who work on the same world, by timetable. */
final class People {

  private final WorldClock clock;
  private final Journal journal;
  private final KeyStores keyStores;
  private final Clusters clusters;
  private final Secrets secrets;

  /** What is still to be done, in the order of time. */
  final List<PlannedDeed> timetable = new ArrayList<>();

  People(
      WorldClock clock, Journal journal, KeyStores keyStores, Clusters clusters, Secrets secrets) {
    this.clock = clock;
    this.journal = journal;
    this.keyStores = keyStores;
    this.clusters = clusters;
    this.secrets = secrets;
  }

  void plan(List<PlannedDeed> deeds) {
    timetable.addAll(deeds);
    timetable.sort(Comparator.comparingLong(PlannedDeed::atMillis));
  }

  long nextDue() {
    return timetable.isEmpty() ? Long.MAX_VALUE : timetable.getFirst().atMillis();
  }

  void settle() {
    while (nextDue() <= clock.moment()) {
      var _ = carryOut(timetable.removeFirst().deed());
    }
  }

  /** A person, too, may be refused; the journal says so and the world goes on. */
  Optional<Refusal> carryOut(Deed deed) {
    String what = deed.getClass().getSimpleName();
    try {
      journal.happened("PERSON", deed.subject(), "deed", what);
      perform(deed);
      return Optional.empty();
    } catch (Refusal e) {
      journal.happened(
          "PERSON_REFUSED", deed.subject(), Facts.of("deed", what, "error", e.error().wireName()));
      return Optional.of(e);
    }
  }

  private void perform(Deed deed) {
    switch (deed) {
      case Deed.Connect d -> store(d, keyStores::connect);
      case Deed.Disconnect d -> store(d, keyStores::disconnect);
      case Deed.TellPassword d -> store(d, k -> keyStores.update(k, passwordChange(d.password())));
      case Deed.ResetPassword d -> reset(d);
      case Deed.UnlockUser d -> users(d, KmsUser::unlocked);
      case Deed.LogIn d -> users(d, u -> u.logged(true));
      case Deed.LogOut d -> users(d, u -> u.logged(false));
      case Deed.DeleteUser d -> users(d, u -> new KmsUser(false, u.password(), 0, false, false));
      case Deed.AddHsm d -> cluster(d, c -> clusters.createHsm(c.id(), zone(c, d.zone()), null));
      case Deed.KillHsm d -> cluster(d, c -> clusters.deleteHsm(c.id(), h -> fits(h, d.hsm())));
      case Deed.DeleteCluster d -> cluster(d, clusters::delete);
      case Deed.PutSecret d -> put(d.subject(), d.value());
    }
  }

  private static KeyStoreChange passwordChange(String password) {
    return new KeyStoreChange(
        null, password, null, new KeyStoreChange.XksChange(null, null, null, null, null, null));
  }

  private void reset(Deed.ResetPassword deed) {
    users(deed, u -> KmsUser.withPassword(deed.password()).logged(u.loggedIn()));
    if (deed.secret() != null) {
      put(deed.secret(), deed.password());
    }
  }

  private void put(String secretId, String value) {
    secrets.put(secrets.usable(secretId), null, value, List.of(Secrets.CURRENT));
  }

  private void users(Deed deed, UnaryOperator<KmsUser> change) {
    cluster(
        deed,
        c -> {
          c.hsms.forEach(h -> h.user = change.apply(h.user));
          if (c.hsms.isEmpty()) {
            c.backup = change.apply(c.backup);
          }
        });
  }

  private void store(Deed deed, Consumer<KeyStore> action) {
    keyStores
        .find(k -> k.name().equals(deed.subject()) || k.id().equals(deed.subject()))
        .ifPresentOrElse(
            action,
            () -> {
              throw AwsError.KEY_STORE_NOT_FOUND.because("There is no such custom key store.");
            });
  }

  private void cluster(Deed deed, Consumer<Cluster> action) {
    Optional<Cluster> cluster = clusters.find(deed.subject());
    cluster.ifPresentOrElse(
        action,
        () -> {
          throw AwsError.HSM_NOT_FOUND.because("There is no such cluster.");
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
