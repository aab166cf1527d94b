package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.FleetLine;
import io.keystoreconnector.cli.story.FleetLine.Progress;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.runs.FleetHistory;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key store of a fleet, and what is known about its run. */
final class FleetMember {

  private final FleetHistory.Member store;
  private final Narrator narrator = new Narrator(entry -> {}, false);
  private @Nullable HistoryReader reader;

  FleetMember(FleetHistory.Member store) {
    this.store = store;
  }

  FleetHistory.Member store() {
    return store;
  }

  boolean isStarted() {
    return reader != null;
  }

  /** Its run has begun; this reads the run's history. */
  void started(HistoryReader history) {
    reader = history;
  }

  /** Reads what is new of its run; whoever may not read it still sees how the fleet ends. */
  void look() {
    if (reader == null || reader.isOver()) {
      return;
    }
    try {
      reader.look().forEach(narrator::tell);
    } catch (AwsProblem e) {
      // The line says that the run is in progress.
    }
  }

  /** How it stands now. */
  FleetLine line() {
    if (reader == null) {
      return new FleetLine(store.name(), Progress.WAITING, 0, "waits for its turn");
    }
    long elapsed = reader.elapsedMillis();
    Optional<ExecutionResult> end = reader.history().result();
    if (end.isEmpty()) {
      String text = reader.lost().isPresent() ? "in progress" : narrator.liveLine(0).inShort();
      return new FleetLine(store.name(), Progress.RUNNING, elapsed, text);
    }
    boolean good = end.get().status() == ExecutionResult.Status.SUCCEEDED;
    return new FleetLine(
        store.name(),
        good ? Progress.DONE : Progress.FAILED,
        elapsed,
        outcome(end.get(), RunReport.of(end.get())));
  }

  private static String outcome(ExecutionResult end, RunReport report) {
    String outcome = FinalReport.outcome(end, report);
    return report.reason().isEmpty() ? outcome : outcome + ", " + report.reason();
  }
}
