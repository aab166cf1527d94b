package io.keystoreconnector.runs;

import io.keystoreconnector.runs.phrases.JournalSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states that a run entered, in order, and what that costs. */
record Stays(Material material) {

  List<Map<String, Object>> toJson() {
    List<Map<String, Object>> stays = new ArrayList<>();
    for (Material.Event entered : material.events()) {
      if (entered.event().type().endsWith("StateEntered")) {
        if (!stays.isEmpty()) {
          stays.getLast().put("untilMillis", entered.atMillis());
        }
        Map<String, Object> stay = new LinkedHashMap<>();
        stay.put("state", entered.event().stateName());
        stay.put("atMillis", entered.atMillis());
        stay.put("untilMillis", material.elapsedMillis());
        stays.add(stay);
      }
    }
    return stays;
  }

  /** States entered, and retries: what AWS bills. */
  int transitions() {
    int transitions = 0;
    int callsOfThisStay = 0;
    for (Material.Event event : material.events()) {
      if (event.event().type().endsWith("StateEntered")) {
        transitions++;
        callsOfThisStay = 0;
      } else if (event.event().type().equals("TaskScheduled") && callsOfThisStay++ > 0) {
        transitions++;
      }
    }
    return transitions;
  }

  long functionCalls() {
    return material.events().stream()
        .filter(event -> event.event().type().equals("TaskScheduled"))
        .filter(event -> !JournalSteps.isOne(event.event()))
        .count();
  }
}
