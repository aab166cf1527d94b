package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connection state over time: as it was where the world is known, else as the looks saw it. Of
 * a known world the first look tells only what it was like at the start.
 */
record ConnectionLane(Material material, List<Step> steps) {

  private static final String CONNECTING = "CONNECTING";

  /**
   * A time in one state.
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
    List<Change> changes = material.world() ? ofWorld() : seen();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      long to = i + 1 < changes.size() ? changes.get(i + 1).atMillis() : material.elapsedMillis();
      segments.add(
          new Segment(
              change.atMillis(), Math.max(to, change.atMillis()), change.state(), change.code()));
    }
    return segments;
  }

  private List<Change> seen() {
    List<Change> changes = new ArrayList<>();
    for (Step step : steps) {
      Map<?, ?> store = Values.object(step.report().get("keyStore"));
      if (step.isLook() && !store.isEmpty()) {
        Change change =
            new Change(
                step.atMillis(),
                Values.text(store.get("connectionState")),
                Values.text(store.get("connectionErrorCode")));
        add(changes, change);
      }
    }
    return changes;
  }

  private List<Change> ofWorld() {
    List<Change> changes = new ArrayList<>();
    String store = keyStore();
    String code = "";
    for (Material.Timed<WorldEvent> timed : material.happened()) {
      WorldEvent event = timed.what();
      if (!event.subject().equals(store)) {
        continue;
      }
      if (event.event().equals("CONNECT_FAILED")) {
        code = Values.text(event.details().get("errorCode"));
      } else if (event.event().equals("STATE")) {
        String to = Values.text(event.details().get("to"));
        begin(changes, Values.text(event.details().get("from")));
        add(changes, new Change(timed.atMillis(), to, to.equals("FAILED") ? code : ""));
      }
    }
    if (changes.isEmpty()) {
      firstSeen().ifPresent(changes::add);
    }
    return changes;
  }

  /** How it was before anything happened. */
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
        .map(step -> Values.text(Values.object(step.report().get("keyStore")).get("id")))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Where a connect that began at this moment came to; it may still be under way. */
  Segment endOfConnect(long atMillis) {
    boolean connecting = false;
    for (Segment segment : segments()) {
      boolean isConnecting = segment.state().equals(CONNECTING);
      if (segment.to() > atMillis && (connecting || segment.from() > atMillis) && !isConnecting) {
        return segment;
      }
      connecting = isConnecting;
    }
    long end = material.elapsedMillis();
    return new Segment(end, end, connecting ? CONNECTING : "", "");
  }
}
