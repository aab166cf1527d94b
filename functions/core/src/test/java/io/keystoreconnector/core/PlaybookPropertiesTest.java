package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.Loop.Turn;
import io.keystoreconnector.core.Report.Outcome;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever AWS answers: observations and answers come in arbitrary order. */
class PlaybookPropertiesTest {

  private static final Set<String> LOCKING = Set.of("INVALID_CREDENTIALS", "USER_LOCKED_OUT");

  @Provide
  Arbitrary<Loop> runs() {
    return Anything.runs();
  }

  @Property
  void everyRunEndsWithinItsWindow(@ForAll("runs") Loop run) {
    assertThat(Duration.between(run.startedAt(), run.clock()))
        .isLessThanOrEqualTo(Duration.ofSeconds(run.request().windowSeconds()));
  }

  @Property
  void noLookBeginsAfterTheLastOne(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .allSatisfy(turn -> assertThat(turn.at()).isBeforeOrEqualTo(turn.decision().lastLook()));
  }

  @Property
  void onlyAFailedStoreIsDisconnected(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.Disconnect.class))
        .allSatisfy(turn -> assertThat(turn.state()).isEqualTo(ConnectionState.FAILED));
  }

  @Property
  void onlyADisconnectedStoreIsConnected(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.Connect.class))
        .allSatisfy(turn -> assertThat(turn.state()).isEqualTo(ConnectionState.DISCONNECTED));
  }

  @Property
  void onlyADisconnectedStoreIsUpdatedUnlessTheRequestSaysNow(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.Update.class))
        .allSatisfy(
            turn -> {
              Action.Update update = (Action.Update) turn.decision().action();
              assertThat(turn.state()).isEqualTo(update.meantFor());
              if (turn.state() == ConnectionState.CONNECTED) {
                assertThat(run.request().update().when()).isEqualTo(Update.When.NOW);
                assertThat(update.settings().keySet()).allMatch(UpdateField::changesWhileConnected);
              } else {
                assertThat(turn.state()).isEqualTo(ConnectionState.DISCONNECTED);
              }
            });
  }

  @Property
  void connectIsCalledAtMostMaxAttemptsTimes(@ForAll("runs") Loop run) {
    assertThat(
            run.turnsThat(Action.Connect.class).stream()
                .filter(turn -> turn.counts() && !turn.unanswered()))
        .hasSizeLessThanOrEqualTo(run.request().maxAttempts());
  }

  /** An update with an unknown result is repeated until KMS has answered. */
  @Property
  void thereIsAtMostOneUpdateThatKmsAnswered(@ForAll("runs") Loop run) {
    List<Turn> updates = run.turnsThat(Action.Update.class).stream().filter(Turn::counts).toList();
    assertThat(updates).filteredOn(turn -> !turn.unanswered()).hasSizeLessThanOrEqualTo(1);
    assertThat(updates.subList(0, Math.max(0, updates.size() - 1))).allMatch(Turn::unanswered);
  }

  @Property
  void nothingIsDoneThatTheJournalDoesNotKnow(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .filteredOn(turn -> turn.decision().action() instanceof Action.Act)
        .allSatisfy(
            turn -> {
              assertThat(turn.decision().write()).isTrue();
              Journal.Line line =
                  Objects.requireNonNull(
                      ((JournalView.Read) turn.decision().journal()).journal().line());
              assertThat(line.act().json()).isEqualTo(turn.decision().action().name());
              assertThat(line.at()).isEqualTo(turn.at());
              assertThat(line.run()).isEqualTo(run.run().id());
            });
  }

  @Property
  void thereIsAtMostOneHsmBoughtAndOnlyIfAllowed(@ForAll("runs") Loop run) {
    assertThat(
            run.turnsThat(Action.AddHsm.class).stream()
                .filter(turn -> turn.mayHaveHappened() && !turn.unanswered()))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(run.turnsThat(Action.AddHsm.class).stream().filter(Turn::unanswered))
        .hasSizeLessThanOrEqualTo(3);
    assertThat(run.turnsThat(Action.AddHsm.class).isEmpty() || run.request().addHsm()).isTrue();
  }

  @Property
  void noHsmIsBoughtWhereOneServesOrComesUpOrHasFailed(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.AddHsm.class))
        .allSatisfy(
            turn -> {
              Cluster cluster = Objects.requireNonNull(turn.seen().seenCluster());
              assertThat(cluster.hsms())
                  .extracting(Hsm::state)
                  .doesNotContain("ACTIVE", "CREATE_IN_PROGRESS", "DEGRADED");
            });
  }

  @Property
  void noPasswordAndNoHsmIsChangedInAClusterThatIsBeingModified(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .filteredOn(turn -> turn.did(Action.Connect.class) || turn.did(Action.AddHsm.class))
        .noneMatch(
            turn -> {
              Cluster cluster = turn.seen().seenCluster();
              return cluster != null && cluster.beingModified();
            });
  }

  @Property
  void noConnectFollowsALockingFailureWithoutANewVersionAPersonsWordOrASuccess(
      @ForAll("runs") Loop run) {
    for (int i = 0; i < run.turns().size(); i++) {
      Turn connect = run.turns().get(i);
      if (!connect.did(Action.Connect.class) || !isCloudHsm(connect)) {
        continue;
      }
      List<Turn> before = run.turns().subList(0, i);
      for (Failure failure : connect.decision().report().failures()) {
        if (LOCKING.contains(failure.code())) {
          assertThat(
                  toldSince(failure.at(), before)
                      || seenConnectedSince(failure.at(), before)
                      || (run.request().passwordTold() && foundBy(run, failure)))
              .as("a new version since %s, before %s", failure, connect)
              .isTrue();
        }
      }
    }
  }

  /** Whether it is older than the run: the first check that counts, or one before it, showed it. */
  private static boolean foundBy(Loop run, Failure failure) {
    return !failure.at().isAfter(firstCheck(run));
  }

  /** When the first check was that the playbook decided on with the journal. */
  private static Instant firstCheck(Loop run) {
    return run.turns().stream()
        .filter(turn -> !(turn.decision().action() instanceof Action.Recall))
        .findFirst()
        .orElseThrow()
        .at();
  }

  private static boolean isCloudHsm(Turn turn) {
    KeyStore store = turn.seen().keyStore();
    return store != null && store.type() == KeyStoreType.AWS_CLOUDHSM;
  }

  private static boolean toldSince(Instant failure, List<Turn> before) {
    return before.stream()
        .filter(turn -> !turn.at().isBefore(failure))
        .anyMatch(turn -> told(turn).isPresent());
  }

  /** A CONNECTED key store whose cluster has no active HSM does not end a run. */
  private static boolean seenConnectedSince(Instant failure, List<Turn> before) {
    return before.stream()
        .anyMatch(turn -> turn.at().isAfter(failure) && turn.state() == ConnectionState.CONNECTED);
  }

  /** The secret version that KMS accepted. */
  private static Optional<String> told(Turn turn) {
    return turn.decision().action() instanceof Action.Update update
            && turn.answer() != null
            && turn.answer().outcome() == ActResult.Outcome.ACCEPTED
        ? update.secret().map(Action.Secret::versionId)
        : Optional.empty();
  }

  @Property
  void noVersionIsToldAgainOnceKmsHasTakenIt(@ForAll("runs") Loop run) {
    assertThat(run.turns().stream().flatMap(turn -> told(turn).stream())).doesNotHaveDuplicates();
  }

  @Property
  void anUpdateChangesOnlyWhatTheRequestNames(@ForAll("runs") Loop run) {
    for (Turn turn : run.turnsThat(Action.Update.class)) {
      Action.Update update = (Action.Update) turn.decision().action();
      assertThat(run.request().update().settings()).containsAllEntriesOf(update.settings());
      assertThat(update.settings())
          .allSatisfy((field, any) -> assertThat(field.namesSecret()).isFalse());
      assertThat(update.settings().isEmpty() && update.secret().isEmpty()).isFalse();
    }
  }

  @Property
  void connectedIsReportedOnlyIfTheLastLookSaidSo(@ForAll("runs") Loop run) {
    if (run.last().decision().report().outcome() == Outcome.CONNECTED) {
      assertThat(run.last().state()).isEqualTo(ConnectionState.CONNECTED);
      Cluster cluster = run.last().seen().seenCluster();
      assertThat(!isCloudHsm(run.last()) || (cluster != null && cluster.activeHsms() > 0)).isTrue();
      assertThat(run.last().seen().proof()).isNotInstanceOf(ProofView.Unusable.class);
    }
  }

  @Property
  void aStoreIsCalledUnusableOnlyAfterThreeChecksOrAtTheEndOfTheWindow(@ForAll("runs") Loop run) {
    if ("CONNECTED_BUT_UNUSABLE".equals(run.last().decision().report().reason())) {
      List<Turn> last =
          run.turns().subList(Math.max(0, run.turns().size() - 3), run.turns().size());
      boolean over =
          !run.last()
              .at()
              .isBefore(
                  run.startedAt().plusSeconds(run.request().windowSeconds()).minusSeconds(60));
      assertThat(over ? List.of(run.last()) : last)
          .hasSizeGreaterThanOrEqualTo(over ? 1 : 3)
          .allMatch(turn -> turn.seen().proof() instanceof ProofView.Unusable);
    }
  }

  @Property
  void theReportSaysHowTheStoreWasProvedExactlyIfItWas(@ForAll("runs") Loop run) {
    Report.Proved proved = run.last().decision().report().proved();
    if (run.last().seen().proof() instanceof ProofView.Used(String operation)) {
      assertThat(proved).isEqualTo(new Report.Proved(operation, run.last().at()));
    } else {
      assertThat(proved).isNull();
    }
  }

  @Property
  void aStoreIsLeftDisconnectedOnlyIfAskedAndNotByThisRun(@ForAll("runs") Loop run) {
    if (run.last().decision().action() instanceof Action.LeftDisconnected) {
      assertThat(run.last().state()).isEqualTo(ConnectionState.DISCONNECTED);
      assertThat(run.request().whenDisconnected()).isEqualTo(Request.WhenDisconnected.LEAVE);
      assertThat(run.turnsThat(Action.Disconnect.class)).noneMatch(Turn::mayHaveHappened);
    }
  }

  @Property
  void aDryRunDecidesOnceAndNeverActs(@ForAll("runs") Loop run) {
    if (run.request().dryRun()) {
      assertThat(run.turns()).hasSizeLessThanOrEqualTo(2);
      assertThat(run.last().decision().action()).isInstanceOf(Action.Planned.class);
      assertThat(run.last().decision().progress().acts().pending()).isNull();
    }
  }

  @Property
  void theReportNamesEveryActWithItsAnswerUpToALimit(@ForAll("runs") Loop run) {
    List<Step> steps = new ArrayList<>();
    for (Turn turn : run.turns()) {
      Report report = turn.decision().report();
      List<Step> told =
          steps.subList(Math.max(0, steps.size() - ReportWriter.MOST_TOLD), steps.size());
      assertThat(report.actions())
          .usingElementComparator((one, other) -> sameOrDisproved(one, other) ? 0 : 1)
          .containsExactlyElementsOf(told);
      List<Turn> connects =
          run.turnsThat(Action.Connect.class).stream()
              .filter(connect -> connect.at().isBefore(turn.at()) && connect.counts())
              .toList();
      assertThat((long) report.attempts())
          .isBetween(
              connects.stream().filter(connect -> !connect.unanswered()).count(),
              (long) connects.size());
      if (turn.decision().action() instanceof Action.Act act) {
        ActResult answer =
            turn.answer() == null ? ActResult.unknown("no answer was recorded") : turn.answer();
        String version =
            act instanceof Action.Update update
                ? update.secret().map(Action.Secret::versionId).orElse(null)
                : null;
        String zone = act instanceof Action.AddHsm add ? add.availabilityZone() : null;
        steps.add(new Step(act.kind(), turn.decision().why(), turn.at(), version, zone, answer));
      }
    }
  }

  /** A Connect without an answer is found not to have happened if it had no effect. */
  private static boolean sameOrDisproved(Step told, Step done) {
    return told.equals(done)
        || (done.act() == ActKind.CONNECT
            && done.answer().outcome() == ActResult.Outcome.UNKNOWN
            && told.equals(done.with(done.answer().disproved())));
  }

  @Property
  void theReportNamesOnlyFailuresThatWereSeen(@ForAll("runs") Loop run) {
    assertThat(run.last().decision().report().failures())
        .allSatisfy(
            failure ->
                assertThat(run.turns())
                    .anySatisfy(
                        turn -> {
                          assertThat(turn.at()).isEqualTo(failure.at());
                          assertThat(turn.state()).isEqualTo(ConnectionState.FAILED);
                        }));
  }

  @Property
  void theReportTellsTheLastLook(@ForAll("runs") Loop run) {
    Report report = run.last().decision().report();
    assertThat(report.keyStore()).isEqualTo(run.last().seen().keyStore());
    assertThat(report.cluster()).isEqualTo(run.last().seen().seenCluster());
    assertThat(report.maxAttempts()).isEqualTo(run.request().maxAttempts());
    assertThat(report.elapsedSeconds())
        .isEqualTo(Duration.between(run.startedAt(), run.last().at()).toSeconds());
  }

  @Property
  void theReportsOutcomeIsThatOfTheAction(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .allSatisfy(
            turn ->
                assertThat(turn.decision().report().outcome())
                    .isEqualTo(
                        switch (turn.decision().action().name()) {
                          case "Connected" -> Outcome.CONNECTED;
                          case "LeftDisconnected" -> Outcome.LEFT_DISCONNECTED;
                          case "Planned" -> Outcome.DRY_RUN;
                          case "NeedsAPerson" -> Outcome.NEEDS_A_PERSON;
                          case "InvalidRequest" -> Outcome.INVALID_REQUEST;
                          default -> Outcome.IN_PROGRESS;
                        }));
  }

  @Property
  void whoeverIsNeededIsToldWhatToDo(@ForAll("runs") Loop run) {
    if (run.last().decision().action() instanceof Action.NeedsAPerson person) {
      Report report = run.last().decision().report();
      assertThat(person.reason()).isNotBlank().isNotEqualTo("null").isEqualTo(report.reason());
      assertThat(person.guidance()).isNotBlank().isEqualTo(report.guidance());
      assertThat(report.message()).isNotBlank().doesNotContain("null");
      assertThat(report.runbook()).matches("docs/runbook\\.md#[a-z0-9_-]+");
    }
  }

  @Property
  void everyDecisionHasAReason(@ForAll("runs") Loop run) {
    assertThat(run.turns()).allSatisfy(turn -> assertThat(turn.decision().why()).endsWith("."));
  }

  @Property
  void theSameLookIsDecidedTheSameWay(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .allSatisfy(
            turn ->
                assertThat(
                        new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING)
                            .decide(
                                run.request(),
                                turn.remembered(),
                                turn.seen(),
                                turn.at(),
                                run.run()))
                    .isEqualTo(turn.decision()));
  }

  @Property
  void theWaitIsAtLeastASecondAndAtMostWhatIsAsked(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .allSatisfy(
            turn ->
                assertThat(turn.decision().waitSeconds())
                    .isBetween(1, run.request().pollSeconds()));
  }
}
