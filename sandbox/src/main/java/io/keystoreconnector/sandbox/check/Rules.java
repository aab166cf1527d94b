package io.keystoreconnector.sandbox.check;

import java.util.List;

/** All rules there are. */
public final class Rules {

  /** In the order in which docs/storm.md lists them. */
  public static final List<Rule> ALL =
      List.of(
          new NeverDisconnectsAConnectedStore(),
          new SuccessMeansConnected(),
          new ConnectedMeansSuccess(),
          new TellsNoSecret(),
          new PushesNoVersionTwice(),
          new TriesNoWrongPasswordAgain(),
          new EndsInTimeWithAReport(),
          new ConnectsAtMostAsOftenAsAllowed(),
          new BuysAtMostOneHsm(),
          new BuysHsmsOnlyIfAllowed(),
          new DryRunsChangeNothing(),
          new ChangesOnlyAllowedStores(),
          new ReportsTheStateLastSeen(),
          new ReportsEveryAction(),
          new CountsAttemptsTruly(),
          new ReportsFailuresThatWere(),
          new NamesTheRealCause());

  private Rules() {}
}
