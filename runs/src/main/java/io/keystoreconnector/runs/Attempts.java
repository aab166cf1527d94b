package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attempts to connect, as the run itself counts them, and the result of each. */
record Attempts(ConnectionLane connection, List<Step> steps, RunReport lastReport) {

  List<Map<String, Object>> toJson() {
    List<Map<String, Object>> attempts = new ArrayList<>();
    long connected = 0;
    for (Step step : steps) {
      if (step.state().equals(StateNames.CONNECT)) {
        connected = step.atMillis();
      } else if (step.isLook()) {
        note(attempts, step.report(), connected);
      }
    }
    note(attempts, lastReport, connected);
    return attempts;
  }

  private void note(List<Map<String, Object>> attempts, RunReport report, long at) {
    int counted = report.attempts();
    if (counted > attempts.size()) {
      ConnectionLane.Segment end = connection.endOfConnect(at);
      Map<String, Object> attempt = new LinkedHashMap<>();
      attempt.put("from", at);
      attempt.put("to", Math.max(at, end.from()));
      attempt.put("number", counted);
      attempt.put("of", report.maxAttempts());
      attempt.put("result", (end.state() + " " + end.code()).strip());
      attempts.add(attempt);
    }
  }
}
