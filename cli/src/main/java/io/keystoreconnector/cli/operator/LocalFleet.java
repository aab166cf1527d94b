package io.keystoreconnector.cli.operator;

import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Executions on this machine: one for several key stores, and those that it starts. */
final class LocalFleet implements FollowedFleet.Histories {

  private final Map<String, Execution> byArn = new ConcurrentHashMap<>();

  /** Adds one that has begun. */
  Execution add(Execution execution) {
    byArn.put(execution.arn(), execution);
    return execution;
  }

  @Override
  public List<HistoryEvent> after(String executionArn, long id) {
    Execution execution = byArn.get(executionArn);
    return execution == null
        ? List.of()
        : execution.events().stream().filter(event -> event.id() > id).toList();
  }

  @Override
  public boolean isEnded(String executionArn) {
    Execution execution = byArn.get(executionArn);
    return execution != null && execution.isEnded();
  }
}
