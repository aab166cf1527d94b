package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the jars that the construct carries, opened as Lambda would. */
final class FunctionJar {

  private final ClassLoader classes;

  FunctionJar(FunctionCode.Jar jar) {
    try {
      Path file = Files.createTempFile("functions", ".jar");
      file.toFile().deleteOnExit();
      Files.write(file, jar.bytes());
      classes =
          new URLClassLoader(
              new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, classes);
  }

  /** The names of the variables that the functions read: the constants of their settings. */
  Set<String> variables(String settings) throws ReflectiveOperationException {
    return Arrays.stream(load(settings).getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == String.class)
        .map(FunctionJar::constant)
        .collect(Collectors.toSet());
  }

  private static String constant(java.lang.reflect.Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
