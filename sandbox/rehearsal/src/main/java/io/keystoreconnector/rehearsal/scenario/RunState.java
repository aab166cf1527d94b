package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a run: its variables, what has happened since it entered its current state, and the
 * answers that the last called function has received.
 */
final class RunState {

  private final Map<String, Object> variables = new TreeMap<>();
  private final StringBuilder sinceEntered = new StringBuilder();
  private int read;

  String text(Execution execution, List<SeenCall> calls) {
    List<HistoryEvent> events = execution.events();
    events.subList(read, events.size()).forEach(this::read);
    read = events.size();
    StringBuilder text = new StringBuilder();
    text.append(variables).append(sinceEntered);
    for (SeenCall call : calls) {
      text.append(call.call().operation())
          .append(call.call().parameters())
          .append(call.call().error())
          .append(call.call().result());
    }
    return text.toString();
  }

  private void read(HistoryEvent event) {
    if (event.type().endsWith("StateEntered")) {
      sinceEntered.setLength(0);
    }
    if (event.details().get("assignedVariables") instanceof Map<?, ?> assigned) {
      assigned.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    sinceEntered
        .append(event.type())
        .append(event.stateName())
        .append(event.timestamp())
        .append(event.details().get("error"));
  }
}
