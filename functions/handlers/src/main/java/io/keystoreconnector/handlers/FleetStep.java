package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.Fleet;
import io.keystoreconnector.core.FleetParser;
import io.keystoreconnector.core.FleetRequest;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.handlers.account.KeyStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key stores of a fleet in one list of all, and says what the run for each is.
 *
 * @param allowed the key stores that a pattern may take
 */
record FleetStep(KeyStores keyStores, AllowList allowed) {

  /** The most of those that are not tried that a report names; it counts them all. */
  static final int MOST_NOT_TRIED = 20;

  /** A report of many key stores must fit where AWS keeps it. */
  static final int LONGEST_NAME = 64;

  /** The name of an execution has 80 characters at most. */
  private static final int LONGEST_RUN_NAME = 80;

  Map<String, Object> answer(Event event, Log log) {
    Fleet fleet = fleet(event);
    log.line("listed", logged(fleet));
    return fleet.problems().isEmpty() ? runs(fleet, event.text("execution")) : refused(fleet);
  }

  private Fleet fleet(Event event) {
    return switch (FleetParser.parse(event.raw("request"))) {
      case FleetParser.Parsed.Invalid(var problems) -> new Fleet(List.of(), List.of(), problems);
      case FleetParser.Parsed.Valid(FleetRequest request) ->
          Fleet.of(request, keyStores.all(), allowed);
    };
  }

  private Map<String, Object> runs(Fleet fleet, String execution) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", "Run");
    json.put(
        "keyStores", fleet.members().stream().map(member -> member(member, execution)).toList());
    json.put(
        "notTried", fleet.notTried().stream().limit(MOST_NOT_TRIED).map(this::spared).toList());
    json.put("notTriedInAll", fleet.notTried().size());
    json.put("report", Map.of("version", Release.version()));
    return json;
  }

  private static Map<String, Object> member(Fleet.Member member, String execution) {
    Map<String, Object> json = named(member.store());
    json.put("waitSeconds", member.waitSeconds());
    json.put("runName", runName(member.store(), execution));
    json.put("request", member.request());
    return json;
  }

  /**
   * The same for every attempt to start it, so that one whose answer was lost starts no second run,
   * and another for every execution of the fleet.
   */
  private static String runName(ListedKeyStore store, String execution) {
    String fleet = execution.substring(execution.lastIndexOf(':') + 1);
    int left = Math.max(1, LONGEST_RUN_NAME - store.id().length() - 1);
    return store.id() + "-" + fleet.substring(Math.max(0, fleet.length() - left));
  }

  private Map<String, Object> spared(ListedKeyStore store) {
    Map<String, Object> json = named(store);
    json.put("reason", "NOT_ALLOWED");
    json.put("message", allowed.refusal(store.id(), store.name()).orElse(""));
    return json;
  }

  private static Map<String, Object> named(ListedKeyStore store) {
    return new LinkedHashMap<>(
        Json.fields("keyStoreId", store.id(), "name", shortened(store.name())));
  }

  private static String shortened(String name) {
    int[] first = name.codePoints().limit(LONGEST_NAME).toArray();
    String text = new String(first, 0, first.length);
    return text.length() == name.length() ? text : text + "…";
  }

  private static Map<String, Object> refused(Fleet fleet) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("outcome", "INVALID_REQUEST");
    report.put("message", String.join(" ", fleet.problems()));
    report.put("guidance", Fleet.guidance());
    report.put("runbook", Fleet.runbook());
    report.put("version", Release.version());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", "InvalidRequest");
    json.put("keyStores", List.of());
    json.put("notTried", List.of());
    json.put("notTriedInAll", 0);
    json.put("report", report);
    return json;
  }

  private static Map<String, @Nullable Object> logged(Fleet fleet) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("keyStores", fleet.members().stream().map(member -> member.store().id()).toList());
    json.put("notTried", fleet.notTried().stream().map(ListedKeyStore::id).toList());
    json.put("problems", fleet.problems());
    return json;
  }
}
