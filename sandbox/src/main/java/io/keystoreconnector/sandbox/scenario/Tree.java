package io.keystoreconnector.sandbox.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the source tree of the connector. */
public record Tree(Path root) {

  private static final String ROOT_PROPERTY = "connector.root";

  /** The tree that the system property {@code connector.root} names, else the current folder. */
  public static Tree ofThisProcess() {
    return new Tree(Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath());
  }

  /** The jar with the handlers. */
  public Path handlersJar() {
    return root.resolve("functions/handlers/target/keystore-connector-handlers.jar");
  }

  /** The folder of the scenario files. */
  public Path scenarios() {
    return root.resolve("sandbox/scenarios");
  }

  /** The definition of the state machine, with its placeholders. */
  public String definition() {
    try {
      return Files.readString(root.resolve("statemachine/connect-key-store.asl.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
