package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.LivePage;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows the progress of an execution that runs elsewhere, from its beginning to its end. */
final class FollowedRun implements Followed {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_LOOKS = 2;

  private final LivePage page;
  private final Narrator narrator;
  private final Timeline time;
  private final HistoryReader reader;
  private final String joinAgain;

  /**
   * A run to follow.
   *
   * @param joinAgain the command that follows it
   * @param place where the commands of its report are printed
   */
  FollowedRun(
      Page page, Timeline time, HistoryReader.Source source, String joinAgain, CommandPlace place) {
    this.page = new LivePage(page, place);
    this.narrator = new Narrator(this.page::print, false);
    this.time = time;
    this.reader = new HistoryReader(source, time);
    this.joinAgain = joinAgain;
  }

  @Override
  public Optional<ExecutionResult> toTheEnd() {
    Thread lastWords = new Thread(() -> lastWords("You stopped following it."));
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      for (int tick = 0; !reader.isOver(); tick++) {
        if (tick % TICKS_BETWEEN_LOOKS == 0) {
          look();
        }
        pause(tick);
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(lastWords);
    }
    reader.lost().ifPresent(why -> lastWords("It can no longer be followed: " + why.getMessage()));
    return end();
  }

  @Override
  public List<HistoryEvent> events() {
    return reader.history().historyEvents();
  }

  private void look() {
    reader.look().forEach(narrator::tell);
  }

  /** Shows that it is alive: on a terminal each second, elsewhere each minute. */
  private void pause(int tick) {
    if (reader.isOver()) {
      return;
    }
    if (page.isLive()) {
      page.status(narrator.liveLine(reader.elapsedMillis()));
    } else if (tick % LiveRun.TICKS_BETWEEN_PLAIN_LINES == LiveRun.TICKS_BETWEEN_PLAIN_LINES - 1) {
      narrator.end();
    }
    time.await(time.instant().plus(TICK), () -> false);
  }

  private Optional<ExecutionResult> end() {
    Optional<ExecutionResult> result = reader.history().result();
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
