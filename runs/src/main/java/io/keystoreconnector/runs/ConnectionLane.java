package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connection state over time: the real one if the world is known, otherwise what the looks saw.
 * In a known world, the first look only says what it was like at the start.
 */
record ConnectionLane(RunData data, List<Step> steps) {

  private static final String CONNECTING = "CONNECTING";

  /**
   * A period in one state.
   *
   * @param code the ConnectionErrorCode; empty unless the state is FAILED
   */
  record Segment(long from, long to, String state, String code) {

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("from", from);
      json.put("to", to);
      json.put("state", state);
      json.put("code", code);
      return json;
    }
  }

  private record Change(long atMillis, String state, String code) {}

  List<Segment> segments() {
    List<Change> changes = data.world() ? ofWorld() : seen();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      long to = i + 1 < changes.size() ? changes.get(i + 1).atMillis() : data.elapsedMillis();
      segments.add(
          new Segment(
              change.atMillis(), Math.max(to, change.atMillis()), change.state(), change.code()));
    }
    return segments;
  }

  private List<Change> seen() {
    List<Change> changes = new ArrayList<>();
    for (Step step : steps) {
      if (step.isLook()) {
        step.report()
            .keyStore()
            .map(
                store ->
                    new Change(
                        step.atMillis(), store.connectionState(), store.connectionErrorCode()))
            .ifPresent(change -> add(changes, change));
      }
    }
    return changes;
  }

  private List<Change> ofWorld() {
    List<Change> changes = new ArrayList<>();
    String store = keyStore();
    String code = "";
    for (RunData.Timed<WorldEvent> timed : data.happened()) {
      WorldEvent event = timed.what();
      if (!event.subject().equals(store)) {
        continue;
      }
      if (event.event().equals("CONNECT_FAILED")) {
        code = event.detail("errorCode");
      } else if (event.event().equals("STATE")) {
        String to = event.detail("to");
        begin(changes, event.detail("from"));
        add(changes, new Change(timed.atMillis(), to, to.equals("FAILED") ? code : ""));
      }
    }
    if (changes.isEmpty()) {
      firstSeen().ifPresent(changes::add);
    }
    return changes;
  }

  /** The state before anything happened. */
  private void begin(List<Change> changes, String state) {
    if (changes.isEmpty()) {
      String code = firstSeen().filter(c -> c.state().equals(state)).map(Change::code).orElse("");
      changes.add(new Change(0, state, code));
    }
  }

  private Optional<Change> firstSeen() {
    return seen().stream().findFirst().map(c -> new Change(0, c.state(), c.code()));
  }

  private static void add(List<Change> changes, Change change) {
    if (changes.isEmpty()
        || !changes.getLast().state().equals(change.state())
        || !changes.getLast().code().equals(change.code())) {
      changes.add(change);
    }
  }

  /** The id of the key store that the run is about; empty if it never saw it. */
  private String keyStore() {
    return steps.stream()
        .flatMap(step -> step.report().keyStore().stream())
        .map(RunReport.KeyStore::id)
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The result of a connect that began at this moment; it may still be in progress. */
  Segment endOfConnect(long atMillis) {
    boolean connecting = false;
    for (Segment segment : segments()) {
      boolean isConnecting = segment.state().equals(CONNECTING);
      if (segment.to() > atMillis && (connecting || segment.from() > atMillis) && !isConnecting) {
        return segment;
      }
      connecting = isConnecting;
    }
    long end = data.elapsedMillis();
    return new Segment(end, end, connecting ? CONNECTING : "", "");
  }
}
