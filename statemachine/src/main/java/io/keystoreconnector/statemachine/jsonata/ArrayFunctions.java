package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Array functions that the library computes differently: it takes an array of one distinct value
 * for that value, sorts in an order of its own, and shuffles by a chance that is not the run's.
 *
 * @see <a href="https://docs.jsonata.org/array-functions">Array functions</a>
 */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static @Nullable Object distinct(Arguments arguments) {
    if (!(arguments.get(0) instanceof List<?> list) || list.size() <= 1) {
      return arguments.get(0);
    }
    List<Object> distinct = Utils.isSequence(list) ? Utils.createSequence() : new ArrayList<>();
    distinct.addAll(new LinkedHashSet<>(list));
    return distinct;
  }

  static @Nullable Object shuffle(Arguments arguments, RandomGenerator random) {
    List<?> list = arguments.list(0);
    if (list == null) {
      return null;
    }
    List<?> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, Random.from(random));
    return shuffled;
  }

  static @Nullable Object sort(Arguments arguments) throws Throwable {
    List<?> list = arguments.list(0);
    Object function = arguments.get(1);
    if (list == null || list.size() <= 1) {
      return list;
    }
    if (function != null) {
      return merged(list, (a, b) -> Jsonata.boolize(Functions.funcApply(function, List.of(a, b))));
    }
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort(order(list));
    return sorted;
  }

  private static Comparator<Object> order(List<?> list) {
    if (list.stream().allMatch(String.class::isInstance)) {
      return Comparator.comparing(String.class::cast);
    }
    if (list.stream().allMatch(Number.class::isInstance)) {
      return Comparator.comparingDouble(value -> ((Number) value).doubleValue());
    }
    throw new JException("D3070", -1);
  }

  /** Whether two values stand in the wrong order. */
  private interface Swap {
    boolean isNeeded(Object left, Object right) throws Throwable;
  }

  /**
   * A merge sort asks only whether to swap. A comparator needs more than that, and Java's sort
   * refuses comparators that contradict themselves.
   */
  private static List<?> merged(List<?> list, Swap swap) throws Throwable {
    if (list.size() <= 1) {
      return list;
    }
    int middle = list.size() / 2;
    List<?> left = merged(list.subList(0, middle), swap);
    List<?> right = merged(list.subList(middle, list.size()), swap);
    List<Object> merged = new ArrayList<>(list.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      merged.add(swap.isNeeded(left.get(l), right.get(r)) ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }
}
