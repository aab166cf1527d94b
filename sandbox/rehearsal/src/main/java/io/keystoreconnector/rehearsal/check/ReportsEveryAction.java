package io.keystoreconnector.rehearsal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report lists what the run did, in order, each with the service's answer. */
final class ReportsEveryAction implements Rule {

  private static final int MOST_TOLD = 25;
  private static final String PROVE = "Prove update";
  private static final String WRITE_DOWN = "Write down";
  private static final Map<String, String> NAMES = Map.of("Add HSM", "AddHsm");
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "Connect", SeenCall.CONNECT,
          "Disconnect", SeenCall.DISCONNECT,
          "Update", SeenCall.UPDATE,
          "AddHsm", SeenCall.CREATE_HSM);

  /** One step with its attempts. */
  private record Act(String name, List<Attempt> attempts) {}

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted() && run.report() != null)
        .flatMap(ReportsEveryAction::breaches);
  }

  private static Stream<String> breaches(RunRecord run) {
    List<Map<?, ?>> told = run.toldList("actions");
    List<Act> done = acts(run);
    if (told.size() > done.size() || told.size() < Math.min(MOST_TOLD, done.size())) {
      return Stream.of(
          "The report of run %s lists %d of %d actions."
              .formatted(run.name(), told.size(), done.size()));
    }
    List<Act> last = done.subList(done.size() - told.size(), done.size());
    return IntStream.range(0, told.size())
        .filter(i -> !agrees(told.get(i), last.get(i), run))
        .mapToObj(
            i ->
                "The report of run %s says %s for %s, whose attempts ended with %s."
                    .formatted(
                        run.name(), told.get(i), last.get(i).name(), ends(last.get(i), run)));
  }

  private static List<Act> acts(RunRecord run) {
    List<Act> acts = new ArrayList<>();
    List<Visited> visits = Visited.of(run.result().history());
    for (int i = 0; i < visits.size(); i++) {
      String next = i + 1 < visits.size() ? visits.get(i + 1).state() : "";
      String name = decided(visits.get(i), next, visits.subList(0, i));
      if (OPERATIONS.containsKey(name)) {
        acts.add(new Act(name, visits.get(i).attempts()));
      }
    }
    return acts;
  }

  /**
   * The act that the visit carries out, or was meant to: one that could not be written down, or
   * whose update was proved to be impossible, was decided on but not done.
   */
  private static String decided(Visited visited, String next, List<Visited> before) {
    boolean vain =
        !visited.attempts().isEmpty()
            && !visited.attempts().getLast().succeeded()
            && visited.attempts().getLast().writesTheJournal();
    return switch (visited.state()) {
      case PROVE -> next.equals(WRITE_DOWN) ? "" : "Disconnect";
      case WRITE_DOWN -> vain ? action(before) : "";
      default -> NAMES.getOrDefault(visited.state(), visited.state());
    };
  }

  /** What the last look decided on. */
  private static String action(List<Visited> visits) {
    return visits.reversed().stream()
        .flatMap(visited -> visited.attempts().stream())
        .filter(attempt -> attempt.isLook() && attempt.succeeded())
        .findFirst()
        .map(Attempt::action)
        .orElse("");
  }

  private static boolean agrees(Map<?, ?> told, Act act, RunRecord run) {
    if (!Json.text(told, "action").equals(act.name())) {
      return false;
    }
    Map<?, ?> answer = Json.object(told.get("answer"));
    String error = Json.text(answer, "error");
    return switch (Json.text(answer, "outcome")) {
      case "ACCEPTED" -> last(act, run).stream().anyMatch(SeenCall::succeeded);
      case "REFUSED" ->
          run.callsOf(act.attempts().getLast()).stream()
                  .anyMatch(call -> names(error, String.valueOf(call.call().error())))
              || last(act, run).isEmpty();
      case "SKIPPED", "THROTTLED" ->
          calls(act, run)
              .noneMatch(call -> call.tookEffect() && !Unknowable.undoneUnseen(call, run));
      case "UNKNOWN" ->
          !act.attempts().getLast().succeeded()
              || (act.attempts().size() > 1
                  && last(act, run).stream().noneMatch(SeenCall::succeeded));
      default -> false;
    };
  }

  /** A denial is reported under the connector's own name for it. */
  private static boolean names(String told, String error) {
    return told.equals(error)
        || (error.equals("AccessDeniedException") && told.endsWith(".AccessDenied"));
  }

  private static List<SeenCall> last(Act act, RunRecord run) {
    return run.callsOf(act.attempts().getLast()).stream()
        .filter(call -> call.is(OPERATIONS.getOrDefault(act.name(), "")))
        .toList();
  }

  private static Stream<SeenCall> calls(Act act, RunRecord run) {
    return act.attempts().stream()
        .flatMap(attempt -> run.callsOf(attempt).stream())
        .filter(call -> call.is(OPERATIONS.getOrDefault(act.name(), "")));
  }

  private static List<String> ends(Act act, RunRecord run) {
    return act.attempts().stream()
        .map(
            attempt ->
                attempt.end()
                    + attempt.error()
                    + run.callsOf(attempt).stream()
                        .map(call -> " " + call.call().operation() + " " + call.call().status())
                        .toList())
        .toList();
  }
}
