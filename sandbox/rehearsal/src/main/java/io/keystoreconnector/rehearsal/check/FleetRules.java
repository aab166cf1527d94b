package io.keystoreconnector.rehearsal.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key stores that a fleet means, by docs/fleet.md, independently of the product's code. */
record FleetRules(Evidence evidence, RunRecord fleet) {

  /** The reason that a fleet reports for a key store whose run it could not start. */
  static final String NOT_STARTED = "RUN_NOT_STARTED";

  /** Those for each fleet that nobody has stopped. */
  static Stream<FleetRules> each(Evidence evidence) {
    return evidence.fleets().stream()
        .filter(fleet -> !fleet.aborted())
        .map(fleet -> new FleetRules(evidence, fleet));
  }

  /** The runs that the fleet has started, by the ids of their key stores. */
  Map<String, RunRecord> started() {
    Map<String, RunRecord> started = new LinkedHashMap<>();
    evidence.runs().stream()
        .filter(run -> run.name().endsWith("-" + fleet.name()))
        .forEach(run -> started.put(Json.text(run.asked(), "customKeyStoreId"), run));
    return started;
  }

  /** The ids of the key stores for which it must start a run. */
  Set<String> meant() {
    return ids(store -> isNamed(store) || (isMatched(store) && isAllowed(store)));
  }

  /** The ids of those that it must report as not tried. */
  Set<String> notTried() {
    return ids(store -> isMatched(store) && !isNamed(store) && !isAllowed(store));
  }

  private Set<String> ids(Predicate<Map<?, ?>> which) {
    return stores().filter(which).map(store -> Json.text(store, "id")).collect(Collectors.toSet());
  }

  private Stream<Map<?, ?>> stores() {
    return Json.objects(evidence.worldBefore().get("keyStores")).stream();
  }

  private boolean isAllowed(Map<?, ?> store) {
    return evidence.allows("MANAGED_KEY_STORES", Json.text(store, "id"), Json.text(store, "name"));
  }

  private boolean isNamed(Map<?, ?> store) {
    return words().stream().filter(word -> !word.contains("*")).anyMatch(word -> fits(word, store));
  }

  private boolean isMatched(Map<?, ?> store) {
    return words().stream().anyMatch(word -> fits(word, store));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    if (fleet.asked().get("keyStores") instanceof List<?> list) {
      list.forEach(word -> words.add(String.valueOf(word)));
    }
    return words;
  }

  private static boolean fits(String word, Map<?, ?> store) {
    return Stream.of("id", "name").anyMatch(field -> Evidence.fits(word, Json.text(store, field)));
  }

  /** Whether a word of its request means nothing that may be tried, so that it starts nothing. */
  boolean isRefused() {
    Set<String> meant = meant();
    return words().stream()
        .anyMatch(
            word ->
                stores()
                    .filter(store -> meant.contains(Json.text(store, "id")))
                    .noneMatch(store -> fits(word, store)));
  }

  /** The list of the report that this end of a run belongs to. */
  static Optional<String> list(RunRecord run) {
    if (!run.succeededAs()) {
      return Optional.of("needsAPerson");
    }
    return Optional.ofNullable(
        Map.of("CONNECTED", "connected", "LEFT_DISCONNECTED", "left", "DRY_RUN", "planned")
            .get(run.told("outcome")));
  }
}
