package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the history of an execution as it grows, and is patient with what may pass. */
final class HistoryReader {

  /** Where the history is. */
  @FunctionalInterface
  interface Source {
    /**
     * The events after the one with this id, oldest first.
     *
     * @throws AwsProblem if they cannot be read
     */
    List<HistoryEvent> after(long id);
  }

  private static final int MOST_LOOKS_IN_VAIN = 30;

  private final Source source;
  private final Timeline time;
  private RunHistory history = RunHistory.EMPTY;
  private @Nullable AwsProblem lost;
  private Instant lastNews;
  private int inVain;

  /**
   * A reader.
   *
   * @param time tells how old the last news is
   */
  HistoryReader(Source source, Timeline time) {
    this.source = source;
    this.time = time;
    this.lastNews = time.instant();
  }

  /**
   * Reads what is new.
   *
   * @throws AwsProblem if the history cannot be read at all
   */
  List<TimelineEvent.InWorkflow> look() {
    try {
      List<HistoryEvent> news = source.after(lastId());
      inVain = 0;
      int known = history.events().size();
      history = history.plus(news);
      if (!news.isEmpty()) {
        lastNews = time.instant();
      }
      return history.events().subList(known, history.events().size());
    } catch (AwsProblem e) {
      missed(e);
      return List.of();
    }
  }

  /** The id of the last event that was seen; 0 if there is none yet. */
  private long lastId() {
    return history.events().isEmpty() ? 0 : history.events().getLast().event().id();
  }

  /** If events were already seen, it can be read; what is wrong now may be temporary. */
  private void missed(AwsProblem problem) {
    boolean mayPass =
        problem.kind() == AwsProblem.Kind.PASSING || problem.kind() == AwsProblem.Kind.ABSENT;
    inVain++;
    if (!mayPass || inVain >= MOST_LOOKS_IN_VAIN) {
      lost = problem;
      if (history.events().isEmpty()) {
        throw problem;
      }
    }
  }

  /** What was read so far. */
  RunHistory history() {
    return history;
  }

  /** Why it can no longer be read; empty if it can. */
  Optional<AwsProblem> lost() {
    return Optional.ofNullable(lost);
  }

  /**
   * How long the execution has taken, in milliseconds, by its own clock, which may be faster, as
   * far as its events show it; until its end if it has ended.
   */
  long elapsedMillis() {
    if (history.events().isEmpty()) {
      return 0;
    }
    Instant last = history.events().getLast().event().timestamp();
    if (history.end().isPresent()) {
      return since(last);
    }
    long byEvents = since(last.plus(Duration.between(lastNews, time.instant())));
    return Math.max(byEvents, since(time.instant()));
  }

  private long since(Instant moment) {
    Instant start = history.events().getFirst().event().timestamp();
    return Duration.between(start, moment).toMillis();
  }

  /** Whether there is nothing more to read. */
  boolean isOver() {
    return lost != null || history.end().isPresent();
  }
}
