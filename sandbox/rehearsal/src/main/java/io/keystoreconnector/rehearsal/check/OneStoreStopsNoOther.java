package io.keystoreconnector.rehearsal.check;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A fleet that has listed its key stores starts a run for each that it means and for no other,
 * however the others end, stops none of them, and ends with a report on all.
 */
final class OneStoreStopsNoOther implements Rule {

  @Override
  public boolean isAboutFleets() {
    return true;
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return FleetRules.each(evidence).flatMap(OneStoreStopsNoOther::breaches);
  }

  private static Stream<String> breaches(FleetRules fleet) {
    String name = fleet.fleet().name();
    boolean hasAReport = Set.of("DONE", "NEEDS_A_PERSON").contains(fleet.fleet().told("outcome"));
    if (!hasAReport) {
      return fleet.started().isEmpty()
          ? Stream.empty()
          : Stream.of(
              "Fleet %s started runs, but ended with %s.".formatted(name, fleet.fleet().outcome()));
    }
    return Stream.concat(
        fleet.started().values().stream()
            .filter(RunRecord::aborted)
            .map(run -> "Fleet %s stopped run %s.".formatted(name, run.name())),
        tried(fleet).equals(fleet.meant())
            ? Stream.empty()
            : Stream.of(
                "Fleet %s tried %s, but means %s."
                    .formatted(name, tried(fleet), new TreeSet<>(fleet.meant()))));
  }

  private static Set<String> tried(FleetRules fleet) {
    Set<String> tried = new TreeSet<>(fleet.started().keySet());
    fleet.fleet().toldList("needsAPerson").stream()
        .filter(told -> Objects.equals(told.get("reason"), FleetRules.NOT_STARTED))
        .forEach(told -> tried.add(Json.text(told, "keyStoreId")));
    return tried;
  }
}
