package io.keystoreconnector.emulator.stacks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A resource of a stack.
 *
 * @param properties without functions
 */
record Resource(String type, Map<String, Object> properties) {

  /** The names of the properties that have another value there. */
  List<String> differences(Resource other) {
    TreeSet<String> names = new TreeSet<>(properties.keySet());
    names.addAll(other.properties.keySet());
    names.removeIf(
        name ->
            properties.containsKey(name)
                && Objects.equals(properties.get(name), other.properties.get(name)));
    return List.copyOf(names);
  }
}
