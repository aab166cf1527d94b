package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
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

    /** Records that it begins. */
    default void begin() {}

    /** Records that it has ended well. */
    default void succeeded() {}

    /** Records that it has not ended well: by its own failure, or by that of another. */
    default void gaveUp(long because, boolean failed) {}
  }

  private static final int NONE = -1;

  private final StateSequence parent;
  private final Timeline timeline;
  private final List<? extends Branch> branches;
  private final int atOnce;
  private final List<@Nullable Object> results;
  private final BitSet running = new BitSet();
  private final BitSet succeeded = new BitSet();
  private int started;
  private boolean cancelled;
  private @Nullable Throwable failure;
  private int failed = NONE;

  /** Not guarded: the clock reads them while others hold this lock and record events. */
  private volatile boolean settled;

  private volatile boolean ended = true;

  Branches(StateSequence parent, List<? extends Branch> branches, int atOnce) {
    this.parent = parent;
    this.timeline = parent.execution().timeline();
    this.branches = branches;
    this.atOnce = atOnce;
    this.results = new ArrayList<>(Collections.nCopies(branches.size(), null));
  }

  /** The outputs, in the order of the branches. */
  List<@Nullable Object> run() throws StateFailed {
    try {
      startMore(parent.lastEvent());
      parent.await(Instant.MAX, () -> settled);
    } catch (Interruption e) {
      parent.interruptedWith(this);
      throw e;
    } finally {
      cancel();
      timeline.changed();
      timeline.await(Instant.MAX, () -> ended);
    }
    throwFailure();
    return results;
  }

  private synchronized void cancel() {
    cancelled = true;
    branches.forEach(branch -> branch.sequence().cancel());
  }

  private synchronized void startMore(long after) {
    try {
      startAsManyAsMayRun(after);
    } finally {
      ended = running.isEmpty();
      settled = failure != null || (ended && started == branches.size());
    }
  }

  private void startAsManyAsMayRun(long after) {
    while (!cancelled
        && failure == null
        && started < branches.size()
        && running.cardinality() < atOnce) {
      int index = started;
      Branch branch = branches.get(index);
      branch.sequence().continueAfter(after);
      branch.begin();
      running.set(index);
      started++;
      timeline.start(parent.execution().name() + "/" + branch.name(), () -> work(index));
    }
  }

  private void work(int index) {
    Branch branch = branches.get(index);
    try {
      Object result = branch.run().value();
      long last = branch.sequence().lastEvent();
      branch.succeeded();
      succeed(index, result, last);
    } catch (StateFailed | RuntimeException | Error e) {
      fail(index, e);
    }
    timeline.changed();
  }

  private synchronized void succeed(int index, @Nullable Object result, long last) {
    running.clear(index);
    succeeded.set(index);
    results.set(index, result);
    continueAfter(index);
    startMore(last);
  }

  private synchronized void fail(int index, Throwable thrown) {
    running.clear(index);
    continueAfter(index);
    if (failure == null) {
      failure = thrown;
      failed = thrown instanceof StateFailed ? index : NONE;
    }
    settled = true;
    ended = running.isEmpty();
  }

  private void continueAfter(int index) {
    if (failure == null) {
      parent.continueAfter(branches.get(index).sequence().lastEvent());
    }
  }

  /**
   * Records that those which have not ended well gave up because of an event, each before the state
   * that it was in.
   */
  synchronized void recordAborts(long because) {
    for (int i = 0; i < started; i++) {
      if (!succeeded.get(i)) {
        branches.get(i).gaveUp(because, i == failed);
        branches.get(i).sequence().recordAbort(because);
      }
    }
  }

  private synchronized void throwFailure() throws StateFailed {
    switch (failure) {
      case null -> {}
      case StateFailed e -> {
        recordAborts(parent.lastEvent());
        throw e;
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
