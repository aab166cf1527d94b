package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.StackEventFacts;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shows the progress of a stack until CloudFormation is done: on a terminal in one line that lives,
 * elsewhere a line for each resource.
 */
final class StackFollower {

  /** Where the events are. */
  @FunctionalInterface
  interface Source {
    /**
     * The events after the one with this id, oldest first.
     *
     * @throws AwsProblem if they cannot be read
     */
    List<StackEventFacts> after(String id);
  }

  /**
   * How it ended.
   *
   * @param status of the stack
   * @param failures what went wrong with resources, in order
   */
  record End(String status, List<StackEventFacts> failures) {

    boolean isGood() {
      return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
    }
  }

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_LOOKS = 2;
  private static final int MOST_LOOKS_IN_VAIN = 30;
  private static final int BAR = 16;

  /** What CloudFormation says of resources that fail only because another one has failed. */
  private static final String CANCELLED = "cancelled";

  private final Page page;
  private final Timeline time;
  private final Source source;
  private final int total;
  private final Instant start;
  private final List<StackEventFacts> failures = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private String last;
  private String current = "";
  private String status = "";
  private int inVain;

  /** By the clock of CloudFormation. */
  private Instant begun = Instant.EPOCH;

  /**
   * A follower.
   *
   * @param total how many resources change
   * @param last the id of the last event before the change
   */
  StackFollower(Page page, Timeline time, Source source, int total, String last) {
    this.page = page;
    this.time = time;
    this.source = source;
    this.total = total;
    this.last = last;
    this.start = time.instant();
  }

  /**
   * Follows it.
   *
   * @throws OutputProblem if the events can no longer be read
   */
  End toTheEnd() {
    for (int tick = 1; !isOver(); tick++) {
      time.await(time.instant().plus(TICK), () -> false);
      if (tick % TICKS_BETWEEN_LOOKS == 0) {
        look();
      }
      if (page.terminal().live()) {
        page.status(line());
      }
    }
    page.eraseStatus();
    return new End(status, List.copyOf(failures));
  }

  private boolean isOver() {
    return !status.isEmpty() && !status.endsWith("_IN_PROGRESS");
  }

  /** The stack goes on whether or not it can be looked at, so what may pass is waited out. */
  private void look() {
    try {
      source.after(last).forEach(this::take);
      inVain = 0;
    } catch (AwsProblem e) {
      if (e.kind() != AwsProblem.Kind.PASSING || ++inVain >= MOST_LOOKS_IN_VAIN) {
        throw new OutputProblem(
            "The stack can no longer be followed: %s It continues by itself."
                .formatted(e.getMessage()));
      }
    }
  }

  private void take(StackEventFacts event) {
    last = event.id();
    if (status.isEmpty()) {
      begun = event.at();
    }
    if (event.ofStack()) {
      status = event.status();
      tell(Style.QUIET, event);
    } else if (event.status().endsWith("_FAILED")) {
      if (!event.reason().contains(CANCELLED)) {
        failures.add(event);
      }
      tell(Style.BAD, event);
    } else if (event.status().endsWith("_COMPLETE")) {
      done.add(event.logicalId());
      if (!page.terminal().live()) {
        tell(Style.PLAIN, event);
      }
    } else {
      current = event.logicalId();
    }
  }

  private void tell(Style style, StackEventFacts event) {
    page.eraseStatus();
    String reason = event.reason().isEmpty() ? "" : ": " + event.reason();
    page.row(
        style,
        "%s %s%s".formatted(event.status(), event.logicalId(), reason),
        new Page.Part(Style.QUIET, " %s  ".formatted(clock(begun, event.at()))));
  }

  private String line() {
    int full = Math.clamp((long) done.size() * BAR / Math.max(1, total), 0, BAR);
    String line =
        " %s %s %d of %d  %s"
            .formatted(
                clock(start, time.instant()),
                "█".repeat(full) + "░".repeat(BAR - full),
                Math.min(done.size(), total),
                total,
                current);
    // Leaves two columns for what the terminal shows of Ctrl-C.
    int width = page.terminal().width() - 2;
    return line.length() > width ? line.substring(0, width - 1) + "…" : line;
  }

  private static String clock(Instant from, Instant to) {
    return Durations.clock(Duration.between(from, to).toMillis());
  }
}
