package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.FleetLine;
import io.keystoreconnector.cli.story.FleetLine.Progress;
import io.keystoreconnector.cli.story.FleetPage;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.FleetHistory;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shows the progress of an execution for several key stores, one line for each of them. */
final class FollowedFleet implements Followed {

  /** Where the histories of the executions are. */
  interface Histories {
    /**
     * The events of an execution after the one with this id, oldest first.
     *
     * @throws io.keystoreconnector.cli.aws.AwsProblem if they cannot be read
     */
    List<HistoryEvent> after(String executionArn, long id);

    /** Whether there is no need to wait before the next look. */
    default boolean isEnded(String executionArn) {
      return false;
    }
  }

  /**
   * What is printed if it is no longer followed.
   *
   * @param stopped the sentences if a person has stopped it
   * @param command what to run then; empty for nothing
   */
  record LastWords(String stopped, String command) {}

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_LOOKS = 2;

  private final FleetPage page;
  private final Timeline time;
  private final Histories histories;
  private final String arn;
  private final LastWords lastWords;
  private final HistoryReader reader;
  private final List<FleetMember> members = new ArrayList<>();

  /**
   * An execution to follow.
   *
   * @param places how the commands for each key store are given, by its id
   */
  FollowedFleet(
      Page page,
      Timeline time,
      Histories histories,
      String arn,
      LastWords lastWords,
      Function<String, CommandPlace> places) {
    this.page = new FleetPage(page, places);
    this.time = time;
    this.histories = histories;
    this.arn = arn;
    this.lastWords = lastWords;
    this.reader = new HistoryReader(id -> histories.after(arn, id), time);
  }

  @Override
  public Optional<ExecutionResult> toTheEnd() {
    Thread stopped = new Thread(() -> page.lastWords(lastWords.stopped(), lastWords.command()));
    Runtime.getRuntime().addShutdownHook(stopped);
    try {
      for (int tick = 0; !reader.isOver(); tick++) {
        if (tick % TICKS_BETWEEN_LOOKS == 0 || histories.isEnded(arn)) {
          look();
        }
        if (!reader.isOver()) {
          show(tick);
          time.await(time.instant().plus(TICK), () -> histories.isEnded(arn));
        }
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(stopped);
    }
    return end();
  }

  @Override
  public List<HistoryEvent> events() {
    return reader.history().historyEvents();
  }

  private void look() {
    if (reader.look().isEmpty() && members.isEmpty()) {
      return;
    }
    FleetHistory fleet = new FleetHistory(reader.history());
    if (members.isEmpty()) {
      fleet.members().forEach(store -> members.add(new FleetMember(store)));
    }
    for (FleetMember member : members) {
      if (!member.isStarted()) {
        fleet.runOf(member.store()).ifPresent(run -> member.started(readerOf(run)));
      }
      member.look();
    }
  }

  private HistoryReader readerOf(String run) {
    return new HistoryReader(id -> histories.after(run, id), time);
  }

  private void show(int tick) {
    List<FleetLine> lines = lines();
    page.show(lines, reader.elapsedMillis());
    if (tick % LiveRun.TICKS_BETWEEN_PLAIN_LINES == LiveRun.TICKS_BETWEEN_PLAIN_LINES - 1) {
      page.pulse(lines, reader.elapsedMillis());
    }
  }

  private List<FleetLine> lines() {
    return members.stream().map(FleetMember::line).toList();
  }

  private Optional<ExecutionResult> end() {
    Optional<ExecutionResult> result = reader.history().result();
    if (result.isEmpty()) {
      reader
          .lost()
          .ifPresent(
              why ->
                  page.lastWords(
                      "It can no longer be followed: %s The runs continue. To follow them again:"
                          .formatted(why.getMessage()),
                      lastWords.command()));
      return result;
    }
    RunReport report = RunReport.of(result.get());
    page.end(
        members.stream().map(member -> ended(member, report)).toList(),
        result.get(),
        reader.elapsedMillis(),
        new FleetHistory(reader.history()).reports());
    return result;
  }

  /** The report counts, also for a run that could not be read. */
  private static FleetLine ended(FleetMember member, RunReport report) {
    FleetLine line = member.line();
    if (line.progress() == Progress.DONE || line.progress() == Progress.FAILED) {
      return line;
    }
    String id = member.store().keyStoreId();
    Predicate<JsonTree> isIt = store -> store.text("keyStoreId").equals(id);
    return report.tree().get("needsAPerson").elements().stream()
        .filter(isIt)
        .findFirst()
        .map(store -> line.ended(Progress.FAILED, "NEEDS A PERSON, " + store.text("reason")))
        .or(() -> good(line, report, isIt))
        .orElse(line);
  }

  private static Optional<FleetLine> good(
      FleetLine line, RunReport report, Predicate<JsonTree> isIt) {
    return List.of("connected", "left", "planned").stream()
        .flatMap(end -> report.tree().get(end).elements().stream())
        .filter(isIt)
        .findFirst()
        .map(store -> line.ended(Progress.DONE, store.text("outcome").replace('_', ' ')));
  }
}
