package io.keystoreconnector.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The jar that is deployed, in its own class loader. */
public final class FunctionsJar {

  /** Loading a jar takes longer than most runs, so a process loads each build of it once. */
  private static final Map<Build, FunctionsJar> LOADED = new ConcurrentHashMap<>();

  private final ClassLoader loader;

  private record Build(Path jar, FileTime modified) {}

  private FunctionsJar(Build build) {
    // Never closed: functions that still run may need another class.
    loader = new URLClassLoader(new URL[] {url(build.jar)}, new RuntimeInterface());
  }

  /**
   * Opens the jar; until it is built again, everyone who opens it gets the same classes.
   *
   * @throws IllegalArgumentException if it does not exist
   */
  public static FunctionsJar open(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "The handlers are not built: %s is missing. Run ./mvnw package.".formatted(jar));
    }
    try {
      Build build = new Build(jar.toRealPath(), Files.getLastModifiedTime(jar));
      return LOADED.computeIfAbsent(build, FunctionsJar::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Creates a handler with the constructor that Lambda calls.
   *
   * @param environment what the handler reads as system properties while it is made; the properties
   *     stay, because the SDK reads some of them with each call, and one handler is made at a time
   * @throws FunctionFailedToStart with what the constructor threw
   */
  public synchronized RequestStreamHandler handler(
      String className, Map<String, String> environment) {
    environment.forEach(System::setProperty);
    return here(() -> (RequestStreamHandler) construct(className));
  }

  /**
   * Creates a function from any handler in the jar, as {@link #handler} does.
   *
   * @param logLines receives what it logs
   * @throws FunctionFailedToStart with what the constructor threw
   */
  public LambdaFunction function(
      String className, Map<String, String> environment, Consumer<String> logLines) {
    return new Function(this, className, handler(className, environment), logLines);
  }

  Class<?> load(String className) throws ClassNotFoundException {
    return loader.loadClass(className);
  }

  private Object construct(String className) {
    try {
      return load(className).getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new FunctionFailedToStart(className, e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("The jar has no handler " + className + ".", e);
    }
  }

  /** Runs something with the functions' class loader as the thread's, as Lambda does. */
  <T, E extends Exception> T here(Work<T, E> work) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.result();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Something to run. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T result() throws E;
  }
}
