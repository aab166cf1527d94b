package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The report of a fleet has each key store exactly once, in the list that its run's end belongs to,
 * with the run's outcome and reason, and with the name of the run; it says that a person is needed,
 * and the fleet fails, exactly if that is true for one of them; and it counts what it has not
 * tried.
 */
final class ReportsEachStoreTruly implements Rule {

  private static final List<String> LISTS = List.of("connected", "left", "planned", "needsAPerson");
  private static final String TIMED_OUT = "TIMED_OUT";

  @Override
  public boolean isAboutFleets() {
    return true;
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return FleetRules.each(evidence).flatMap(ReportsEachStoreTruly::breaches).distinct();
  }

  private static Stream<String> breaches(FleetRules fleet) {
    String outcome = fleet.fleet().told("outcome");
    return switch (outcome) {
      case "DONE", "NEEDS_A_PERSON" ->
          Stream.of(stores(fleet), end(fleet), spared(fleet)).flatMap(s -> s);
      case "INVALID_REQUEST" ->
          when(
              !fleet.isRefused() && fleet.fleet().asked().get("keyStores") instanceof List,
              fleet,
              "refuses a request that means " + fleet.meant());
      default -> when(!outcome.equals("STEP_FAILED"), fleet, "says " + outcome);
    };
  }

  private static Stream<String> stores(FleetRules fleet) {
    Map<String, RunRecord> runs = fleet.started();
    Stream<String> untrue =
        LISTS.stream()
            .flatMap(
                list ->
                    fleet.fleet().toldList(list).stream()
                        .filter(told -> !isTrue(told, list, runs))
                        .map(told -> "says %s: %s".formatted(list, told)));
    Stream<String> counted =
        runs.keySet().stream()
            .filter(id -> times(id, fleet) != 1)
            .map(id -> "has %s %d times".formatted(id, times(id, fleet)));
    return Stream.concat(untrue, counted).map(what -> sentence(fleet, what));
  }

  private static boolean isTrue(Map<?, ?> told, String list, Map<String, RunRecord> runs) {
    RunRecord run = runs.get(Json.text(told, "keyStoreId"));
    String reason = Json.text(told, "reason");
    if (run == null || reason.equals(TIMED_OUT)) {
      return list.equals("needsAPerson")
          && (run == null
              ? reason.equals(FleetRules.NOT_STARTED) && Json.text(told, "run").isEmpty()
              : run.told("outcome").isEmpty());
    }
    return FleetRules.list(run).equals(Optional.of(list))
        && Json.text(told, "run").endsWith(":" + run.name())
        && reason.equals(reason(run))
        && (!run.succeededAs() || Json.text(told, "outcome").equals(run.told("outcome")))
        && (run.report() == null || run.told("message").startsWith(Json.text(told, "message")));
  }

  private static String reason(RunRecord run) {
    if (run.succeededAs()) {
      return "";
    }
    return run.aborted() ? "ABORTED" : String.valueOf(run.result().error());
  }

  private static long times(String id, FleetRules fleet) {
    return LISTS.stream()
        .flatMap(list -> fleet.fleet().toldList(list).stream())
        .filter(told -> Json.text(told, "keyStoreId").equals(id))
        .count();
  }

  private static Stream<String> end(FleetRules fleet) {
    boolean needs = !fleet.fleet().toldList("needsAPerson").isEmpty();
    boolean says = fleet.fleet().told("outcome").equals("NEEDS_A_PERSON");
    return when(
        needs != says || needs == fleet.fleet().succeededAs(),
        fleet,
        "ended with " + fleet.fleet().outcome());
  }

  private static Stream<String> spared(FleetRules fleet) {
    int inAll = Json.number(Json.object(fleet.fleet().report()), "notTriedInAll", -1);
    List<String> told =
        fleet.fleet().toldList("notTried").stream()
            .map(store -> Json.text(store, "keyStoreId"))
            .toList();
    boolean isTrue =
        inAll == fleet.notTried().size()
            && fleet.notTried().containsAll(told)
            && IntStream.range(0, told.size()).allMatch(i -> told.indexOf(told.get(i)) == i);
    return when(!isTrue, fleet, "says that it has not tried " + told + ", in all " + inAll);
  }

  private static Stream<String> when(boolean so, FleetRules fleet, String what) {
    return so ? Stream.of(sentence(fleet, what)) : Stream.empty();
  }

  private static String sentence(FleetRules fleet, String what) {
    return "The report of fleet %s %s.".formatted(fleet.fleet().name(), what);
  }
}
