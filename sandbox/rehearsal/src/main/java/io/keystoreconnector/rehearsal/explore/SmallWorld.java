package io.keystoreconnector.rehearsal.explore;

import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.jr.ob.JSON;

/**
 * A scenario that is small enough to be played in every order.
 *
 * @param json the content of its file
 */
public record SmallWorld(Map<String, Object> json, Scenario scenario) {

  private static final JSON PRINTER = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  /**
   * Reads a file.
   *
   * @throws io.keystoreconnector.rehearsal.scenario.ScenarioFormatException with one sentence that
   *     names file and field
   */
  public static SmallWorld read(Path file) {
    Scenario scenario = Scenarios.read(file);
    try {
      return new SmallWorld(JSON.std.mapFrom(Files.readString(file)), scenario);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A field of the file that leads to states that cannot be distinguished; empty if there is none.
   */
  public Optional<String> obstacle() {
    Map<?, ?> settings = scenario.world().get("settings") instanceof Map<?, ?> map ? map : Map.of();
    if (settings.containsKey("latencyMillis")) {
      return Optional.of("world.settings.latencyMillis");
    }
    return scenario.functionFaults().isEmpty() ? Optional.empty() : Optional.of("functionFaults");
  }

  /** Writes the interleaving that breaks a rule as a scenario. */
  public void write(Path file, Finding finding) throws IOException {
    Map<String, Object> scenario = new LinkedHashMap<>(json);
    scenario.put("story", finding.rule() + ": " + finding.sentence());
    scenario.put("interleaving", finding.steps());
    Map<String, Object> expect = new LinkedHashMap<>();
    expect.put("status", finding.status());
    expect.put("breaches", finding.expected() ? List.of(finding.rule()) : List.of());
    scenario.put("expect", expect);
    Files.createDirectories(file.getParent());
    Files.writeString(file, PRINTER.asString(scenario));
  }
}
