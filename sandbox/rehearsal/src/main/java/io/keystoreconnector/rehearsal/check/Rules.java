package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.stream.Stream;

/** All rules. */
public final class Rules {

  /** In the order in which docs/storm.md lists them. */
  public static final List<Rule> ALL =
      List.of(
          new NeverDisconnectsAConnectedStore(),
          new UpdatesAConnectedStoreOnlyNow(),
          new SuccessMeansConnected(),
          new ConnectedMeansSuccess(),
          new SuccessMeansUsable(),
          new TellsNoSecret(),
          new PushesNoVersionTwice(),
          new TriesNoWrongPasswordAgain(),
          new LogsInWrongAtMostTwice(),
          new NeverLeavesItsOwnRepair(),
          new BeginsNoRepairThatCannotBeFinished(),
          new WritesDownBeforeActing(),
          new ActsAloneOnALook(),
          new ChangesNothingWithoutTheJournal(),
          new EndsInTimeWithAReport(),
          new ConnectsAtMostAsOftenAsAllowed(),
          new BuysAtMostOneHsm(),
          new BuysOneHsmInAll(),
          new BuysNoneBesideADegradedHsm(),
          new LeavesAClusterInChangeAlone(),
          new BuysHsmsOnlyIfAllowed(),
          new DryRunsChangeNothing(),
          new ChangesOnlyAllowedStores(),
          new ReportsTheStateLastSeen(),
          new ReportsEveryAction(),
          new CountsAttemptsTruly(),
          new ReportsFailuresThatWere(),
          new NamesTheRealCause(),
          new JudgesRequestsTruly(),
          new OneStoreStopsNoOther(),
          new ReportsEachStoreTruly());

  /**
   * Rules that two simultaneous runs can still break: docs/invariants.md, the race that remains.
   */
  public static final List<EventRule> RACES = List.of(new CutsOffNoConnect(), new WastesNoLogIn());

  /** The rules that can be broken at any moment. */
  public static final List<EventRule> AT_ANY_MOMENT =
      Stream.concat(
              ALL.stream().filter(EventRule.class::isInstance).map(EventRule.class::cast),
              RACES.stream())
          .toList();

  /** The names of all rules, including those of races. */
  public static final List<String> NAMES =
      Stream.of(ALL, RACES).flatMap(List::stream).map(Rule::name).toList();

  private Rules() {}
}
