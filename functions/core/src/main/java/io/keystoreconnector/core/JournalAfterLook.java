package io.keystoreconnector.core;

import io.keystoreconnector.core.Journal.LogIns;
import io.keystoreconnector.core.Journal.Purchase;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a check changes in the journal. */
final class JournalAfterLook {

  private JournalAfterLook() {}

  /** The journal, updated by a check that shows the current state. */
  static Journal believe(Journal journal, KeyStore store, @Nullable Cluster cluster, Instant at) {
    Journal seen = withHsmSeenIn(cluster, journal);
    return switch (store.state()) {
      case CONNECTED ->
          store.type() == KeyStoreType.EXTERNAL_KEY_STORE
              ? connectedToProxy(seen, at)
              : connected(seen);
      case FAILED -> failed(seen, store, at);
      case DISCONNECTED -> seen.withLogIns(seen.logIns().gone());
      case CONNECTING, DISCONNECTING, UNKNOWN -> seen;
    };
  }

  /**
   * Everything open is closed; the version last given to KMS is right, and out of date from now on.
   */
  private static Journal connected(Journal journal) {
    Journal before = journal.presumed().usedUp();
    return new Journal(null, null, LogIns.NONE, null, before.used(), before.hsm());
  }

  /**
   * The same for an external key store, but what KMS may not have been given stays open: it may be
   * given to KMS while the store is CONNECTED, so CONNECTED shows nothing about it. Another run may
   * just be doing so.
   */
  private static Journal connectedToProxy(Journal journal, Instant at) {
    Journal before = journal.toldSinceLastFailure() ? journal.usedUp() : journal;
    Journal.Line line = before.line();
    boolean underWay =
        line != null
            && line.act() == ActKind.UPDATE
            && at.isBefore(line.at().plus(Situation.TIME_FOR_OTHERS));
    Journal seen = underWay ? before : before.presumed();
    return new Journal(seen.line(), null, LogIns.NONE, seen.told(), seen.used(), seen.hsm());
  }

  private static Journal failed(Journal journal, KeyStore store, Instant at) {
    String code = store.failureCode();
    if (!ConnectionErrorCode.meansWrongCredentials(code) || journal.logIns().counted()) {
      return journal;
    }
    Journal judged = journal.toldSinceLastFailure() ? journal.usedUp() : journal;
    return ConnectionErrorCode.locksKmsuser(code, store.type())
        ? judged.withLogIns(judged.logIns().failedAgain(code, at))
        : judged;
  }

  /** The journal, with a failed login that an earlier check saw: the store is no longer FAILED. */
  static Journal missed(Journal journal, Failure failure) {
    if (journal.logIns().counted()) {
      return journal;
    }
    Journal judged = journal.toldSinceLastFailure() ? journal.usedUp() : journal;
    return judged.withLogIns(judged.logIns().failedAgain(failure.code(), failure.at()).gone());
  }

  /**
   * The journal, updated with what the cluster shows about the HSM that was bought, or may have
   * been.
   */
  private static Journal withHsmSeenIn(@Nullable Cluster cluster, Journal journal) {
    Purchase bought = journal.presumed().hsm();
    if (bought == null || cluster == null) {
      return journal;
    }
    if (cluster.activeHsms() > 0) {
      return withoutPurchase(journal);
    }
    return bought.id() == null && bought.cluster().equals(cluster.id())
        ? cluster.hsms().stream()
            .filter(seen -> seen.beingCreated() && seen.availabilityZone().equals(bought.zone()))
            .findFirst()
            .map(seen -> withoutPurchase(journal).withHsm(bought.identified(seen.id())))
            .orElse(journal)
        : journal;
  }

  private static Journal withoutPurchase(Journal journal) {
    Journal.Line line = journal.line();
    boolean begun = line != null && line.act() == ActKind.ADD_HSM;
    return (begun ? journal.withoutLine() : journal).withHsm(null);
  }
}
