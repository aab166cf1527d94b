package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many HSMs were active. A look gives the number; if the world is known, its events say when it
 * changes between two looks.
 */
record HsmLane(RunData data, List<Step> steps) {

  /**
   * A moment at which the number was seen or changed.
   *
   * @param absolute whether the number is the count itself, not a difference
   */
  private record Change(long atMillis, int number, boolean absolute) {}

  List<Map<String, Object>> toJson() {
    List<Map<String, Object>> lane = new ArrayList<>();
    int count = -1;
    for (Change change : changes()) {
      int next = change.absolute() ? change.number() : Math.max(0, count + change.number());
      if ((count >= 0 || change.absolute()) && next != count) {
        begin(lane, lane.isEmpty() ? 0 : change.atMillis(), next);
        count = next;
      }
    }
    return lane;
  }

  private void begin(List<Map<String, Object>> lane, long from, int count) {
    if (!lane.isEmpty()) {
      lane.getLast().put("to", from);
    }
    Map<String, Object> segment = new LinkedHashMap<>();
    segment.put("from", from);
    segment.put("to", Math.max(from, data.elapsedMillis()));
    segment.put("count", count);
    lane.add(segment);
  }

  private List<Change> changes() {
    return Stream.concat(happened(), seen())
        .sorted(Comparator.comparingLong(Change::atMillis))
        .toList();
  }

  private Stream<Change> seen() {
    return steps.stream()
        .filter(Step::isLook)
        .flatMap(
            step ->
                step.report().cluster().flatMap(RunReport.Cluster::activeHsms).stream()
                    .map(count -> new Change(step.atMillis(), count, true)));
  }

  private Stream<Change> happened() {
    return data.happened().stream().flatMap(HsmLane::change);
  }

  private static Stream<Change> change(RunData.Timed<WorldEvent> timed) {
    return switch (timed.what().event()) {
      case "HSM_ACTIVE" -> Stream.of(new Change(timed.atMillis(), 1, false));
      case "HSM_DELETE_STARTED" -> Stream.of(new Change(timed.atMillis(), -1, false));
      case "CLUSTER_DELETED" -> Stream.of(new Change(timed.atMillis(), 0, true));
      default -> Stream.of();
    };
  }
}
