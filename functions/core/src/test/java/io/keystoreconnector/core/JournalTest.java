package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static io.keystoreconnector.core.JournalAfterLook.believe;
import static io.keystoreconnector.core.JournalAfterLook.missed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActResult.Outcome;
import io.keystoreconnector.core.Journal.Purchase;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What checks, acts and their answers leave for later runs. */
class JournalTest {

  private static final Instant LATER = START.plusSeconds(300);
  private static final ActResult ACCEPTED = new ActResult(Outcome.ACCEPTED, "", "", "hsm-1");
  private static final ActResult SKIPPED = new ActResult(Outcome.SKIPPED, "", "");
  private static final ActResult UNKNOWN = ActResult.unknown("");

  private static Journal began(Action.Act act, KeyStore store) {
    return Journal.EMPTY.begin(act, store, START, "run-1");
  }

  private static Journal update(String version) {
    Action.Secret secret =
        new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", version);
    return began(
        new Action.Update(Given.STORE, Map.of(), Optional.of(secret)), a(DISCONNECTED).store());
  }

  private static @Nullable Cluster cluster(String... hsms) {
    return ((ClusterView.Seen) Given.seen("ACTIVE", hsms)).cluster();
  }

  @Test
  void aDisconnectOpensARepairUnlessItWasNotMade() {
    Journal begun = began(new Action.Disconnect(Given.STORE), failed("INTERNAL_ERROR").store());
    Journal.Repair repair = new Journal.Repair("INTERNAL_ERROR", START, "run-1");
    assertThat(begun.settle(ACCEPTED).repair()).isEqualTo(repair);
    assertThat(begun.presumed().repair()).isEqualTo(repair);
    assertThat(begun.settle(SKIPPED)).isEqualTo(Journal.EMPTY);
  }

  @Test
  void aRepairIsOpenSinceItsFirstDisconnect() {
    Journal once =
        began(new Action.Disconnect(Given.STORE), failed("INTERNAL_ERROR").store())
            .settle(ACCEPTED);
    Journal twice =
        once.begin(
                new Action.Disconnect(Given.STORE),
                failed("NETWORK_ERRORS").store(),
                LATER,
                "run-2")
            .settle(ACCEPTED);
    assertThat(twice.repair()).isEqualTo(once.repair());
  }

  @Test
  void onlyAnAnswerSaysThatAVersionWasTold() {
    assertThat(update("v2").settle(ACCEPTED).wasTold("v2")).isTrue();
    assertThat(update("v2").presumed().wasTold("v2")).isFalse();
    assertThat(update("v2").presumed().told()).isNotNull();
    assertThat(update("v2").settle(SKIPPED).told()).isNull();
  }

  @Test
  void aConnectShowsWhetherTheVersionIsRight() {
    Journal told = update("v2").settle(ACCEPTED);
    Journal right = believe(told, a(CONNECTED).store(), cluster("ACTIVE"), LATER);
    assertThat(right.told()).isNull();
    assertThat(right.used()).containsExactly("v2");
    Journal wrong = believe(told, failed("INVALID_CREDENTIALS").store(), cluster("ACTIVE"), LATER);
    assertThat(wrong.told()).isNull();
    assertThat(wrong.used()).containsExactly("v2");
    assertThat(believe(told, failed("INTERNAL_ERROR").store(), cluster("ACTIVE"), LATER))
        .isEqualTo(told);
  }

  /** While the store is CONNECTED, a version may be given to KMS without a connect. */
  @Test
  void connectedClosesNothingThatAProxyMayNotHaveBeenToldOf() {
    KeyStore external = a(CONNECTED).external().store();
    Journal begun = update("v2");
    assertThat(believe(begun, external, null, START.plusSeconds(59))).isEqualTo(begun);
    Journal lost = begun.settle(UNKNOWN);
    assertThat(believe(begun, external, null, START.plusSeconds(60))).isEqualTo(lost);
    assertThat(believe(lost, external, null, LATER)).isEqualTo(lost);
    assertThat(lost.wasTold("v2")).isFalse();
    Journal told = believe(begun.settle(ACCEPTED), external, null, LATER);
    assertThat(told.wasTold("v2")).isTrue();
    assertThat(told.told()).isNull();
    Journal newer =
        begun
            .settle(ACCEPTED)
            .begin(
                new Action.Update(
                    Given.STORE,
                    Map.of(),
                    Optional.of(
                        new Action.Secret(
                            UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID, "kmsuser", "v3"))),
                external,
                START,
                "run-2");
    assertThat(believe(newer, external, null, LATER).used()).containsExactly("v2");
    assertThat(believe(newer, external, null, LATER).wasTold("v3")).isFalse();
    Journal repair = began(new Action.Disconnect(Given.STORE), failed("INTERNAL_ERROR").store());
    assertThat(believe(repair, external, null, LATER)).isEqualTo(Journal.EMPTY);
  }

  @Test
  void aFailedLogInIsCountedOnceHoweverOftenItIsSeen() {
    KeyStore store = failed("INVALID_CREDENTIALS").store();
    Journal once = believe(Journal.EMPTY, store, cluster("ACTIVE"), START);
    assertThat(once.logIns().failed()).isEqualTo(1);
    assertThat(believe(once, store, cluster("ACTIVE"), LATER)).isEqualTo(once);
    Journal again =
        believe(
            believe(once, a(DISCONNECTED).store(), cluster("ACTIVE"), LATER),
            store,
            cluster("ACTIVE"),
            LATER.plusSeconds(60));
    assertThat(again.logIns().failed()).isEqualTo(2);
    assertThat(believe(Journal.EMPTY, failed("INTERNAL_ERROR").store(), null, START))
        .isEqualTo(Journal.EMPTY);
  }

  @Test
  void aFailedLogInThatWasSeenInPassingCounts() {
    Journal locked = missed(update("v2").settle(ACCEPTED), new Failure("USER_LOCKED_OUT", START));
    assertThat(locked.logIns().failed()).isEqualTo(1);
    assertThat(locked.used()).containsExactly("v2");
    Journal counted = believe(Journal.EMPTY, failed("INVALID_CREDENTIALS").store(), null, START);
    assertThat(missed(counted, new Failure("INVALID_CREDENTIALS", START))).isEqualTo(counted);
  }

  @Test
  void connectedClosesEverything() {
    KeyStore failed = failed("INVALID_CREDENTIALS").store();
    Journal open =
        believe(
                began(new Action.Disconnect(Given.STORE), failed).settle(ACCEPTED),
                failed,
                cluster(),
                START)
            .begin(new Action.Connect(Given.STORE), a(DISCONNECTED).store(), LATER, "run-2");
    assertThat(believe(open, a(CONNECTED).store(), cluster("ACTIVE"), LATER))
        .isEqualTo(Journal.EMPTY);
  }

  @Test
  void anHsmIsRememberedUntilOneServes() {
    Journal bought =
        began(new Action.AddHsm(Given.STORE, Given.CLUSTER, "a"), a(DISCONNECTED).store());
    KeyStore store = a(DISCONNECTED).store();
    assertThat(bought.settle(ACCEPTED).hsm())
        .isEqualTo(new Purchase(Given.CLUSTER, "a", "hsm-1", START, "run-1"));
    assertThat(believe(bought.settle(ACCEPTED), store, cluster("ACTIVE"), LATER).hsm()).isNull();
    assertThat(believe(bought, store, cluster("ACTIVE"), LATER)).isEqualTo(Journal.EMPTY);
    assertThat(believe(bought.settle(ACCEPTED), store, cluster(), LATER).hsm()).isNotNull();
  }

  /** Otherwise it would be bought again when someone deletes it. */
  @Test
  void anHsmWithoutAnAnswerIsTheOneThatIsBeingCreatedInItsZone() {
    KeyStore store = a(DISCONNECTED).store();
    Journal asked =
        began(new Action.AddHsm(Given.STORE, Given.CLUSTER, "a"), store).settle(UNKNOWN);
    Journal seen = believe(asked, store, cluster("CREATE_IN_PROGRESS"), LATER);
    assertThat(Objects.requireNonNull(seen.hsm()).id()).isEqualTo("hsm-0");
    Journal elsewhere = believe(asked, store, cluster("DELETED", "CREATE_IN_PROGRESS"), LATER);
    assertThat(Objects.requireNonNull(elsewhere.hsm()).id()).isNull();
  }

  @Test
  void aVersionIsKnownWhileItIsToldAndAfterItWasUsed() {
    Journal told = update("v2").settle(ACCEPTED);
    assertThat(Journal.EMPTY.knowsNoVersion()).isTrue();
    assertThat(told.knowsNoVersion()).isFalse();
    assertThat(told.usedUp().knowsNoVersion()).isFalse();
  }

  @Test
  void aPurchaseIsForgottenAfterAnHour() {
    Journal bought =
        began(new Action.AddHsm(Given.STORE, Given.CLUSTER, "a"), a(DISCONNECTED).store())
            .settle(ACCEPTED);
    assertThat(bought.purchase(Given.CLUSTER, START.plusSeconds(3_599))).isPresent();
    assertThat(bought.purchase(Given.CLUSTER, START.plusSeconds(3_600))).isEmpty();
    assertThat(bought.purchase(Given.OTHER_CLUSTER, START)).isEmpty();
  }

  @Test
  void aFewVersionsAreRememberedAsUsedTheLastOfThem() {
    Journal journal = Journal.EMPTY;
    for (int version = 1; version <= 20; version++) {
      Action.Secret secret =
          new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", "v" + version);
      Action.Update update = new Action.Update(Given.STORE, Map.of(), Optional.of(secret));
      Journal told =
          journal.begin(update, a(DISCONNECTED).store(), START, "run-1").settle(ACCEPTED);
      journal = believe(told, a(CONNECTED).store(), cluster("ACTIVE"), LATER);
    }
    assertThat(journal.used()).hasSize(12).last().isEqualTo("v20");
    assertThat(journal.used()).isEqualTo(List.copyOf(journal.used()));
  }
}
