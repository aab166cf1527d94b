package io.keystoreconnector.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was done to a world from outside, with the times, so that it can be replayed. */
final class Interventions {

  private static final String FROM = "from";
  private static final String TO = "to";

  /** The people and faults of a world file. */
  private record Lists(List<Object> people, List<Map<String, Object>> faults) {}

  private final List<Consumer<Lists>> all = new ArrayList<>();

  /** How many there are so far. */
  synchronized int count() {
    return all.size();
  }

  /** A person did something, or announced it. */
  synchronized void acted(long atMillis, Map<String, ?> deed) {
    Map<String, Object> dated = new LinkedHashMap<>();
    dated.put("at", atMillis / 1000.0);
    dated.putAll(deed);
    all.add(lists -> lists.people.add(dated));
  }

  /**
   * A fault was planned, which cannot have struck before.
   *
   * @param fault as a world reads it back, with every field
   */
  synchronized void planned(long atMillis, Map<String, Object> fault) {
    Map<String, Object> late = new LinkedHashMap<>(fault);
    late.put(FROM, Math.max(seconds(fault, FROM), atMillis / 1000.0));
    all.add(lists -> lists.faults.add(new LinkedHashMap<>(late)));
  }

  /** All faults were removed. */
  synchronized void forgotten(long atMillis) {
    all.add(
        lists ->
            lists.faults.forEach(
                fault -> fault.put(TO, Math.min(seconds(fault, TO), atMillis / 1000.0))));
  }

  /** The clock was moved, which a world file cannot say. */
  synchronized void movedTime() {
    all.add(lists -> {});
  }

  private static double seconds(Map<String, Object> fault, String field) {
    return fault.get(field) instanceof Number number
        ? number.doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  /**
   * A world as it was at one moment, with everything that was done to it from then on.
   *
   * @param world a world file, secrets in clear
   * @param from how many there were when the file was written; a clock that stands still cannot
   *     tell before from after
   * @param to how many of all to include
   */
  synchronized Map<String, Object> addedTo(Map<String, Object> world, int from, int to) {
    Lists lists = new Lists(new ArrayList<>(), new ArrayList<>());
    objects(world, "people").forEach(lists.people::add);
    objects(world, "faults").forEach(lists.faults::add);
    all.subList(from, to).forEach(intervention -> intervention.accept(lists));
    Map<String, Object> added = new LinkedHashMap<>(world);
    added.put("people", lists.people);
    added.put("faults", lists.faults);
    return added;
  }

  private static List<Map<String, Object>> objects(Map<String, Object> world, String field) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (world.get(field) instanceof List<?> list) {
      for (Object item : list) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) item).forEach((name, value) -> object.put(String.valueOf(name), value));
        objects.add(object);
      }
    }
    return objects;
  }
}
