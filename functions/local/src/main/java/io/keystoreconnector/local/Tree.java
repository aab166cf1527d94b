package io.keystoreconnector.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in the source tree of the connector.
 *
 * @param scenarios the folder of the scenario files
 */
public record Tree(Path root, Path scenarios) {

  private static final String ROOT_PROPERTY = "connector.root";

  /** The tree that the system property {@code connector.root} names, else the current folder. */
  public static Tree ofThisProcess() {
    Path root = Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath();
    return new Tree(root, root.resolve("sandbox/rehearsal/scenarios"));
  }

  /** The jar with the handlers. */
  public Path handlersJar() {
    return root.resolve("functions/handlers/target/keystore-connector-handlers.jar");
  }

  /** The runbook. */
  public Path runbook() {
    return root.resolve("docs/runbook.md");
  }

  /** The folder for cases of a storm that break a rule. */
  public Path storm() {
    return root.resolve("sandbox/rehearsal/target/storm");
  }

  /** The folder of the small worlds. */
  public Path smallWorlds() {
    return root.resolve("sandbox/rehearsal/small-worlds");
  }

  /** The folder for interleavings of small worlds that break a rule. */
  public Path explored() {
    return root.resolve("sandbox/rehearsal/target/explore");
  }

  /** The folder with the plain template and what belongs to it. */
  public Path template() {
    return root.resolve("infra/target/template");
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
