package io.keystoreconnector.infra;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that the bundled outcome function prints for a run that connected a key store and had
 * every problem that has its own metric, and those of the watch.
 */
final class EmittedMetrics {

  private static final String PACKAGE = "io.keystoreconnector.lifecycle.";

  private EmittedMetrics() {}

  static Set<String> ofOneRun() throws ReflectiveOperationException {
    FunctionJar jar = new FunctionJar(FunctionCode.Jar.LIFECYCLE);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Class<?> settings = jar.load(PACKAGE + "Settings");
    Class<?> outcome = jar.load(PACKAGE + "Outcome");
    Class<?> metrics = jar.load(PACKAGE + "Metrics");
    Constructor<?> make = metrics.getDeclaredConstructor(PrintStream.class, settings);
    make.setAccessible(true);
    Object writer =
        make.newInstance(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            settings.getMethod("fromEnvironment").invoke(null));
    Method write = metrics.getDeclaredMethod("write", outcome);
    write.setAccessible(true);
    write.invoke(writer, anyOf(outcome));
    return names(Json.parse(printed.toString(StandardCharsets.UTF_8)));
  }

  /** Those of the watch; its own tests compare the table with what it prints. */
  static Set<String> ofOneCheck() {
    return Document.of("watch.md").under("## The metrics").rows().stream()
        .map(
            row ->
                name(
                    "KeyStoreConnector",
                    Arrays.stream(row.get(2).split(", ", -1)),
                    Document.quoted(row.getFirst()).getFirst()))
        .collect(Collectors.toSet());
  }

  static String name(String namespace, Stream<String> dimensions, String metric) {
    return "%s %s %s".formatted(namespace, dimensions.sorted().toList(), metric);
  }

  private static Set<String> names(Map<String, Object> line) {
    Set<String> names = new HashSet<>();
    for (Object directive : Json.list(line, "_aws", "CloudWatchMetrics")) {
      for (Object dimensions : Json.list(directive, "Dimensions")) {
        for (Object metric : Json.list(directive, "Metrics")) {
          names.add(
              name(
                  String.valueOf(Json.at(directive, "Namespace")),
                  Json.texts(dimensions).stream(),
                  String.valueOf(Json.at(metric, "Name"))));
        }
      }
    }
    return names;
  }

  /** Some value of a record: the names do not depend on it. */
  private static Object anyOf(Class<?> record) throws ReflectiveOperationException {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = any(components[i].getType());
    }
    Constructor<?> constructor =
        record.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static @Nullable Object any(Class<?> type) throws ReflectiveOperationException {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return anyOf(type);
    }
    return Map.<Class<?>, Object>of(
            String.class,
            "x",
            Integer.class,
            1,
            boolean.class,
            true,
            List.class,
            List.of(),
            Instant.class,
            Instant.EPOCH,
            Duration.class,
            Duration.ofSeconds(1))
        .get(type);
  }
}
