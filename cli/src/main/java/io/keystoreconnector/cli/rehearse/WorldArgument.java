package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.jr.ob.JSON;

/** The value of --world: the name of a world file. */
record WorldArgument(String value) {

  /**
   * The world as a scenario without expectations.
   *
   * @throws UsageProblem if the file does not exist or is not a world
   */
  Scenario scenario() {
    try {
      Map<String, Object> world = JSON.std.mapFrom(Files.readString(Path.of(value)));
      World.load(world, new VirtualTime(Instant.EPOCH));
      return Scenario.ofWorld(world);
    } catch (IOException | InvalidPathException e) {
      throw new UsageProblem("File %s does not exist or cannot be read.".formatted(value));
    } catch (StreamConstraintsException e) {
      throw new UsageProblem(
          "%s is nested too deeply, or contains a number or string that is too long."
              .formatted(value));
    } catch (JacksonException e) {
      throw new UsageProblem(
          "%s: line %d is not JSON, or the file is not an object."
              .formatted(value, e.getLocation().getLineNr()));
    } catch (WorldFormatException e) {
      throw new UsageProblem("%s: %s".formatted(value, e.getMessage()));
    }
  }
}
