package io.keystoreconnector.rehearsal.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random choices, the same for the same seed on every machine. */
final class Dice {

  private static final double ALL = 100;

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean percent(double chance) {
    return random.nextDouble() * ALL < chance;
  }

  /** From the first to the last, inclusive. */
  int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  final <T> T pick(T... choices) {
    return pick(List.of(choices));
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** From none to this many; few are more frequent than many. */
  <T> List<T> some(int most, Supplier<T> one) {
    List<T> some = new ArrayList<>();
    int many = random.nextInt(most + 1);
    for (int i = random.nextInt(many + 1); i > 0; i--) {
      some.add(one.get());
    }
    return some;
  }
}
