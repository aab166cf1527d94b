package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A person who may do things at any moment, between any two steps of the runs.
 *
 * @param mayDo deeds by the name of the step, in the form of a world file without {@code at}
 * @param atMost how many deeds are done in all
 */
record Person(Map<String, Map<String, Object>> mayDo, int atMost) {

  static final Person NOBODY = new Person(Map.of(), 0);

  private static final String DEEDS = "mayDo";

  static Person read(JsonObjectReader fields) {
    Map<String, Map<String, Object>> mayDo = new LinkedHashMap<>();
    for (JsonObjectReader deed : fields.objects(DEEDS)) {
      World.checkAction(WorldFields.of(deed.path(), CommonWorld.deed(deed)));
      String step = "person " + deed.text("does");
      if (mayDo.put(step, CommonWorld.deed(deed)) != null) {
        throw WorldFormatException.about(fields, DEEDS, "must name each deed only once");
      }
    }
    Person person = new Person(mayDo, mayDo.isEmpty() ? 0 : fields.number("atMost", 1));
    fields.nothingElse();
    return person;
  }

  List<String> steps() {
    return List.copyOf(mayDo.keySet());
  }
}
