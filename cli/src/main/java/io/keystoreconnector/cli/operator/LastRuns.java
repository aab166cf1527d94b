package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the last run for each key store among the last runs of all. */
record LastRuns(Executions executions, String machineArn) {

  /** Which key store a run was about is known only by reading each run. */
  static final int MOST = 50;

  /** The last runs by the ids of the key stores. */
  Map<String, LastRun> of(List<KeyStoreFacts> stores) {
    Map<String, LastRun> found = new HashMap<>();
    List<String> arns = stores.isEmpty() ? List.of() : executions.last(machineArn, MOST);
    for (String arn : arns) {
      executions.describe(arn).map(LastRun::new).ifPresent(run -> file(run, stores, found));
      if (found.size() == stores.size()) {
        break;
      }
    }
    return found;
  }

  /** The run in progress for a key store; empty if there is none. */
  Optional<LastRun> inProgress(KeyStoreFacts store) {
    return executions.inProgress(machineArn).stream()
        .flatMap(arn -> executions.describe(arn).stream())
        .map(LastRun::new)
        .filter(run -> run.isUnderWay() && run.isAbout(store.id(), store.name()))
        .findFirst();
  }

  private static void file(LastRun run, List<KeyStoreFacts> stores, Map<String, LastRun> found) {
    stores.stream()
        .filter(store -> run.isAbout(store.id(), store.name()))
        .forEach(store -> found.putIfAbsent(store.id(), run));
  }
}
