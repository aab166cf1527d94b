package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each look saw, what was decided and why; identical looks are one entry. */
record Decisions(List<Step> steps) {

  List<Map<String, Object>> toJson() {
    List<Map<String, Object>> decisions = new ArrayList<>();
    @Nullable Look last = null;
    for (Step step : steps) {
      if (step.isLook()) {
        Look look = step.look();
        if (look.equals(last)) {
          again(decisions.getLast(), step.atMillis());
        } else {
          decisions.add(decision(step.atMillis(), look));
        }
        last = look;
      }
    }
    return decisions;
  }

  private static void again(Map<String, Object> decision, long atMillis) {
    decision.put("untilMillis", atMillis);
    decision.put("times", new JsonTree(decision).number("times") + 1);
  }

  private static Map<String, Object> decision(long atMillis, Look look) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("atMillis", atMillis);
    decision.put("untilMillis", atMillis);
    decision.put("times", 1);
    decision.put("seen", look.seen());
    decision.put("action", look.action());
    decision.put("decision", look.decision());
    decision.put("why", look.why());
    return decision;
  }
}
