package io.keystoreconnector.emulator.workflow;

import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.jr.ob.JSON;

/**
 * A function that receives events by Lambda's asynchronous invocation: if it fails, it is called
 * twice more, after one and two minutes, and then the event is dropped.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors with asynchronous invocation</a>
 */
public final class LambdaTarget implements Consumer<Map<String, Object>> {

  private static final List<Duration> PAUSES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final Timeline timeline;
  private final LambdaFunction function;
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Map<String, Object>> deadLetters = new ArrayList<>();

  /** A target that waits on this clock before it tries again. */
  public LambdaTarget(Timeline timeline, LambdaFunction function) {
    this.timeline = timeline;
    this.function = function;
  }

  @Override
  public void accept(Map<String, Object> event) {
    String payload = WITH_NULLS.asString(event);
    for (Duration pause : PAUSES) {
      if (succeeds(payload)) {
        return;
      }
      timeline.await(timeline.instant().plus(pause), () -> false);
    }
    if (!succeeds(payload)) {
      giveUp(event);
    }
  }

  private boolean succeeds(String payload) {
    try {
      function.invoke(payload);
      return true;
    } catch (Throwable e) {
      failed(e);
      return false;
    }
  }

  private synchronized void failed(Throwable thrown) {
    failures.add(thrown);
  }

  private synchronized void giveUp(Map<String, Object> event) {
    deadLetters.add(event);
  }

  /** What the function threw, one entry for each failed call. */
  public synchronized List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** The events that were dropped; a dead-letter queue would hold them. */
  public synchronized List<Map<String, Object>> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
