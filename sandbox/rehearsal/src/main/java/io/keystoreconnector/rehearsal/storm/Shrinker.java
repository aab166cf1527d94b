package io.keystoreconnector.rehearsal.storm;

import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.rehearsal.scenario.ScenarioFormatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a case smaller while it still breaks the same rule: removes one part of its JSON after
 * another, large ones first, until none can be removed.
 */
final class Shrinker {

  private static final int MOST_TRIES = 600;

  /** The fields that make it a randomly played scenario at all. */
  private static final List<String> NEEDED = List.of("title", "story", "expect", "interleaving");

  private final Storm storm;
  private final String rule;
  private int tries;

  Shrinker(Storm storm, String rule) {
    this.storm = storm;
    this.rule = rule;
  }

  Map<String, Object> shrink(Map<String, Object> json) {
    Map<String, Object> smallest = json;
    for (Map<String, Object> smaller = smaller(smallest);
        smaller != null;
        smaller = smaller(smallest)) {
      smallest = smaller;
    }
    return smallest;
  }

  /** The same without some of its parts; null if none can be removed. */
  private @Nullable Map<String, Object> smaller(Map<String, Object> json) {
    Map<String, Object> smallest = json;
    boolean any = false;
    for (List<Object> path : paths(json).reversed()) {
      if (tries >= MOST_TRIES) {
        break;
      }
      Map<String, Object> without = without(smallest, path);
      if (!without.equals(smallest) && stillBreaks(without)) {
        smallest = without;
        any = true;
      }
    }
    return any ? smallest : null;
  }

  private boolean stillBreaks(Map<String, Object> json) {
    tries++;
    try {
      return storm.breaches(json).stream().anyMatch(b -> b.rule().equals(rule));
    } catch (WorldFormatException | ScenarioFormatException notAScenario) {
      return false;
    }
  }

  /** The paths of the parts, the deepest and last first when read backwards. */
  private static List<List<Object>> paths(Object json) {
    List<List<Object>> shallow = new ArrayList<>();
    Deque<List<Object>> open = new ArrayDeque<>(List.of(List.of()));
    while (!open.isEmpty()) {
      List<Object> path = open.removeFirst();
      for (Object key : keys(at(json, path))) {
        if (!path.isEmpty() || !NEEDED.contains(key)) {
          List<Object> deeper = new ArrayList<>(path);
          deeper.add(key);
          open.addLast(deeper);
          shallow.addFirst(deeper);
        }
      }
    }
    return shallow;
  }

  private static List<?> keys(@Nullable Object json) {
    List<Object> keys = new ArrayList<>();
    if (json instanceof Map<?, ?> map) {
      keys.addAll(map.keySet());
    } else if (json instanceof List<?> list) {
      for (int i = list.size() - 1; i >= 0; i--) {
        keys.add(i);
      }
    }
    return keys;
  }

  private static @Nullable Object at(Object json, List<Object> path) {
    @Nullable Object value = json;
    for (Object key : path) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list when key instanceof Integer i && i < list.size() -> list.get(i);
            case null, default -> null;
          };
    }
    return value;
  }

  private static Map<String, Object> without(Map<String, Object> json, List<Object> path) {
    Map<String, Object> copy = new LinkedHashMap<>();
    Object first = path.getFirst();
    json.forEach(
        (name, value) -> {
          if (!name.equals(first)) {
            copy.put(name, value);
          } else if (path.size() > 1) {
            copy.put(name, cut(value, path.subList(1, path.size())));
          }
        });
    return copy;
  }

  private static Object cut(Object json, List<Object> path) {
    return switch (json) {
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        yield without(fields, path);
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list);
        if (path.getFirst() instanceof Integer i && i < copy.size()) {
          if (path.size() == 1) {
            copy.remove(i.intValue());
          } else {
            copy.set(i, cut(copy.get(i), path.subList(1, path.size())));
          }
        }
        yield copy;
      }
      default -> json;
    };
  }
}
