package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.runs.Look;
import io.keystoreconnector.runs.ServiceCall;
import io.keystoreconnector.runs.ServiceWords;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.runs.WorldEvent;
import io.keystoreconnector.runs.WorldWords;
import io.keystoreconnector.runs.phrases.FailureWords;
import io.keystoreconnector.runs.phrases.JournalSteps;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * Tells what happens as lines of a timeline. Looks that show nothing new are counted and told
 * together.
 */
public final class Narrator {

  private static final String LOOKING_STATE = "Check key store and HSMs";

  /** It only finds the id for a name; the look that follows tells what there is. */
  private static final String FINDING_STATE = "Find key store";

  private final Consumer<Line> lines;
  private final boolean callsAreTold;
  private String state = "";
  private @Nullable Look last;
  private @Nullable HistoryEvent scheduled;
  private String accepted = "";
  private int repeated;
  private long repeatedUntil;

  /**
   * A narrator.
   *
   * @param callsAreTold whether the calls to AWS are among what happens; if not, the steps' own
   *     words stand for them
   */
  public Narrator(Consumer<Line> lines, boolean callsAreTold) {
    this.lines = lines;
    this.callsAreTold = callsAreTold;
  }

  public synchronized void tell(TimelineEvent happening) {
    switch (happening) {
      case TimelineEvent.InWorkflow(long at, HistoryEvent event) -> workflow(at, event);
      case ServiceCall call ->
          ServiceWords.of(call)
              .ifPresent(text -> line(call.atMillis(), ServiceWords.label(call), tone(call), text));
      case WorldEvent event ->
          WorldWords.of(event)
              .ifPresent(text -> line(event.atMillis(), WorldWords.label(event), Tone.WORLD, text));
    }
  }

  private static Tone tone(ServiceCall call) {
    return call.error() == null ? Tone.STRONG : Tone.TROUBLE;
  }

  /** What was seen last, in words; empty if nothing was. */
  public synchronized String lastSeen() {
    return last == null ? "" : last.seen();
  }

  /** The state that the workflow is in. */
  public synchronized String state() {
    return state;
  }

  /** How things stand after so long in a run that may take so long. */
  public synchronized LiveLine liveLine(long elapsedMillis, long windowMillis) {
    Look look = last == null ? new Look("", "", "", "") : last;
    return new LiveLine(
        elapsedMillis,
        windowMillis,
        look.state(),
        state.isEmpty() ? "starting" : state,
        look.attempt(),
        accepted.isEmpty() && look.isWait() ? look.why() : accepted);
  }

  /** Tells what is still held back. */
  public synchronized void end() {
    if (repeated > 0 && last != null) {
      String looks = repeated == 1 ? "1 more look" : repeated + " more looks";
      lines.accept(
          new Line(repeatedUntil, "…", Tone.QUIET, looks + ", still " + last.seen() + "."));
    }
    repeated = 0;
  }

  private void workflow(long at, HistoryEvent event) {
    switch (event.type()) {
      case "TaskStateEntered", "WaitStateEntered" -> state = event.stateName();
      case "TaskScheduled" -> scheduled = event;
      case "TaskSucceeded" -> succeeded(at, event);
      case "TaskFailed", "TaskTimedOut" -> failed(at, event);
      default -> {}
    }
  }

  private void succeeded(long at, HistoryEvent event) {
    if (!JournalSteps.isOne(event)) {
      answered(at, payload(event));
    } else if (scheduled != null) {
      line(at, "journal", Tone.QUIET, JournalSteps.of(scheduled, event));
    }
  }

  private void failed(long at, HistoryEvent event) {
    boolean turns = JournalSteps.lostRace(event);
    line(
        at,
        turns ? "journal" : "trouble",
        turns ? Tone.QUIET : Tone.TROUBLE,
        FailureWords.of(state, event));
  }

  private void answered(long at, Map<?, ?> payload) {
    if (state.equals(FINDING_STATE)) {
      return;
    }
    boolean looked = state.equals(LOOKING_STATE);
    accepted = looked ? "" : Objects.toString(payload.get("detail"), "");
    if (looked) {
      looked(at, Look.of(payload));
    } else if (!"ACCEPTED".equals(payload.get("outcome"))) {
      line(at, "answer", Tone.TROUBLE, FailureWords.answer(payload));
    } else if (!callsAreTold) {
      line(at, "answer", Tone.PLAIN, Objects.toString(payload.get("detail"), ""));
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
      line(at, "look", Tone.SEEN, look.seen() + ". Waiting: " + look.why());
      return;
    }
    if (look.sawSomething()) {
      line(at, "look", Tone.SEEN, look.seen());
    }
    // What is wrong with a request stands in the report right below.
    String why = look.refusesRequest() ? "" : " " + look.why();
    line(at, "decide", Tone.DECIDED, look.decision() + "." + why);
  }

  private void line(long at, String label, Tone tone, String text) {
    end();
    lines.accept(new Line(at, label, tone, text));
  }

  private static Map<?, ?> payload(HistoryEvent event) {
    String output = Objects.toString(event.details().get("output"), "{}");
    return JSON.std.anyFrom(output) instanceof Map<?, ?> result
            && result.get("Payload") instanceof Map<?, ?> payload
        ? payload
        : Map.of();
  }
}
