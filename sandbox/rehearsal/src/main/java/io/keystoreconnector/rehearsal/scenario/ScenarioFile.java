package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.Fields;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.runs.phrases.JsonMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.jr.ob.JSON;

/** Reads one scenario file. docs/scenarios.md describes the fields. */
final class ScenarioFile {

  static final String ENDING = ".json";

  private final Path file;

  ScenarioFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws ScenarioFormatException with one sentence that names file and field
   */
  Scenario read() {
    try {
      return scenario(JSON.std.mapFrom(Files.readString(file)));
    } catch (IOException e) {
      throw complaint("cannot be read.", e);
    } catch (StreamConstraintsException e) {
      throw complaint("is nested too deeply, or has too long a number or text in it.", e);
    } catch (JacksonException e) {
      throw complaint(
          "line %d is not JSON: %s.".formatted(e.getLocation().getLineNr(), JsonMistake.why(e)), e);
    } catch (WorldFormatException e) {
      throw complaint(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The scenario that would stand in the file as this JSON.
   *
   * @throws WorldFormatException with one sentence that names the field
   */
  Scenario scenario(Map<String, Object> json) {
    Fields fields = new Fields("", json);
    Fields settings = fields.object("settings");
    Scenario scenario =
        new Scenario(
            name(),
            fields.text("title"),
            fields.text("story"),
            PlannedRun.read(fields),
            CommonWorld.completed(fields.object("world")),
            variables(settings),
            fields.objects("functionFaults").stream().map(FunctionFault::read).toList(),
            Person.read(fields.object("person")),
            interleaving(fields),
            Expectation.read(fields.object("expect")));
    settings.nothingElse();
    fields.nothingElse();
    checkInterleaving(scenario, fields);
    tryWorld(scenario.world());
    return scenario;
  }

  private static @Nullable Interleaving interleaving(Fields fields) {
    if (fields.value("interleaving") instanceof List<?>) {
      return new Interleaving.InOrder(fields.texts("interleaving", List.of()));
    }
    return fields.has("interleaving") || fields.isThere("runs")
        ? new Interleaving.ByChance(fields.number("interleaving", 1))
        : null;
  }

  private static void checkInterleaving(Scenario scenario, Fields fields) {
    if (scenario.interleaving() == null && scenario.runs().size() > 1) {
      throw fields.complaint("interleaving", "is required with otherRuns");
    }
    boolean anyMoment =
        scenario.person().atMost() > 0
            || scenario.runs().stream().anyMatch(PlannedRun::startsAtAnyMoment);
    if (anyMoment && !(scenario.interleaving() instanceof Interleaving.InOrder)) {
      throw fields.complaint(
          "interleaving", "has to be a list of steps with a person, or with a start at ANY moment");
    }
  }

  /** Each is there, so that none of the machine's own counts. */
  private static Map<String, String> variables(Fields settings) {
    return Map.of(
        "ALLOWED_KEY_STORES", String.join(",", settings.texts("allowedKeyStores", List.of())),
        "ADD_HSM_KEY_STORES", String.join(",", settings.texts("addHsmKeyStores", List.of())),
        "KEY_STORE_SECRETS",
            String.join(
                ",", settings.texts("keyStoreSecrets", List.of(Deployment.SECRETS_BY_NAME))),
        "KEY_STORE_SETTINGS", String.join(",", settings.texts("keyStoreSettings", List.of())));
  }

  /** The name is the file's, so that it cannot differ. */
  private String name() {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  static @Nullable Object request(Fields fields) {
    return fields.isThere("request")
        ? fields.value("request")
        : Map.of("customKeyStoreName", CommonWorld.KEY_STORE);
  }

  private void tryWorld(Map<String, Object> world) {
    try {
      World.load(world, new VirtualTime(Instant.EPOCH));
    } catch (WorldFormatException e) {
      throw complaint("world." + e.getMessage(), e);
    }
  }

  private ScenarioFormatException complaint(String sentence, Exception reason) {
    return new ScenarioFormatException(file.getFileName() + ": " + sentence, reason);
  }
}
