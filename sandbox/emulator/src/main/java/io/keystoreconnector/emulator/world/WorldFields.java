package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.Complaints;
import io.keystoreconnector.json.JsonObjectReader;
import java.util.Map;

/**
 * Reads the objects of a file that people write: a world, a scenario. The first complaint is thrown
 * as a {@link WorldFormatException}.
 */
public final class WorldFields implements Complaints {

  private static final WorldFields COMPLAINTS = new WorldFields();

  private WorldFields() {}

  /** Reads an object at a path within its file; the path of the file's root is empty. */
  public static JsonObjectReader of(String path, Map<?, ?> json) {
    return new JsonObjectReader(path, json, COMPLAINTS);
  }

  @Override
  public void add(String path, String rule) {
    throw new WorldFormatException(path, rule);
  }

  @Override
  public String missing() {
    return "is required";
  }
}
