package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.scenario.Happening;
import io.keystoreconnector.sandbox.scenario.Reports;
import io.keystoreconnector.sandbox.words.Durations;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runs the workflow in real time and shows how it gets on. */
final class LiveRun {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_PLAIN_LINES = 60;

  private final LivePage page;
  private final Narrator narrator;
  private final RealTime time = new RealTime();
  private final Instant start = time.instant();
  private final StateMachine machine;
  private final Deployment deployment;
  private final @Nullable Object input;

  LiveRun(Page page, StateMachine machine, Deployment deployment, @Nullable Object input) {
    this.page = new LivePage(page);
    this.narrator = new Narrator(this.page::print, false);
    this.machine = machine;
    this.deployment = deployment;
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
    page.end(result, Reports.of(result));
    return result;
  }

  private Execution begin() {
    LambdaTasks tasks = new LambdaTasks(deployment.functions(line -> {}));
    Runner runner = new Runner(time, tasks, new SplittableRandom(), this::tell);
    try {
      return runner.start(machine, "run-" + start.toEpochMilli(), input);
    } catch (IllegalArgumentException e) {
      throw new UsageProblem("The request cannot be an input: %s.".formatted(e.getMessage()));
    }
  }

  private void tell(HistoryEvent event) {
    narrator.tell(new Happening.InWorkflow(since(event.timestamp()), event));
  }

  /** Shows that it is alive: on a terminal each second, elsewhere each minute. */
  private void tick(int tick) {
    if (page.isLive()) {
      page.status(since(time.instant()), narrator.lastSeen(), narrator.state());
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
        "Stopped after %s in the step “%s”. %s What KMS has begun goes on by itself, and nothing is"
                .formatted(
                    Durations.words(since(time.instant())),
                    narrator.state(),
                    seen.isEmpty() ? "Nothing was seen yet." : "Seen last: " + seen + ".")
            + " taken back; the next run goes on from there.");
  }
}
