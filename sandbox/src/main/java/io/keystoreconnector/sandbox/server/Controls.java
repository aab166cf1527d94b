package io.keystoreconnector.sandbox.server;

import io.keystoreconnector.sandbox.world.World;
import java.time.Duration;
import java.util.Map;

/** What the control endpoint may do to the account that is served. */
public interface Controls {

  /** The world that is served now. */
  World world();

  /**
   * Puts another world in its place.
   *
   * @param json a world file
   * @throws io.keystoreconnector.sandbox.world.WorldFormatException with one sentence that names
   *     the field; then nothing has changed
   */
  void load(Map<String, Object> json);

  /** Moves the clock on. */
  void advance(Duration duration);
}
