package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parallel sequences of states: the first that fails ends them all. */
final class Branches {

  /** One of the sequences. */
  interface Branch {
    StateSequence sequence();

    String name();

    Payload run() throws StateFailed;
  }

  private final StateSequence parent;
  private final Timeline timeline;
  private final List<? extends Branch> branches;
  private final int atOnce;
  private final List<@Nullable Object> results;
  private int started;
  private int ended;
  private @Nullable Throwable failure;

  Branches(StateSequence parent, List<? extends Branch> branches, int atOnce) {
    this.parent = parent;
    this.timeline = parent.execution().timeline();
    this.branches = branches;
    this.atOnce = atOnce;
    this.results = new ArrayList<>(Collections.nCopies(branches.size(), null));
  }

  /** The outputs, in the order of the branches. */
  List<@Nullable Object> run() throws StateFailed {
    startMore();
    try {
      parent.await(Instant.MAX, () -> isSettled());
    } finally {
      branches.forEach(branch -> branch.sequence().cancel());
      timeline.changed();
      timeline.await(Instant.MAX, () -> allEnded());
    }
    throwFailure();
    return results;
  }

  private synchronized void startMore() {
    while (started < branches.size() && started - ended < atOnce && failure == null) {
      int index = started++;
      String name = parent.execution().name() + "/" + branches.get(index).name();
      timeline.start(name, () -> work(index));
    }
  }

  private void work(int index) {
    Branch branch = branches.get(index);
    try {
      end(index, branch.run().value(), null);
    } catch (StateFailed | RuntimeException | Error e) {
      end(index, null, e);
    }
  }

  private void end(int index, @Nullable Object result, @Nullable Throwable thrown) {
    synchronized (this) {
      results.set(index, result);
      ended++;
      if (failure == null) {
        failure = thrown;
        parent.continueAfter(branches.get(index).sequence());
      }
    }
    startMore();
    timeline.changed();
  }

  private synchronized boolean isSettled() {
    return failure != null || ended == branches.size();
  }

  private synchronized boolean allEnded() {
    return ended == started;
  }

  private synchronized void throwFailure() throws StateFailed {
    switch (failure) {
      case null -> {}
      case StateFailed failed -> throw failed;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
