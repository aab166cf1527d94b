package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Every password and key in a world, whoever put it there. */
public final class PlantedSecrets {

  private static final Set<String> SECRET = Set.of("password", "secretAccessKey", "value");
  private static final int TOO_SHORT_TO_SEARCH_FOR = 7;

  private final Set<String> found = new TreeSet<>();

  /** The secrets in the world of a scenario, and those that the run brought into it. */
  public static Set<String> of(Rehearsed rehearsed) {
    PlantedSecrets secrets = new PlantedSecrets();
    secrets.collect(rehearsed.scenario().world());
    secrets.collect(rehearsed.worldAfterwards());
    return secrets.found;
  }

  /** Those of the secrets that appear in what can be seen of a rehearsal. */
  public static List<String> leakedBy(Rehearsed rehearsed, String printed) {
    String visible =
        String.join(
            "\n",
            printed,
            String.join("\n", rehearsed.logLines()),
            rehearsed.execution().toString(),
            rehearsed.happenings().toString(),
            rehearsed.recording(Installation.ofThisProcess().definition()).toJsonText(),
            JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(rehearsed.toJson()));
    return of(rehearsed).stream().filter(visible::contains).toList();
  }

  private void collect(Object tree) {
    switch (tree) {
      case Map<?, ?> map -> map.forEach((name, value) -> collect(String.valueOf(name), value));
      case Collection<?> items -> items.forEach(item -> collect("", item));
      default -> {}
    }
  }

  private void collect(String name, Object value) {
    if (!(value instanceof String text)) {
      collect(value == null ? List.of() : value);
    } else if (SECRET.contains(name) && text.length() >= TOO_SHORT_TO_SEARCH_FOR) {
      found.add(text);
      collectFromJson(text);
    }
  }

  /** A secret may be JSON with the password inside. */
  private void collectFromJson(String text) {
    try {
      collect(JSON.std.anyFrom(text));
    } catch (JacksonException notJson) {
      // Then it is the password itself.
    }
  }
}
