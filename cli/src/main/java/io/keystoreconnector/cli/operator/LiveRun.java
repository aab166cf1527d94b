package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.LivePage;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs the workflow on this machine in real time and shows its progress. */
final class LiveRun {

  private static final Duration TICK = Duration.ofSeconds(1);
  static final int TICKS_BETWEEN_PLAIN_LINES = 60;

  private final LivePage page;
  private final Narrator narrator;
  private final RealTime time = new RealTime();
  private final Instant start = time.instant();
  private final LocalWorkflow workflow;
  private final @Nullable Object input;

  /**
   * A run that has not begun.
   *
   * @param place where the commands of its report are printed
   */
  LiveRun(Page page, LocalWorkflow workflow, @Nullable Object input, CommandPlace place) {
    this.page = new LivePage(page, place);
    this.narrator = new Narrator(this.page::print, false);
    this.workflow = workflow;
    this.input = input;
  }

  ExecutionResult toTheEnd() {
    Execution execution = begin();
    Thread lastWords = new Thread(this::lastWords);
    Runtime.getRuntime().addShutdownHook(lastWords);
    for (int tick = 1; !execution.isEnded(); tick++) {
      time.await(time.instant().plus(TICK), execution::isEnded);
      if (!execution.isEnded()) {
        tick(tick);
      }
    }
    ExecutionResult result = execution.await();
    Runtime.getRuntime().removeShutdownHook(lastWords);
    narrator.end();
    page.end(result);
    return result;
  }

  private Execution begin() {
    return workflow.start(time, "run-" + start.toEpochMilli(), input, this::tell);
  }

  private void tell(HistoryEvent event) {
    narrator.tell(new TimelineEvent.InWorkflow(since(event.timestamp()), event));
  }

  /** Shows that it is alive: on a terminal each second, elsewhere each minute. */
  private void tick(int tick) {
    if (page.isLive()) {
      page.status(narrator.liveLine(since(time.instant())));
    } else if (tick % TICKS_BETWEEN_PLAIN_LINES == 0) {
      narrator.end();
    }
  }

  private long since(Instant moment) {
    return Duration.between(start, moment).toMillis();
  }

  private void lastWords() {
    String seen = narrator.lastSeen();
    page.lastWords(
        "Stopped after %s in step “%s”. %s What KMS has started continues, and nothing is undone;"
                .formatted(
                    Durations.words(since(time.instant())),
                    narrator.state(),
                    seen.isEmpty() ? "Nothing was seen yet." : "Last seen: " + seen + ".")
            + " the next run continues from there.",
        "");
  }
}
