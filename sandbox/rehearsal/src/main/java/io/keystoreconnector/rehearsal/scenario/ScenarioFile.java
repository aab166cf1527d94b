package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
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
      throw complaint("is nested too deeply, or contains a number or string that is too long.", e);
    } catch (JacksonException e) {
      throw complaint(
          "line %d is not JSON: %s.".formatted(e.getLocation().getLineNr(), JsonMistake.why(e)), e);
    } catch (WorldFormatException e) {
      throw complaint(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The scenario whose file would contain this JSON.
   *
   * @throws WorldFormatException with one sentence that names the field
   */
  Scenario scenario(Map<String, Object> json) {
    JsonObjectReader fields = WorldFields.of("", json);
    JsonObjectReader settings = fields.object("settings");
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

  private static @Nullable Interleaving interleaving(JsonObjectReader fields) {
    if (fields.value("interleaving") instanceof List<?>) {
      return new Interleaving.InOrder(fields.texts("interleaving", List.of()));
    }
    return fields.has("interleaving") || fields.isThere("runs")
        ? new Interleaving.ByChance(fields.number("interleaving", 1))
        : null;
  }

  private static void checkInterleaving(Scenario scenario, JsonObjectReader fields) {
    if (scenario.interleaving() == null && scenario.runs().size() > 1) {
      throw WorldFormatException.about(fields, "interleaving", "is required with otherRuns");
    }
    boolean anyMoment =
        scenario.person().atMost() > 0
            || scenario.runs().stream().anyMatch(PlannedRun::startsAtAnyMoment);
    if (anyMoment && !(scenario.interleaving() instanceof Interleaving.InOrder)) {
      throw WorldFormatException.about(
          fields,
          "interleaving",
          "must be a list of steps if there is a person or a run starts at ANY moment");
    }
  }

  /** Each variable is set, so that none of the machine's own is used. */
  private static Map<String, String> variables(JsonObjectReader settings) {
    return Map.of(
        "MANAGED_KEY_STORES",
        list(settings, "allowedKeyStores", Deployment.EVERYTHING),
        Deployment.DENIED_KEY_STORES,
        list(settings, "deniedKeyStores", Deployment.NOTHING),
        "ADD_HSM_KEY_STORES",
        list(settings, "addHsmKeyStores", Deployment.EVERYTHING),
        "KEY_STORE_SECRETS",
        list(settings, "keyStoreSecrets", Deployment.SECRETS_BY_NAME),
        "KEY_STORE_SETTINGS",
        list(settings, "keyStoreSettings", Deployment.EVERYTHING),
        Deployment.CANARY_KEYS,
        list(settings, "canaryKeys", Deployment.NOTHING));
  }

  private static String list(JsonObjectReader settings, String field, String otherwise) {
    return String.join(",", settings.texts(field, List.of(otherwise)));
  }

  /** The name is that of the file, so that the two cannot differ. */
  private String name() {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  static @Nullable Object request(JsonObjectReader fields) {
    if (fields.isThere("request")) {
      return fields.value("request");
    }
    return fields.flag(PlannedRun.FLEET, false)
        ? Map.of("keyStores", List.of("*"))
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
