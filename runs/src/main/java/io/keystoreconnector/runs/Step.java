package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.FailureWords;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.HistoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * One call by the workflow, of a function or of the journal's table, that came to an end.
 *
 * @param atMillis when it ended
 * @param state the state that made it
 * @param scheduled the event with which it was scheduled; null if it is not known
 * @param ended the event with which it ended
 * @param output what came back, read once; empty if nothing did
 */
public record Step(
    long atMillis,
    String state,
    @Nullable HistoryEvent scheduled,
    HistoryEvent ended,
    JsonTree output) {

  private static final String JOURNAL = "dynamodb";

  /** The service whose task starts a run. */
  static final String STATES = "states";

  private static final String LOST_RACE = "DynamoDB.ConditionalCheckFailedException";

  /** A step that ended with this event. */
  Step(long atMillis, String state, @Nullable HistoryEvent scheduled, HistoryEvent ended) {
    this(atMillis, state, scheduled, ended, JsonTree.parsed(ended.details().get("output")));
  }

  /** Whether the event is of a step that reads or writes the journal. */
  static boolean isOfJournal(HistoryEvent event) {
    return event.service().equals(JOURNAL);
  }

  /** Whether it reads or writes the journal. */
  public boolean isOfJournal() {
    return isOfJournal(ended);
  }

  /** Whether the call was answered; the answer itself may be a refusal. */
  public boolean succeeded() {
    return ended.type().equals("TaskSucceeded");
  }

  /** A look that succeeded. */
  public boolean isLook() {
    return succeeded() && state.equals(StateNames.LOOK);
  }

  /** Whether it only finds the id of the key store. */
  public boolean isFind() {
    return state.equals(StateNames.FIND);
  }

  /** Whether it finds the key stores of a fleet. */
  public boolean isList() {
    return state.equals(StateNames.LIST);
  }

  /** Whether it is a run that an execution for several key stores has started. */
  public boolean isRun() {
    return ended.service().equals(STATES);
  }

  /** A step that changes something. */
  boolean isAct() {
    return StateNames.ACTS.contains(state);
  }

  /**
   * A step whose answer says whether it was accepted: an act, or the proof that one can be done.
   */
  boolean isAnswered() {
    return succeeded() && (isAct() || state.equals(StateNames.PROVE));
  }

  /** Whether it failed because another run wrote the journal first, which is no trouble. */
  public boolean lostRace() {
    return isOfJournal() && detail("error").text().equals(LOST_RACE);
  }

  /** What a look saw and decided. */
  public Look look() {
    return Look.of(payload());
  }

  /** The report of a look, as it would be if the run ended now. */
  RunReport report() {
    return new RunReport(payload().get("report"));
  }

  /** The result of an act, as an uppercase word of AWS's or of our own. */
  public String answer() {
    return switch (ended.type()) {
      case "TaskSucceeded" -> payload().text("outcome");
      case "TaskTimedOut" -> "TIMED_OUT";
      default -> "FAILED";
    };
  }

  /** Whether an act was accepted. */
  public boolean isAccepted() {
    return answer().equals("ACCEPTED");
  }

  /** What the function says about its answer; empty if it says nothing. */
  public String detail() {
    return payload().text("detail");
  }

  /** Its result, in words; empty if it is not known. */
  public String words() {
    if (isRun() && !FleetWords.ended(ended).isEmpty()) {
      return FleetWords.ended(ended);
    }
    if (succeeded() && isList()) {
      return FleetWords.listed(payload());
    }
    if (!succeeded()) {
      return failure();
    }
    if (isOfJournal()) {
      return journalWords();
    }
    return isAccepted()
        ? detail()
        : FailureWords.answer(answer(), payload().text("error"), detail());
  }

  /** Its result in a few words, if it was not accepted. */
  String wordsInShort() {
    if (lostRace()) {
      return "another run wrote";
    }
    return state
        + switch (answer()) {
          case "TIMED_OUT" -> " timed out";
          case "FAILED" -> " failed";
          case "THROTTLED" -> " throttled";
          case "UNKNOWN" -> " not answered";
          default -> " refused";
        };
  }

  private String failure() {
    if (ended.type().equals("TaskTimedOut")) {
      return FailureWords.timedOut(state);
    }
    return lostRace()
        ? FailureWords.lostRace()
        : FailureWords.failed(state, detail("error").text(), detail("cause").text());
  }

  private String journalWords() {
    if (detail("resource").text().equals("getItem")) {
      return JournalWords.read(journal(output));
    }
    return scheduled == null
        ? ""
        : JournalWords.written(journal(JsonTree.parsed(scheduled.details().get("parameters"))));
  }

  /** The journal in an item as DynamoDB has it. */
  private static JsonTree journal(JsonTree call) {
    return JsonTree.parsed(call.get("Item").get("journal").get("S").value());
  }

  /** What the function answered; empty if it did not. */
  private JsonTree payload() {
    return output.get("Payload");
  }

  private JsonTree detail(String name) {
    return new JsonTree(ended.details().get(name));
  }
}
