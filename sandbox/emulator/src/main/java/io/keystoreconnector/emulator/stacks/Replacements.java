package io.keystoreconnector.emulator.stacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.jr.ob.JSON;

/**
 * The properties whose change makes CloudFormation replace a resource, for the types in the
 * connector's templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">Update
 *     requires: Replacement</a>
 */
final class Replacements {

  private static final String FILE = "replacements.json";

  private static final Map<String, Object> BY_TYPE = read();

  private Replacements() {}

  /** Whether another value of this property means another resource. */
  static boolean replaces(String type, String property) {
    return BY_TYPE.get(type) instanceof List<?> properties && properties.contains(property);
  }

  private static Map<String, Object> read() {
    try (InputStream in = Replacements.class.getResourceAsStream(FILE)) {
      return JSON.std.mapFrom(
          Objects.requireNonNull(in, FILE + " is not in the emulator").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
