package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that jumps from event to event, so twenty minutes pass in milliseconds. Exactly one piece
 * of work runs at a time: when it waits, it hands a baton to the next in order of time, then of
 * arrival. A run is therefore the same every time.
 *
 * <p>Nothing moves on its own: started work runs while an outside thread, for example a test's, is
 * in {@link #await}. One such thread at a time.
 */
public final class VirtualTime implements Timeline {

  /** Decides which work goes first among that due at the same moment. */
  @FunctionalInterface
  public interface Chooser {
    /** The index of the one to go first; the names are in their default order. */
    int choose(List<String> names);
  }

  private final Object lock = new Object();
  private final Chooser chooser;
  private final List<Waiter> waiters = new ArrayList<>();
  private volatile Instant now;
  private @Nullable Thread worker;

  /** Virtual time that starts at the given moment, in which the first to arrive goes first. */
  public VirtualTime(Instant start) {
    this(start, names -> 0);
  }

  /** Virtual time in which the chooser decides between work due at the same moment. */
  public VirtualTime(Instant start, Chooser chooser) {
    this.now = start;
    this.chooser = chooser;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves the clock forward at once, like a service that takes time to answer. Any thread may call
   * it. Work whose moment is now past is next, although late.
   */
  public void advance(Duration duration) {
    synchronized (lock) {
      now = now.plus(duration);
    }
  }

  @Override
  public void start(String name, Runnable work) {
    Thread thread = Thread.ofVirtual().name(name).unstarted(() -> runAndLeave(work));
    synchronized (lock) {
      waiters.add(new Waiter(thread, false, now, () -> false, thread::start));
    }
  }

  private void runAndLeave(Runnable work) {
    try {
      work.run();
    } finally {
      synchronized (lock) {
        passTheBaton();
      }
    }
  }

  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    boolean outside = handOver(moment, condition);
    if (outside && now.isBefore(moment) && !condition.getAsBoolean()) {
      throw new IllegalStateException("all work is waiting and nothing can wake it");
    }
  }

  /**
   * Lets all work continue until it has ended or waits for something that only an outside thread
   * can do. To be called by such a thread; the clock then stands where the last work left it.
   */
  void runAllThatIsDue() {
    handOver(Instant.MAX, () -> false);
  }

  /** Returns whether the caller is an outside thread, once it is its turn again. */
  private boolean handOver(Instant moment, BooleanSupplier condition) {
    Thread self = Thread.currentThread();
    Semaphore baton = new Semaphore(0);
    boolean outside;
    synchronized (lock) {
      outside = worker != self;
      if (outside && worker != null) {
        throw new IllegalStateException("another thread is using this timeline: use advance()");
      }
      waiters.add(new Waiter(self, outside, moment, condition, baton::release));
      passTheBaton();
    }
    baton.acquireUninterruptibly();
    if (outside) {
      leave();
    }
    return outside;
  }

  /** An outside thread does not take part: while it is away, time stands still. */
  private void leave() {
    synchronized (lock) {
      worker = null;
    }
  }

  @Override
  public void changed() {
    // Conditions are checked whenever the baton passes.
  }

  private void passTheBaton() {
    List<Waiter> due = due();
    if (due.isEmpty()) {
      worker = null;
      return;
    }
    Waiter next = due.get(due.size() == 1 ? 0 : chooser.choose(names(due)));
    waiters.remove(next);
    worker = next.thread;
    next.wake.run();
  }

  /** The work that is due first, after the clock has moved to its moment. */
  private List<Waiter> due() {
    List<Waiter> ready = readyAt(now);
    if (ready.isEmpty() && !waiters.isEmpty()) {
      Instant moment = waiters.stream().map(Waiter::moment).min(Comparator.naturalOrder()).get();
      if (moment.equals(Instant.MAX)) {
        return waiters.stream().filter(Waiter::isOutside).toList();
      }
      now = moment;
      ready = readyAt(moment);
    }
    // An outside thread continues when nothing is left to do at this moment.
    List<Waiter> inside = ready.stream().filter(w -> !w.isOutside()).toList();
    return inside.isEmpty() ? ready : inside;
  }

  private List<Waiter> readyAt(Instant moment) {
    return waiters.stream()
        .filter(w -> w.isDue(moment))
        .sorted(Comparator.comparing(w -> w.since(moment)))
        .toList();
  }

  private static List<String> names(List<Waiter> waiters) {
    return waiters.stream().map(w -> w.thread.getName()).toList();
  }

  private record Waiter(
      Thread thread, boolean isOutside, Instant moment, BooleanSupplier condition, Runnable wake) {
    boolean isDue(Instant now) {
      return !moment.isAfter(now) || condition.getAsBoolean();
    }

    Instant since(Instant now) {
      return moment.isBefore(now) ? moment : now;
    }
  }
}
