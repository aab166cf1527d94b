package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.LivePage;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the progress of an execution that runs elsewhere, from its beginning to its end. */
final class FollowedRun {

  /** Where its history is. */
  @FunctionalInterface
  interface Source {
    /**
     * The events after the one with this id, oldest first.
     *
     * @throws AwsProblem if they cannot be read
     */
    List<HistoryEvent> after(long id);
  }

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_LOOKS = 2;
  private static final int MOST_LOOKS_IN_VAIN = 30;

  private final LivePage page;
  private final Narrator narrator;
  private final Timeline time;
  private final Source source;
  private final String joinAgain;
  private RunHistory history = RunHistory.EMPTY;
  private Instant lastNews;
  private int inVain;

  /**
   * A run to follow.
   *
   * @param joinAgain the command that follows it
   * @param place where the commands of its report are printed
   */
  FollowedRun(Page page, Timeline time, Source source, String joinAgain, CommandPlace place) {
    this.page = new LivePage(page, place);
    this.narrator = new Narrator(this.page::print, false);
    this.time = time;
    this.source = source;
    this.joinAgain = joinAgain;
    this.lastNews = time.instant();
  }

  /**
   * Follows it; empty if the connection to it was lost, which is then printed.
   *
   * @throws AwsProblem if it cannot be followed at all
   */
  Optional<ExecutionResult> toTheEnd() {
    Thread lastWords = new Thread(() -> lastWords("You stopped following it."));
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      for (int tick = 0; history.end().isEmpty() && inVain < MOST_LOOKS_IN_VAIN; tick++) {
        if (tick % TICKS_BETWEEN_LOOKS == 0) {
          look();
        }
        pause(tick);
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(lastWords);
    }
    return end();
  }

  /** The events that were seen. */
  List<HistoryEvent> events() {
    return history.historyEvents();
  }

  private void look() {
    try {
      List<HistoryEvent> news = source.after(lastId());
      inVain = 0;
      if (!news.isEmpty()) {
        int told = history.events().size();
        history = history.plus(news);
        lastNews = time.instant();
        history.events().stream().skip(told).forEach(narrator::tell);
      }
    } catch (AwsProblem e) {
      missed(e);
    }
  }

  /** The id of the last event that was seen; 0 if there is none yet. */
  private long lastId() {
    return history.events().isEmpty() ? 0 : history.events().getLast().event().id();
  }

  /** Events were already seen, so it can be followed; what is wrong now may be temporary. */
  private void missed(AwsProblem problem) {
    boolean mayPass =
        problem.kind() == AwsProblem.Kind.PASSING || problem.kind() == AwsProblem.Kind.ABSENT;
    if (history.events().isEmpty() && !mayPass) {
      throw problem;
    }
    inVain = mayPass ? inVain + 1 : MOST_LOOKS_IN_VAIN;
    if (inVain >= MOST_LOOKS_IN_VAIN) {
      if (history.events().isEmpty()) {
        throw problem;
      }
      lastWords("It can no longer be followed: " + problem.getMessage());
    }
  }

  private long since(Instant moment) {
    Instant start = history.events().getFirst().event().timestamp();
    return Duration.between(start, moment).toMillis();
  }

  /** Shows that it is alive: on a terminal each second, elsewhere each minute. */
  private void pause(int tick) {
    if (history.end().isPresent() || inVain >= MOST_LOOKS_IN_VAIN) {
      return;
    }
    if (page.isLive()) {
      page.status(narrator.liveLine(elapsed()));
    } else if (tick % LiveRun.TICKS_BETWEEN_PLAIN_LINES == LiveRun.TICKS_BETWEEN_PLAIN_LINES - 1) {
      narrator.end();
    }
    time.await(time.instant().plus(TICK), () -> false);
  }

  /** By the run's clock, which may be faster, as far as its events show it. */
  private long elapsed() {
    if (history.events().isEmpty()) {
      return 0;
    }
    Instant last = history.events().getLast().event().timestamp();
    long byEvents = since(last.plus(Duration.between(lastNews, time.instant())));
    return Math.max(byEvents, since(time.instant()));
  }

  private Optional<ExecutionResult> end() {
    Optional<ExecutionResult> result = history.result();
    if (result.isPresent()) {
      narrator.end();
      page.end(result.get());
    }
    return result;
  }

  private void lastWords(String text) {
    page.lastWords(text + " The run continues. To follow it again:", joinAgain);
  }
}
