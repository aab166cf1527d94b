package io.keystoreconnector.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of the connector are on this machine.
 *
 * @param root the folder that file names on the command line are relative to
 * @param handlersJar the jar with the handlers
 * @param stateMachine the file with the definition of the state machine
 * @param fleetStateMachine the file with the definition of the one for several key stores
 * @param runbook the runbook
 * @param scenarios the folder of the scenario files
 * @param smallWorlds the folder of the small worlds
 * @param template the folder with the plain template and its assets
 * @param storm the folder for cases of a storm that break a rule
 * @param explored the folder for interleavings of small worlds that break a rule
 */
public record Installation(
    Path root,
    Path handlersJar,
    Path stateMachine,
    Path fleetStateMachine,
    Path runbook,
    Path scenarios,
    Path smallWorlds,
    Path template,
    Path storm,
    Path explored) {

  private static final String HOME_PROPERTY = "connector.home";
  private static final String ROOT_PROPERTY = "connector.root";

  /**
   * The unpacked release that the system property {@code connector.home} names; else the source
   * tree that {@code connector.root} names; else the source tree in this folder.
   */
  public static Installation ofThisProcess() {
    String home = System.getProperty(HOME_PROPERTY);
    return home == null
        ? ofSourceTree(Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath())
        : ofRelease(Path.of(home), Path.of("").toAbsolutePath());
  }

  /**
   * An unpacked release.
   *
   * @param home where it is; nothing is written there
   * @param here the current folder
   */
  public static Installation ofRelease(Path home, Path here) {
    Path template = home.resolve("template");
    return new Installation(
        here,
        template.resolve("steps.jar"),
        home.resolve("statemachine/connect-key-store.asl.json"),
        home.resolve("statemachine/connect-fleet.asl.json"),
        home.resolve("docs/runbook.md"),
        home.resolve("scenarios"),
        home.resolve("small-worlds"),
        template,
        here.resolve("storm"),
        here.resolve("explore"));
  }

  /** A checkout of the sources in which everything is built. */
  public static Installation ofSourceTree(Path root) {
    Path rehearsal = root.resolve("sandbox/rehearsal");
    return new Installation(
        root,
        root.resolve("functions/handlers/target/keystore-connector-handlers.jar"),
        root.resolve("statemachine/connect-key-store.asl.json"),
        root.resolve("statemachine/connect-fleet.asl.json"),
        root.resolve("docs/runbook.md"),
        rehearsal.resolve("scenarios"),
        rehearsal.resolve("small-worlds"),
        root.resolve("infra/target/template"),
        rehearsal.resolve("target/storm"),
        rehearsal.resolve("target/explore"));
  }

  /** The same installation with scenarios from another folder. */
  public Installation withScenarios(Path folder) {
    return new Installation(
        root,
        handlersJar,
        stateMachine,
        fleetStateMachine,
        runbook,
        folder,
        smallWorlds,
        template,
        storm,
        explored);
  }

  /**
   * The definition of the state machine, with its placeholders.
   *
   * @throws UncheckedIOException if its file cannot be read
   */
  public String definition() {
    return text(stateMachine);
  }

  /**
   * The same for several key stores.
   *
   * @throws UncheckedIOException if its file cannot be read
   */
  public String fleetDefinition() {
    return text(fleetStateMachine);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
