package io.keystoreconnector.sandbox.service;

import io.keystoreconnector.sandbox.world.Fault;
import io.keystoreconnector.sandbox.world.World;
import java.time.Duration;
import java.util.List;

/**
 * The wire: takes a call by its target and body, and says what becomes of it. It is all that a
 * transport needs, HTTP or other. Several threads may call; the world is entered one at a time.
 */
public final class Aws {

  private final World world;
  private final Directory directory;

  /** Puts the emulated services before a world. */
  public Aws(World world) {
    this.world = world;
    this.directory =
        new Directory(List.of(new Kms(world), new CloudHsm(world), new SecretsManager(world)));
  }

  /** The world behind. */
  public World world() {
    return world;
  }

  /**
   * Handles one call.
   *
   * @param target the header {@code X-Amz-Target}, such as {@code
   *     TrentService.ConnectCustomKeyStore}
   * @param body the request's body in JSON
   */
  public Reply handle(String target, String body) {
    Target parsed = Target.parse(target);
    List<Fault.OfCall> faults = arrive(parsed.operation());
    // Slow calls wait outside the world, so that they do not hold up the others.
    Duration delay = delay(faults);
    if (delay.isPositive()) {
      world.pass(delay);
    }
    synchronized (world) {
      world.catchUp();
      return new Call(world, directory, parsed, faults).handle(body);
    }
  }

  private List<Fault.OfCall> arrive(String operation) {
    synchronized (world) {
      world.catchUp();
      return world.faultsMeeting(operation);
    }
  }

  private Duration delay(List<Fault.OfCall> faults) {
    double seconds = world.settings().latencyMillis() / 1000.0;
    for (Fault.OfCall fault : faults) {
      seconds += fault instanceof Fault.Latency latency ? latency.seconds() : 0;
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
