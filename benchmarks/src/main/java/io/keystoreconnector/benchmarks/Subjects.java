package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Reads the file that names what is measured. Its paths are relative to the file's own folder. */
final class Subjects {
  private final Path base;

  private Subjects(Path base) {
    this.base = base;
  }

  /**
   * All of them, in the file's order.
   *
   * @throws IOException if the file cannot be read
   */
  static List<Subject> from(Path file) throws IOException {
    Subjects subjects = new Subjects(file.resolveSibling("").toAbsolutePath());
    return JSON.std.listFrom(Files.readString(file)).stream()
        .map(entry -> subjects.subject((Map<?, ?>) entry))
        .toList();
  }

  private Subject subject(Map<?, ?> entry) {
    return new Subject(
        text(entry, "name"),
        base.resolve(text(entry, "jar")).normalize(),
        text(entry, "handler"),
        base.resolve(text(entry, "event")).normalize(),
        text(entry, "answer"),
        strings(entry.get("jvm")),
        variables(entry.get("environment")));
  }

  private static String text(Map<?, ?> entry, String field) {
    if (entry.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("Each subject needs a string field " + field + ": " + entry);
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static Map<String, String> variables(@Nullable Object value) {
    Map<String, String> variables = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> variables.put(String.valueOf(key), String.valueOf(text)));
    }
    return variables;
  }
}
