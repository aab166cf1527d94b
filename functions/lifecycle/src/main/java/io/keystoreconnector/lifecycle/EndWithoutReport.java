package io.keystoreconnector.lifecycle;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of a run that left no report. */
final class EndWithoutReport {

  /** What to do when it is known in which state the run has left its key stores. */
  static final String GO_ON =
      "Then start the connector again; it continues from whatever state it finds.";

  static final Outcome.Command STATUS =
      new Outcome.Command(
          "to see each key store, and the command that helps", "./connector status");

  private static final int LONGEST_ERROR = 128;
  private static final int LONGEST_CAUSE = 1_000;

  /** Step Functions quotes inputs, and a URL's query may be a signature. */
  private static final Pattern QUERY_OF_A_URL =
      Pattern.compile("(https?:[^\\s\"'?]+)\\?[^\\s\"']*");

  private EndWithoutReport() {}

  /** How it ended, with the error and cause that Step Functions has recorded. */
  static String message(RunEnd end, Execution execution) {
    return switch (end) {
      case TIMED_OUT ->
          "The run was ended by the state machine's timeout%s.".formatted(why(execution));
      case ABORTED ->
          "%s stopped the run%s."
              .formatted(
                  EarlierRuns.STOPPED.equals(execution.error())
                      ? "The connector's deployment function"
                      : "Someone",
                  why(execution));
      default ->
          "The run ended as %s%s and left no report.".formatted(execution.status(), why(execution));
    };
  }

  /** In parentheses. */
  private static String why(Execution execution) {
    String error = Objects.requireNonNullElse(execution.error(), "");
    String cause = Objects.requireNonNullElse(execution.cause(), "");
    String both =
        Stream.of(Texts.shortened(error, LONGEST_ERROR), shown(cause))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(": "));
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private static String shown(String cause) {
    String signless = QUERY_OF_A_URL.matcher(cause).replaceAll("$1?…");
    return Texts.shortened(Texts.line(signless), LONGEST_CAUSE);
  }
}
