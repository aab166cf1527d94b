package io.keystoreconnector.sandbox.server;

import io.keystoreconnector.sandbox.world.Refusal;
import io.keystoreconnector.sandbox.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Has somebody do something, at once or when it says.
   *
   * @param deed as in a world file
   * @return why it was refused, if it was
   * @throws io.keystoreconnector.sandbox.world.WorldFormatException with one sentence that names
   *     the field
   */
  Optional<Refusal> act(Map<String, Object> deed);

  /**
   * Plans one more fault.
   *
   * @param fault as in a world file
   * @throws io.keystoreconnector.sandbox.world.WorldFormatException with one sentence that names
   *     the field
   */
  void plan(Map<String, Object> fault);

  /** Takes all planned faults away. */
  void forgetFaults();

  /** Moves the clock on. */
  void advance(Duration duration);
}
