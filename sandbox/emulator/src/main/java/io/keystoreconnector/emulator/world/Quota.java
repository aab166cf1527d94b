package io.keystoreconnector.emulator.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the calls of each KMS operation within the last second.
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 */
final class Quota {

  private final int perSecond;
  private final Map<String, Deque<Long>> recent = new HashMap<>();

  Quota(int perSecond) {
    this.perSecond = perSecond;
  }

  /** The times of the calls within the last second, by operation. */
  Map<String, ?> recent() {
    return recent;
  }

  /** Whether the call is within the quota; if so, it is counted. */
  boolean admits(String operation, long moment) {
    if (perSecond == 0) {
      return true;
    }
    Deque<Long> calls = recent.computeIfAbsent(operation, o -> new ArrayDeque<>());
    calls.removeIf(at -> at <= moment - 1000);
    return calls.size() < perSecond && calls.add(moment);
  }
}
