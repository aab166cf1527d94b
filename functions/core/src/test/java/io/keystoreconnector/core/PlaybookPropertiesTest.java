package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Loop.Turn;
import io.keystoreconnector.core.Progress.Failure;
import io.keystoreconnector.core.Progress.Step;
import io.keystoreconnector.core.Report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds however strangely AWS answers: observations and answers come in arbitrary order. */
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
  void onlyADisconnectedStoreIsConnectedOrUpdated(@ForAll("runs") Loop run) {
    assertThat(run.turns())
        .filteredOn(turn -> turn.did(Action.Connect.class) || turn.did(Action.Update.class))
        .allSatisfy(turn -> assertThat(turn.state()).isEqualTo(ConnectionState.DISCONNECTED));
  }

  @Property
  void connectIsCalledAtMostMaxAttemptsTimes(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.Connect.class).stream().filter(Turn::counts))
        .hasSizeLessThanOrEqualTo(run.request().maxAttempts());
  }

  /** And one more after an update of which nobody knows what became of it, with no act between. */
  @Property
  void thereIsAtMostOneUpdate(@ForAll("runs") Loop run) {
    List<Turn> acts =
        run.turns().stream()
            .filter(turn -> turn.decision().action() instanceof Action.Act)
            .toList();
    List<Turn> updates = acts.stream().filter(PlaybookPropertiesTest::isUpdateThatCounts).toList();
    assertThat(updates).hasSizeLessThanOrEqualTo(2);
    if (updates.size() == 2) {
      Answer first = updates.getFirst().answer();
      assertThat(first == null || first.outcome() == Answer.Outcome.UNKNOWN).isTrue();
      assertThat(acts.subList(acts.indexOf(updates.getFirst()), acts.indexOf(updates.getLast())))
          .filteredOn(Turn::counts)
          .containsExactly(updates.getFirst());
    }
  }

  private static boolean isUpdateThatCounts(Turn turn) {
    return turn.did(Action.Update.class) && turn.counts();
  }

  @Property
  void thereIsAtMostOneHsmBoughtAndOnlyIfAllowed(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.AddHsm.class).stream().filter(Turn::counts))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(run.turnsThat(Action.AddHsm.class).isEmpty() || run.request().addHsm()).isTrue();
  }

  @Property
  void noHsmIsBoughtWhereOneServesOrComesUp(@ForAll("runs") Loop run) {
    assertThat(run.turnsThat(Action.AddHsm.class))
        .allSatisfy(
            turn -> {
              Cluster cluster = Objects.requireNonNull(turn.seen().seenCluster());
              assertThat(cluster.hsms())
                  .extracting(Hsm::state)
                  .doesNotContain("ACTIVE", "CREATE_IN_PROGRESS");
            });
  }

  @Property
  void noConnectFollowsALockingFailureWithoutAFreshSecret(@ForAll("runs") Loop run) {
    for (int i = 0; i < run.turns().size(); i++) {
      Turn connect = run.turns().get(i);
      if (!connect.did(Action.Connect.class) || !isCloudHsm(connect)) {
        continue;
      }
      List<Turn> before = run.turns().subList(0, i);
      for (Failure failure : connect.decision().report().failures()) {
        if (LOCKING.contains(failure.code())) {
          assertThat(
                  pushedSince(failure.at(), before)
                      || pushedByAnotherRunSince(failure.at(), before, connect))
              .as("a fresh secret since %s, before %s", failure, connect)
              .isTrue();
        }
      }
    }
  }

  private static boolean isCloudHsm(Turn turn) {
    KeyStore store = turn.seen().keyStore();
    return store != null && store.type() == KeyStoreType.AWS_CLOUDHSM;
  }

  private static boolean pushedSince(Instant failure, List<Turn> before) {
    return before.stream()
        .filter(turn -> !turn.at().isBefore(failure) && turn.mayHaveHappened())
        .anyMatch(
            turn ->
                turn.decision().action() instanceof Action.Update update
                    && update.secret().isPresent());
  }

  /** Applied now, seen fresh after the failure, and not touched by this run since it was so. */
  private static boolean pushedByAnotherRunSince(Instant failure, List<Turn> before, Turn connect) {
    if (!(connect.seen().secret() instanceof SecretView.Current now) || !now.applied()) {
      return false;
    }
    SecretView fresh = new SecretView.Current(now.versionId(), false);
    for (Turn turn : before.reversed()) {
      if (turn.at().isBefore(failure) || triedToPush(now.versionId(), turn)) {
        return false;
      }
      if (turn.seen().secret().equals(fresh)) {
        return true;
      }
    }
    return false;
  }

  private static boolean triedToPush(String version, Turn turn) {
    return turn.decision().action() instanceof Action.Update update
        && update.secret().filter(secret -> secret.versionId().equals(version)).isPresent()
        && (turn.answer() == null || turn.answer().outcome() != Answer.Outcome.SKIPPED);
  }

  @Property
  void anUpdateNeverPushesAVersionThatWasAppliedBefore(@ForAll("runs") Loop run) {
    for (Turn turn : run.turnsThat(Action.Update.class)) {
      ((Action.Update) turn.decision().action())
          .secret()
          .ifPresent(
              secret ->
                  assertThat(turn.seen().secret())
                      .isEqualTo(new SecretView.Current(secret.versionId(), false)));
    }
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
      assertThat(run.turns()).hasSize(1);
      assertThat(run.last().decision().action()).isInstanceOf(Action.Planned.class);
      assertThat(run.last().decision().progress().pending()).isNull();
    }
  }

  @Property
  void theReportNamesEveryActWithItsAnswerUpToALimit(@ForAll("runs") Loop run) {
    List<Step> steps = new ArrayList<>();
    for (Turn turn : run.turns()) {
      Report report = turn.decision().report();
      assertThat(report.actions())
          .isEqualTo(
              steps.subList(Math.max(0, steps.size() - ReportWriter.MOST_TOLD), steps.size()));
      assertThat(report.attempts())
          .isEqualTo(
              (int)
                  run.turnsThat(Action.Connect.class).stream()
                      .filter(connect -> connect.at().isBefore(turn.at()) && connect.counts())
                      .count());
      if (turn.decision().action() instanceof Action.Act act) {
        Answer answer =
            turn.answer() == null ? Answer.unknown("no answer was recorded") : turn.answer();
        String version =
            act instanceof Action.Update update
                ? update.secret().map(Action.Secret::versionId).orElse(null)
                : null;
        steps.add(new Step(act.name(), turn.decision().why(), turn.at(), version, answer));
      }
    }
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
                                run.startedAt()))
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
