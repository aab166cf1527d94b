package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.Timeline;
import org.jspecify.annotations.Nullable;

/** One task in progress. */
final class Call implements TaskRunner.Job {
  private final Timeline timeline;
  private final TaskRunner tasks;
  private final String name;
  private final String resource;
  private final @Nullable Object arguments;
  private volatile boolean done;
  private volatile boolean givenUp;
  private volatile @Nullable Object submission;
  private @Nullable Object value;
  private @Nullable Throwable thrown;

  Call(StateSequence sequence, String name, String resource, @Nullable Object arguments) {
    this.timeline = sequence.execution().timeline();
    this.tasks = sequence.execution().tasks();
    this.name = sequence.execution().name() + "/" + name;
    this.resource = resource;
    this.arguments = arguments;
  }

  void start() {
    timeline.start(name, this::work);
  }

  private void work() {
    try {
      value = tasks.run(resource, arguments, this);
    } catch (TaskFailed | RuntimeException | Error e) {
      thrown = e;
    }
    done = true;
    timeline.changed();
  }

  boolean isDone() {
    return done;
  }

  /** Whether another service has accepted it as a job, or it is done. */
  boolean isAccepted() {
    return submission != null || done;
  }

  /** What that service answered; null if the task is no job. */
  @Nullable Object submission() {
    return submission;
  }

  @Override
  public void submitted(Object answer) {
    submission = answer;
    timeline.changed();
  }

  @Override
  public boolean isGivenUp() {
    return givenUp;
  }

  /** Nobody waits for its result any more; if it is done, that changes nothing. */
  void giveUp() {
    givenUp = true;
    timeline.changed();
  }

  @Nullable Object result() throws TaskFailed {
    return switch (thrown) {
      case null -> value;
      case TaskFailed failed -> throw failed;
      default -> throw new IllegalStateException("the runner of " + resource + " broke", thrown);
    };
  }
}
