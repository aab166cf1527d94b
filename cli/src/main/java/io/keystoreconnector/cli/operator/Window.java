package io.keystoreconnector.cli.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a run may take, as its request says. */
final class Window {

  private static final long USUAL_MILLIS = 1_200_000;

  private Window() {}

  /**
   * The window in milliseconds.
   *
   * @param request the execution's input as a tree
   */
  static long millis(@Nullable Object request) {
    return request instanceof Map<?, ?> map && map.get("windowSeconds") instanceof Number seconds
        ? seconds.longValue() * 1000
        : USUAL_MILLIS;
  }
}
