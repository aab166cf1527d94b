package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.Given.START;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Playbook.Settled;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the playbook does before and after its table: what to check, refusals, reports. */
class PlaybookTest {

  private static final Set<ConnectionState> RESTING = Set.of(CONNECTED, DISCONNECTED, FAILED);

  private final Playbook playbook =
      new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING);

  @ParameterizedTest
  @EnumSource
  void theClusterIsLookedAtWhileTheStoreRests(ConnectionState state) {
    assertThat(playbook.looksAtCluster(a(state).store())).isEqualTo(RESTING.contains(state));
    assertThat(playbook.looksAtCluster(a(state).external().store())).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theSecretIsLookedAtWhereItMayBePushed(ConnectionState state) {
    Given given = a(state).freshSecret().beforeConnect();
    assertThat(looksAtSecret(given)).isEqualTo(state == DISCONNECTED || state == FAILED);
  }

  @ParameterizedTest
  @EnumSource
  void theSecretOfAConnectedStoreIsLookedAtIfTheRequestSaysNow(ConnectionState state) {
    assertThat(looksAtSecret(a(state).external().freshSecret().now()))
        .isEqualTo(RESTING.contains(state));
  }

  @Test
  void theSecretIsNotLookedAtWithoutNeed() {
    assertThat(looksAtSecret(a(DISCONNECTED))).isFalse();
    assertThat(looksAtSecret(a(DISCONNECTED).freshSecret())).isFalse();
    assertThat(looksAtSecret(failed("INTERNAL_ERROR").freshSecret())).isFalse();
    assertThat(looksAtSecret(failed("USER_LOCKED_OUT").freshSecret().pushedSecret(10))).isFalse();
    assertThat(looksAtSecret(failed("USER_LOCKED_OUT").freshSecret().external())).isFalse();
  }

  @Test
  void theSecretIsLookedAtForAnyFailureOfTheRunThatItCanHeal() {
    assertThat(looksAtSecret(failed("USER_LOCKED_OUT").freshSecret())).isTrue();
    assertThat(looksAtSecret(a(DISCONNECTED).freshSecret().met("USER_NOT_FOUND", 10))).isTrue();
    assertThat(looksAtSecret(a(DISCONNECTED).freshSecret().doubted("USER_NOT_FOUND", 10))).isTrue();
    Given cutOff =
        a(DISCONNECTED)
            .freshSecret()
            .met("USER_NOT_FOUND", 10)
            .tried("v2", 20, ActResult.unknown("no answer"));
    assertThat(looksAtSecret(cutOff)).isTrue();
    assertThat(looksAtSecret(a(DISCONNECTED).freshSecret().openRepair("USER_NOT_FOUND"))).isTrue();
    assertThat(looksAtSecret(a(DISCONNECTED).freshSecret().failedLogIns(1))).isTrue();
    assertThat(
            looksAtSecret(
                a(DISCONNECTED).freshSecret().beforeConnect().journal(new JournalView.NotRead())))
        .isFalse();
    assertThat(
            looksAtSecret(
                a(DISCONNECTED).freshSecret().met("USER_LOCKED_OUT", 10).met("INTERNAL_ERROR", 20)))
        .isTrue();
  }

  private boolean looksAtSecret(Given given) {
    return playbook.looksAtSecret(
        given.request(), given.progress(), given.journal(), given.store());
  }

  @Test
  void aStoreThatTheAllowListDoesNotNameIsLeftAlone() {
    assertThat(
            decide(
                    new Playbook(
                        AllowList.of(Set.of("cks-other")), AllowList.EVERY, UpdateRules.EVERYTHING),
                    a(DISCONNECTED))
                .report()
                .reason())
        .isEqualTo("NOT_ALLOWED");
    assertThat(
            decide(
                    new Playbook(
                        AllowList.of(Set.of(Given.STORE)), AllowList.EVERY, UpdateRules.EVERYTHING),
                    a(DISCONNECTED))
                .action())
        .isEqualTo(new Action.Connect(Given.STORE));
  }

  @Test
  void aStoreThatTheDenyListNamesIsLeftAloneAndTheReportSaysWhichListItWas() {
    Playbook denied =
        new Playbook(
            AllowList.EVERY.except(Set.of(Given.STORE)), AllowList.EVERY, UpdateRules.EVERYTHING);
    Report report = decide(denied, a(DISCONNECTED)).report();
    assertThat(report.reason()).isEqualTo("NOT_ALLOWED");
    assertThat(report.message()).isEqualTo("This deployment's deny-list names the key store.");
    assertThat(report.guidance()).contains("deny-list");
  }

  @Test
  void anUpdateForTheOtherKindOfKeyStoreIsRefused() {
    Given given =
        a(DISCONNECTED)
            .update(UpdateField.XKS_PROXY_URI_PATH, "/kms/xks/v1")
            .update(UpdateField.XKS_PROXY_CONNECTIVITY, "PUBLIC_ENDPOINT");
    Decision decision = decide(playbook, given);
    assertThat(decision.report().guidance()).startsWith("Correct the execution's input");
    assertThat(decision.report().runbook()).isEqualTo("docs/runbook.md#invalidrequest");
    assertThat(decision.action()).isEqualTo(new Action.InvalidRequest());
    assertThat(decision.report().outcome()).isEqualTo(Report.Outcome.INVALID_REQUEST);
    assertThat(decision.why())
        .isEqualTo(
            "update.xksProxyUriPath is not valid for this type of key store (CloudHSM key store)."
                + " update.xksProxyConnectivity is not valid for this type of key store (CloudHSM"
                + " key store).");
    assertThat(decide(playbook, given.dryRun()).action()).isEqualTo(new Action.InvalidRequest());
  }

  @Test
  void anHsmThatTheDeploymentDoesNotAllowIsRefusedInOneSentence() {
    Playbook others =
        new Playbook(AllowList.EVERY, AllowList.of(Set.of("cks-other")), UpdateRules.EVERYTHING);
    assertThat(decide(others, a(DISCONNECTED).addHsm()).why())
        .isEqualTo(
            "addHsm must not be true for key store cks-1234567890abcdef0, because the deployment"
                + " does not allow buying an HSM for it: leave addHsm out, or add the key store"
                + " to ADD_HSM_KEY_STORES in the deployment's settings.");
  }

  @Test
  void aKeyStoreThatDoesNotExistIsAPersonsCase() {
    Decision decision =
        playbook.decide(
            a(DISCONNECTED).request(), Settled.NOTHING, Observation.nothing(), START, Given.RUN);
    assertThat(decision.report().reason()).isEqualTo("KEY_STORE_NOT_FOUND");
    assertThat(decision.report().keyStore()).isNull();
  }

  @Test
  void aRequestThatBreaksTheRulesEndsTheRunWithAllProblems() {
    Decision decision = Playbook.reject(List.of("A is wrong.", "B is wrong."), START);
    assertThat(decision.action()).isEqualTo(new Action.InvalidRequest());
    assertThat(decision.report().outcome()).isEqualTo(Report.Outcome.INVALID_REQUEST);
    assertThat(decision.report().message()).isEqualTo("A is wrong. B is wrong.");
    assertThat(decision.progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void fewHsmsAreWarnedAbout() {
    assertThat(warnings(a(CONNECTED).cluster("ACTIVE", "ACTIVE", "ACTIVE"))).isEmpty();
    assertThat(warnings(a(CONNECTED).cluster("ACTIVE", "ACTIVE")))
        .containsExactly(
            "The cluster has 1 active HSM in 1 Availability Zone; AWS recommends at least two"
                + " in two.");
    assertThat(warnings(a(CONNECTED).cluster("ACTIVE", "ACTIVE", "DEGRADED", "ACTIVE")))
        .singleElement()
        .asString()
        .startsWith("The cluster has 2 active HSMs in 1 Availability Zone");
    assertThat(warnings(a(CONNECTED).cluster("ACTIVE"))).isEmpty();
    assertThat(warnings(a(DISCONNECTED).cluster("ACTIVE", "ACTIVE"))).isEmpty();
  }

  @Test
  void whoeverAskedForAnotherUpdateIsToldHowToMakeIt() {
    Given asksForAnotherCluster =
        failed("INVALID_CREDENTIALS").update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER);
    String toDoNow =
        " If the update in the request removes the cause instead, disconnect the key store, which"
            + " costs nothing while it is FAILED, and start the connector with"
            + " --before-connect.";
    assertThat(asksForAnotherCluster.decide().report().guidance()).endsWith(toDoNow);
    assertThat(failed("INVALID_CREDENTIALS").decide().report().guidance())
        .doesNotContain("removes the cause instead");
  }

  @Test
  void aClusterInChangeIsDescribedAsFarAsItIsKnown() {
    Decision decision =
        a(DISCONNECTED).cluster("MODIFY_IN_PROGRESS", "ACTIVE", "ACTIVE").at(1163).decide();
    assertThat(decision.why())
        .isEqualTo(
            "The key store is DISCONNECTED, and its cluster is still in state MODIFY_IN_PROGRESS:"
                + " CloudHSM replaces its 2 HSMs one after the other, about 30 minutes each.");
    assertThat(
            a(DISCONNECTED).clusterDetails("DEGRADED", "An HSM is not reachable.", null).decide())
        .extracting(Decision::why)
        .isEqualTo(
            "The cluster is in state DEGRADED, not ACTIVE (CloudHSM says: An HSM is not"
                + " reachable).");
  }

  @Test
  void theReportWarnsOfWhatARollbackBringsBack() {
    assertThat(warnings(a(CONNECTED).clusterDetails("ACTIVE", null, START.plusSeconds(301))))
        .containsExactly(
            "The HSM type of the cluster was changed, and the change can be rolled back until"
                + " 2026-01-15T03:05:01Z. A rollback brings back the kmsuser password from before"
                + " the change: if the key store is connected in between, it then fails with"
                + " INVALID_CREDENTIALS.");
    assertThat(warnings(a(CONNECTED).clusterDetails("ACTIVE", null, START.plusSeconds(300))))
        .isEmpty();
    assertThat(warnings(a(DISCONNECTED).cluster("ROLLBACK_IN_PROGRESS", "ACTIVE")))
        .singleElement()
        .asString()
        .startsWith("CloudHSM is changing the cluster back to its former HSM type");
  }

  @Test
  void aLongRunTellsTheLastOfItAndSaysSo() {
    Given given = a(DISCONNECTED).maxAttempts(10);
    for (int second = 1; second <= 30; second++) {
      given.did(
          ActKind.CONNECT, second, new ActResult(ActResult.Outcome.THROTTLED, "Throttled", ""));
      given.met("INTERNAL_ERROR", second);
    }
    Report report = given.decide().report();
    assertThat(report.actions())
        .hasSize(25)
        .last()
        .isEqualTo(given.progress().acts().steps().getLast());
    assertThat(report.failures())
        .hasSize(25)
        .last()
        .isEqualTo(given.progress().states().failures().getLast());
    assertThat(report.warnings())
        .containsExactly(
            "The report lists the last 25 actions; the 5 before them are in the execution's"
                + " history.",
            "The report lists the last 25 failures; the 5 before them are in the execution's"
                + " history.");
  }

  @Test
  void aReportThatTellsAllOfARunDoesNotSayThatItLeavesSomethingOut() {
    Given given = a(DISCONNECTED);
    for (int second = 1; second <= 25; second++) {
      given.did(
          ActKind.CONNECT, second, new ActResult(ActResult.Outcome.THROTTLED, "Throttled", ""));
    }
    assertThat(given.decide().report().actions()).hasSize(25);
    assertThat(warnings(given)).isEmpty();
  }

  @Test
  void whatIsSeenBeforeTheJournalIsReadIsSeenAgain() {
    Decision decision = failed("INTERNAL_ERROR").journal(new JournalView.NotRead()).decide();
    assertThat(decision.action()).isEqualTo(new Action.Recall());
    assertThat(decision.progress()).isEqualTo(Progress.NONE);
  }

  /** Reading the journal may take long, and the code is gone once someone disconnects the store. */
  @Test
  void aFailedLogInSeenBeforeTheJournalIsReadIsNotTriedAgain() {
    Decision recall = failed("INVALID_CREDENTIALS").journal(new JournalView.NotRead()).decide();
    Settled read = new Settled(recall.progress(), a(DISCONNECTED).journal());
    Decision first = decideDisconnected(read, 5);
    assertThat(first.action()).isInstanceOf(Action.Wait.class);
    Settled next = Playbook.settle(first.progress(), first.journal(), null, Given.RUN);
    assertThat(decideDisconnected(next, 70).report().reason()).isEqualTo("STALE_SECRET");
  }

  private Decision decideDisconnected(Settled settled, long second) {
    Given given = a(DISCONNECTED);
    Observation seen =
        new Observation(given.store(), Given.seen("ACTIVE", "ACTIVE"), new SecretView.NotLooked());
    return playbook.decide(given.request(), settled, seen, START.plusSeconds(second), Given.RUN);
  }

  /** Another run may have disconnected the store since the journal was read. */
  @Test
  void aStoreIsLeftDisconnectedOnlyIfNobodyHasWrittenTheJournalSince() {
    assertThat(a(DISCONNECTED).leave().decide().write()).isTrue();
    assertThat(a(CONNECTED).decide().write()).isFalse();
    assertThat(a(CONNECTED).openRepair("INTERNAL_ERROR").decide().write()).isTrue();
    assertThat(a(DISCONNECTED).leave().dryRun().decide().write()).isFalse();
    assertThat(a(ConnectionState.CONNECTING).openRepair("INTERNAL_ERROR").decide().write())
        .isFalse();
  }

  @Test
  void aSuccessThatCannotBeWrittenDownIsWarnedAbout() {
    JournalView unavailable = new JournalView.Unavailable("The table does not answer.");
    assertThat(warnings(a(CONNECTED).journal(unavailable)))
        .containsExactly(
            "The journal could not be read or written, so a later run will not know that the key"
                + " store was CONNECTED now: The table does not answer.");
    assertThat(warnings(a(DISCONNECTED).journal(unavailable))).isEmpty();
  }

  @Test
  void aSuccessThatWasNotProvedByUseIsWarnedAbout() {
    assertThat(warnings(a(CONNECTED).proved(new ProofView.Used("GenerateRandom")))).isEmpty();
    assertThat(warnings(a(CONNECTED).proved(new ProofView.Impossible("AWS denied it."))))
        .containsExactly("It was not proved that the keys can be used. AWS denied it.");
    assertThat(warnings(a(CONNECTED).external()))
        .singleElement()
        .asString()
        .startsWith("CONNECTED does not prove that the external key store proxy answers")
        .contains("canary key", "XksProxyErrors");
    assertThat(warnings(a(CONNECTED).external().proved(new ProofView.Used("Encrypt")))).isEmpty();
    assertThat(warnings(a(DISCONNECTED).external())).isEmpty();
  }

  /** Databases that have lost their key do not start by themselves. */
  @Test
  void whoeverLostTheKeysIsToldWhatToDoNow() {
    assertThat(aftermath(a(CONNECTED))).isNull();
    assertThat(aftermath(a(CONNECTED).firstSeen(CONNECTED))).isNull();
    assertThat(aftermath(a(CONNECTED).firstSeen(DISCONNECTED))).contains("RDS", "7 days");
    assertThat(aftermath(a(CONNECTED).unusableAfter(2))).contains("RDS", "7 days");
    assertThat(aftermath(a(CONNECTED).firstSeen(DISCONNECTED).unusableAfter(0))).isNull();
    assertThat(aftermath(a(DISCONNECTED).firstSeen(CONNECTED))).isNull();
  }

  private static @Nullable String aftermath(Given given) {
    return given.decide().report().aftermath();
  }

  /** Only what may be acted on, and only once the journal is read: a check follows then. */
  @Test
  void aStoreIsTriedOnlyIfItIsConnectedAndCouldDoItsPart() {
    Given given = a(CONNECTED);
    assertThat(tries(given, given.journal(), Given.seen("ACTIVE", "ACTIVE"))).isTrue();
    assertThat(tries(given, new JournalView.Unavailable("No."), Given.seen("ACTIVE", "ACTIVE")))
        .isTrue();
    assertThat(tries(given, new JournalView.NotRead(), Given.seen("ACTIVE", "ACTIVE"))).isFalse();
    assertThat(tries(given, given.journal(), Given.seen("ACTIVE", "DEGRADED"))).isFalse();
    assertThat(tries(given, given.journal(), new ClusterView.Absent())).isFalse();
    assertThat(tries(a(DISCONNECTED), given.journal(), Given.seen("ACTIVE", "ACTIVE"))).isFalse();
    assertThat(tries(a(CONNECTED).external(), given.journal(), new ClusterView.NotLooked()))
        .isTrue();
    assertThat(
            new Playbook(AllowList.NONE, AllowList.EVERY, UpdateRules.EVERYTHING)
                .triesToUse(
                    given.request(),
                    given.journal(),
                    given.store(),
                    Given.seen("ACTIVE", "ACTIVE")))
        .isFalse();
  }

  private static boolean tries(Given given, JournalView journal, ClusterView cluster) {
    return new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING)
        .triesToUse(given.request(), journal, given.store(), cluster);
  }

  @Test
  void onlyADryRunOfARefusedRequestEndsWithAPlan() {
    Playbook none = new Playbook(AllowList.NONE, AllowList.EVERY, UpdateRules.EVERYTHING);
    assertThat(decide(none, a(DISCONNECTED).dryRun()).action()).isEqualTo(new Action.Planned());
    assertThat(decide(none, a(DISCONNECTED)).action()).isInstanceOf(Action.NeedsAPerson.class);
  }

  @Test
  void aReportTellsOfFailedLogInsOnlyIfThereAreSome() {
    assertThat(remembered(a(DISCONNECTED)).logIns()).isNull();
    assertThat(
            Objects.requireNonNull(remembered(a(DISCONNECTED).failedLogIns(1)).logIns()).failed())
        .isEqualTo(1);
  }

  @Test
  void aReportTellsHowManyLogInsMayFail() {
    assertThat(remembered(a(DISCONNECTED).failedLogIns(2)).allowedLogIns()).isEqualTo(2);
    assertThat(remembered(a(DISCONNECTED).failedLogIns(3)).allowedLogIns()).isEqualTo(3);
    assertThat(remembered(a(DISCONNECTED).failedLogIns(1).told("v2", 100, true)).allowedLogIns())
        .isEqualTo(3);
  }

  @Test
  void theAnswerToTheActThatThisRunWroteDownGoesIntoItsJournal() {
    Decision begun = failed("INTERNAL_ERROR").decide();
    assertThat(begun.action()).isInstanceOf(Action.Disconnect.class);
    Settled settled =
        Playbook.settle(
            begun.progress(),
            begun.journal(),
            new ActResult(ActResult.Outcome.ACCEPTED, "", ""),
            Given.RUN);
    Journal.Repair repair =
        new Journal.Repair("INTERNAL_ERROR", START.plusSeconds(300), Given.RUN.id());
    assertThat(settled.journal())
        .isEqualTo(
            new JournalView.Read(
                new Journal(null, repair, Journal.LogIns.NONE, null, List.of(), null), true));
    assertThat(settled.progress().acts().pending()).isNull();
  }

  @Test
  void anActOfThisRunWithoutAnAnswerMayHaveHappened() {
    Decision begun = failed("INTERNAL_ERROR").decide();
    Settled settled = Playbook.settle(begun.progress(), begun.journal(), null, Given.RUN);
    assertThat(read(settled).line()).isNull();
    assertThat(read(settled).repair()).isNotNull();
  }

  @Test
  void anActThatThisRunWroteDownButDidNotBeginIsTakenBack() {
    Decision begun = failed("INTERNAL_ERROR").decide();
    Settled settled = Playbook.settle(Progress.NONE, begun.journal(), null, Given.RUN);
    assertThat(settled.journal()).isEqualTo(new JournalView.Read(Journal.EMPTY, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theActOfAnotherRunKeepsItsLine(boolean unsaved) {
    Given given = a(DISCONNECTED).anotherRunWrote(ActKind.UPDATE, 100).did(ActKind.CONNECT, 50);
    Progress begun =
        given.progress().begin(new Action.Connect(Given.STORE), "because", START.plusSeconds(200));
    Journal other = ((JournalView.Read) given.journal()).journal();
    Settled settled =
        Playbook.settle(
            begun,
            new JournalView.Read(other, unsaved),
            new ActResult(ActResult.Outcome.ACCEPTED, "", ""),
            Given.RUN);
    assertThat(settled.journal()).isEqualTo(new JournalView.Read(other, unsaved));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJournalWithoutALineStaysAsItIs(boolean unsaved) {
    JournalView journal = new JournalView.Read(Journal.EMPTY, unsaved);
    assertThat(Playbook.settle(Progress.NONE, journal, null, Given.RUN).journal())
        .isEqualTo(journal);
  }

  @Test
  void anAnswerDoesNotMakeAJournalThatWasNotRead() {
    JournalView unavailable = new JournalView.Unavailable("The table does not answer.");
    assertThat(Playbook.settle(Progress.NONE, unavailable, null, Given.RUN).journal())
        .isEqualTo(unavailable);
  }

  private static Journal read(Settled settled) {
    return ((JournalView.Read) settled.journal()).journal();
  }

  private static Remembered remembered(Given given) {
    return given.decide().report().remembered();
  }

  /** It would be made if the other part of the update, the secret, could be used. */
  @Test
  void aSettingThatRemovesTheCauseOfAFailureIsNotCalledUnneeded() {
    assertThat(warnings(secretUnusable())).singleElement().asString().contains("saw no failure");
    assertThat(warnings(secretUnusable().met("CLUSTER_NOT_FOUND", 10))).isEmpty();
    assertThat(warnings(secretUnusable().openRepair("CLUSTER_NOT_FOUND"))).isEmpty();
    assertThat(warnings(secretUnusable().openRepair("INTERNAL_ERROR"))).hasSize(1);
  }

  private static Given secretUnusable() {
    return a(DISCONNECTED)
        .failedLogIns(1)
        .missingSecret()
        .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER);
  }

  @Test
  void aSecretVersionThatKmsHasIsNotCalledUnapplied() {
    assertThat(warnings(a(DISCONNECTED).leave().freshSecret().beforeConnect())).hasSize(1);
    assertThat(warnings(a(DISCONNECTED).leave().freshSecret().used("v2").beforeConnect()))
        .isEmpty();
    assertThat(warnings(a(DISCONNECTED).leave().freshSecret().used("v1").beforeConnect()))
        .hasSize(1);
  }

  @Test
  void anUpdateOfAConnectedStoreWaitsUntilItsSecretIsChecked() {
    Given given =
        a(CONNECTED)
            .external()
            .now()
            .update(UpdateField.XKS_PROXY_URI_ENDPOINT, "https://b.example")
            .update(UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID, "credential");
    assertThat(given.decide().action()).isEqualTo(new Action.Wait());
    assertThat(given.decide().why()).isEqualTo("The secret has not been checked yet.");
    assertThat(given.freshSecret().decide().action()).isInstanceOf(Action.Update.class);
  }

  private static List<String> warnings(Given given) {
    return given.decide().report().warnings();
  }

  private static Decision decide(Playbook playbook, Given given) {
    return playbook.decide(
        given.request(),
        new Settled(Progress.NONE, given.journal()),
        new Observation(given.store(), Given.seen("ACTIVE", "ACTIVE"), new SecretView.NotLooked()),
        START,
        Given.RUN);
  }
}
