package io.keystoreconnector.emulator.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The executions of an account, in the order in which they were started. AWS deletes an execution
 * 90 days after it ended; here the oldest are forgotten once the histories of those that have ended
 * are too long together.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Service
 *     quotas</a>
 */
final class RunStore {

  private final Map<String, Run> byArn = new LinkedHashMap<>();
  private int mostEvents = Integer.MAX_VALUE;
  private int added;

  void keep(int events) {
    mostEvents = events;
  }

  void add(Run run) {
    byArn.put(run.arn(), run);
    added++;
  }

  int added() {
    return added;
  }

  Optional<Run> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  List<Run> all() {
    return List.copyOf(byArn.values());
  }

  void forgetEnded() {
    byArn.values().removeIf(run -> run.execution().isEnded());
  }

  /** The one that has just ended is kept, however long its history is. */
  void forgetOldestBut(Run justEnded) {
    List<Run> ended = byArn.values().stream().filter(run -> run.execution().isEnded()).toList();
    int events = justEnded.execution().events().size();
    for (Run run : ended.reversed()) {
      if (!run.equals(justEnded)) {
        events += run.execution().events().size();
        if (events > mostEvents) {
          byArn.remove(run.arn());
        }
      }
    }
  }
}
