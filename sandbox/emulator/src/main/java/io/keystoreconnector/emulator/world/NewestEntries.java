package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A list that grows at its end and may forget its oldest entries. Entries keep their numbers, which
 * count from the first one ever added.
 */
final class NewestEntries<T> {

  private final List<T> kept = new ArrayList<>();
  private int most = Integer.MAX_VALUE / 2;
  private int forgotten;

  /** Keeps at least that many of the newest entries from now on, and at most twice as many. */
  void keep(int entries) {
    most = entries;
  }

  void add(T entry) {
    kept.add(entry);
    // Many at once, because each removal moves all the others.
    if (kept.size() >= 2 * most) {
      List<T> old = kept.subList(0, kept.size() - most);
      forgotten += old.size();
      old.clear();
    }
  }

  /** How many were ever added. */
  int count() {
    return forgotten + kept.size();
  }

  /** Those from that number on, without the ones that are forgotten. */
  List<T> from(int number) {
    return List.copyOf(kept.subList(Math.max(0, number - forgotten), kept.size()));
  }
}
