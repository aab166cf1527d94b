package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.Look;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.ServiceCall;
import io.keystoreconnector.runs.ServiceWords;
import io.keystoreconnector.runs.Step;
import io.keystoreconnector.runs.StepReader;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.runs.WorldEvent;
import io.keystoreconnector.runs.WorldWords;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.function.Consumer;

/**
 * Turns what happens into entries of a timeline. Looks that show nothing new are counted and shown
 * as one.
 */
public final class Narrator {

  private final Consumer<TimelineEntry> entries;
  private final boolean callsAreTold;
  private final StepReader steps = new StepReader();
  private Look last = Look.NONE;
  private String accepted = "";
  private long windowMillis = RunHistory.USUAL_WINDOW_MILLIS;
  private int repeated;
  private long repeatedUntil;

  /**
   * A narrator.
   *
   * @param callsAreTold whether the events include the calls to AWS; if not, the steps' own words
   *     take their place
   */
  public Narrator(Consumer<TimelineEntry> entries, boolean callsAreTold) {
    this.entries = entries;
    this.callsAreTold = callsAreTold;
  }

  /** Adds the next event. */
  public synchronized void tell(TimelineEvent event) {
    switch (event) {
      case TimelineEvent.InWorkflow moved -> workflow(moved);
      case ServiceCall call ->
          ServiceWords.of(call)
              .ifPresent(
                  text -> line(call.atMillis(), ServiceWords.label(call), style(call), text));
      case WorldEvent world ->
          WorldWords.of(world)
              .ifPresent(
                  text -> line(world.atMillis(), WorldWords.label(world), Style.WORLD, text));
    }
  }

  private static Style style(ServiceCall call) {
    return call.error() == null ? Style.STRONG : Style.TROUBLE;
  }

  /** What was seen last, in words; empty if nothing was. */
  public synchronized String lastSeen() {
    return last.seen();
  }

  /** The state that the workflow is in. */
  public synchronized String state() {
    return steps.state();
  }

  /** The state after this time. */
  public synchronized LiveLine liveLine(long elapsedMillis) {
    return new LiveLine(
        elapsedMillis,
        windowMillis,
        last.state(),
        state().isEmpty() ? "starting" : state(),
        last.attempt(),
        accepted.isEmpty() && last.isWait() ? last.why() : accepted);
  }

  /** Shows what is still held back. */
  public synchronized void end() {
    if (repeated > 0) {
      String looks = repeated == 1 ? "1 more look" : repeated + " more looks";
      entries.accept(
          new TimelineEntry(
              repeatedUntil, "…", Style.QUIET, looks + ", still " + last.seen() + "."));
    }
    repeated = 0;
  }

  private void workflow(TimelineEvent.InWorkflow moved) {
    HistoryEvent event = moved.event();
    if (event.type().equals("ExecutionStarted")) {
      windowMillis = RunHistory.windowMillis(event);
    }
    steps.read(moved).ifPresent(this::ended);
  }

  private void ended(Step step) {
    if (step.isOfJournal() && (step.succeeded() || step.lostRace())) {
      line(step, "journal", Style.QUIET);
    } else if (!step.succeeded()) {
      line(step, "trouble", Style.TROUBLE);
    } else if (step.isList()) {
      line(step, "look", Style.SEEN);
    } else if (step.isRun()) {
      line(step, "run", Style.PLAIN);
    } else if (step.isLook()) {
      accepted = "";
      looked(step.atMillis(), step.look());
    } else if (!step.isFind()) {
      answered(step);
    }
  }

  private void answered(Step step) {
    accepted = step.detail();
    if (!step.isAccepted()) {
      line(step, "answer", Style.TROUBLE);
    } else if (!callsAreTold) {
      line(step, "answer", Style.PLAIN);
    }
  }

  private void looked(long at, Look look) {
    if (look.isWait() && look.equals(last)) {
      repeated++;
      repeatedUntil = at;
      return;
    }
    end();
    tell(at, look);
    last = look;
  }

  private void tell(long at, Look look) {
    if (look.isWait()) {
      line(at, "look", Style.SEEN, look.seen() + ". Waiting: " + look.why());
      return;
    }
    if (look.sawSomething()) {
      line(at, "look", Style.SEEN, look.seen());
    }
    // What is wrong with a request is in the report right below.
    String why = look.refusesRequest() ? "" : " " + look.why();
    line(at, "decide", Style.DECIDED, look.decision() + "." + why);
  }

  private void line(Step step, String label, Style style) {
    String text = step.words();
    if (!text.isEmpty()) {
      line(step.atMillis(), label, style, text);
    }
  }

  private void line(long at, String label, Style style, String text) {
    end();
    entries.accept(new TimelineEntry(at, label, style, text));
  }
}
