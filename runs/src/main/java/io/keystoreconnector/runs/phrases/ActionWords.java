package io.keystoreconnector.runs.phrases;

/** Actions that the workflow may decide on, in words. */
public final class ActionWords {

  private ActionWords() {}

  /** The decision for an action, by the action's name, in words for people. */
  public static String decision(String action) {
    return switch (action) {
      case "AddHsm" -> "Add an HSM";
      case "LeftDisconnected" -> "Leave it disconnected";
      case "Planned" -> "Only plan";
      case "NeedsAPerson" -> "Call for a person";
      case "InvalidRequest" -> "Refuse the request";
      default -> action;
    };
  }

  /** An act as the workflow names its step. */
  public static String step(String action) {
    return action.equals("AddHsm") ? "Add HSM" : action;
  }
}
