package io.keystoreconnector.cli.story;

import io.keystoreconnector.runs.Look;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a dry run would do next, as its message tells it.
 *
 * @param action the name of the action; empty if the message is of another kind
 */
public record Plan(String action, String why) {

  private static final Pattern MESSAGE =
      Pattern.compile("Dry run, nothing was changed\\. Next would be (\\w+)\\. (.*)");

  private static final Set<String> GOES_ON =
      Set.of("Connect", "Disconnect", "Update", "AddHsm", "Wait");

  public static Plan of(String message) {
    Matcher told = MESSAGE.matcher(message);
    return told.matches() ? new Plan(told.group(1), told.group(2)) : new Plan("", message);
  }

  /** Whether there is something for a run to do. */
  public boolean goesOn() {
    return GOES_ON.contains(action);
  }

  /** The whole message as a person would say it. */
  String told() {
    return action.isEmpty() ? why : "Dry run, nothing was changed. Next would be: " + words();
  }

  /** The plan as a person would say it. */
  public String words() {
    return action.isEmpty() ? why : Look.decision(action) + ". " + why;
  }
}
