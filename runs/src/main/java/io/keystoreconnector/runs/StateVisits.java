package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states that a run entered, in order, each until it entered the next. */
record StateVisits(RunData data) {

  List<Map<String, Object>> toJson() {
    List<Map<String, Object>> visits = new ArrayList<>();
    for (TimelineEvent.InWorkflow entered : data.history().statesEntered()) {
      if (!visits.isEmpty()) {
        visits.getLast().put("untilMillis", entered.atMillis());
      }
      Map<String, Object> visit = new LinkedHashMap<>();
      visit.put("state", entered.event().stateName());
      visit.put("atMillis", entered.atMillis());
      visit.put("untilMillis", data.elapsedMillis());
      visits.add(visit);
    }
    return visits;
  }
}
