package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Every run ends within its window, with a report: invariant 5. */
final class EndsInTimeWithAReport implements Rule {

  private static final int SHORTEST_WINDOW = 120;
  private static final int LONGEST_WINDOW = 1200;
  private static final int LONGEST_CAUSE = 32_768;

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted())
        .flatMap(run -> wrong(run).map(wrong -> "Run %s %s.".formatted(run.name(), wrong)));
  }

  private static Stream<String> wrong(RunRecord run) {
    String cause = Objects.requireNonNullElse(run.result().cause(), "");
    String error = Objects.requireNonNullElse(run.result().error(), "");
    int asked = Json.number(run.asked(), "windowSeconds", LONGEST_WINDOW);
    // A request with another window is refused: JudgesRequestsTruly.
    int window = asked < SHORTEST_WINDOW || asked > LONGEST_WINDOW ? LONGEST_WINDOW : asked;
    return Stream.of(
            when(
                run.result().status() == Status.TIMED_OUT,
                "was cut off by the state machine's timeout"),
            when(run.seconds() > window, "took %.3f s".formatted(run.seconds())),
            when(run.report() == null, "has no report"),
            when(run.told("message").isEmpty(), "has a report without a message"),
            when(run.told("outcome").equals("IN_PROGRESS"), "has a report that says IN_PROGRESS"),
            when(error.startsWith("States."), "ended with " + error),
            when(!run.succeededAs() && error.isEmpty(), "failed without an error name"),
            when(!run.succeededAs() && run.told("guidance").isEmpty(), "failed without guidance"),
            when(cause.length() > LONGEST_CAUSE, "has a cause that is too long"))
        .flatMap(Optional::stream);
  }

  private static Optional<String> when(boolean so, String sentence) {
    return so ? Optional.of(sentence) : Optional.empty();
  }
}
