package io.keystoreconnector.runs.phrases;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of the workflow that read and write the journal, in words. */
public final class JournalSteps {

  private static final String SERVICE = "dynamodb";

  private JournalSteps() {}

  /** Whether the event is of such a step. */
  public static boolean isOne(HistoryEvent event) {
    return event.service().equals(SERVICE);
  }

  /** Whether the step has failed because another run has written first, which is no trouble. */
  public static boolean lostRace(HistoryEvent event) {
    return isOne(event) && JournalWords.LOST_RACE.equals(event.details().get("error"));
  }

  /**
   * What a step has done that succeeded.
   *
   * @param scheduled the event with which the step was scheduled
   * @param succeeded the one with which it ended
   */
  public static String of(HistoryEvent scheduled, HistoryEvent succeeded) {
    if (Objects.equals(succeeded.details().get("resource"), "getItem")) {
      return "read: "
          + JournalWords.summary(
              journal(JournalWords.tree(text(succeeded.details().get("output")))));
    }
    Object act = line(journal(JournalWords.tree(text(scheduled.details().get("parameters")))));
    return "written down: " + (act == null ? "what came of it" : JournalWords.act(text(act)));
  }

  /** The journal in an item as DynamoDB has it. */
  private static Map<?, ?> journal(Map<?, ?> call) {
    return call.get("Item") instanceof Map<?, ?> item
            && item.get("journal") instanceof Map<?, ?> attribute
        ? JournalWords.tree(text(attribute.get("S")))
        : Map.of();
  }

  private static @Nullable Object line(Map<?, ?> journal) {
    return journal.get("line") instanceof Map<?, ?> line ? line.get("act") : null;
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
