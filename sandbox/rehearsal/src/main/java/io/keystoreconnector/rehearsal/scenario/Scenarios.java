package io.keystoreconnector.rehearsal.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scenario files of a folder. */
public final class Scenarios {

  private final Path folder;

  /** All files in the folder that end in {@code .json}. */
  public Scenarios(Path folder) {
    this.folder = folder;
  }

  /** Their names, in alphabetical order. */
  public List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ScenarioFile.ENDING))
          .map(name -> name.substring(0, name.length() - ScenarioFile.ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a scenario.
   *
   * @throws ScenarioFormatException with one sentence that names file and field
   */
  public Scenario read(String name) {
    return new ScenarioFile(folder.resolve(name + ScenarioFile.ENDING)).read();
  }

  /**
   * Reads a scenario from any file.
   *
   * @throws ScenarioFormatException with one sentence that names file and field
   */
  public static Scenario read(Path file) {
    return new ScenarioFile(file).read();
  }

  /**
   * Reads a scenario from the JSON content of its file.
   *
   * @throws ScenarioFormatException with one sentence that names the field
   */
  public static Scenario of(String name, Map<String, Object> json) {
    return new ScenarioFile(Path.of(name + ScenarioFile.ENDING)).scenario(json);
  }

  /** Reads all of them. */
  public List<Scenario> all() {
    return names().stream().map(this::read).toList();
  }
}
