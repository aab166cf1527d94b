package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that can be seen of a world and of what was done to it.
 *
 * @param settings the settings that the deployment gives its functions
 * @param world the world before, as in its file
 * @param worldBefore the world before, complete
 * @param worldAfterwards the world at the end, secrets in clear
 * @param runs each of one key store, those that a fleet has started included
 * @param fleets the executions of the state machine for several key stores
 * @param calls every call of the runs, in order; those of a fleet are in its record
 * @param events what happened, in order
 * @param logLines what the functions logged
 */
public record Evidence(
    Map<String, String> settings,
    Map<String, Object> world,
    Map<String, Object> worldBefore,
    Map<String, Object> worldAfterwards,
    List<RunRecord> runs,
    List<RunRecord> fleets,
    List<SeenCall> calls,
    List<EventRecord> events,
    List<String> logLines) {

  /**
   * Whether the deployment's list with this name allows a key store, and its deny-list does not
   * name it.
   *
   * @param name the key store's name at that moment
   */
  boolean allows(String list, String keyStoreId, String name) {
    return entries("DENIED_KEY_STORES")
            .noneMatch(entry -> fits(entry, keyStoreId) || fits(entry, name))
        && (settings.getOrDefault(list, "").equals("*")
            || entries(list)
                .anyMatch(
                    entry ->
                        entry.startsWith("cks-")
                            ? entry.equals(keyStoreId)
                            : !entry.matches("\\**") && fits(entry, name)));
  }

  private Stream<String> entries(String list) {
    return Stream.of(settings.getOrDefault(list, "").split(","))
        .filter(entry -> !entry.equals("none"));
  }

  /** The name of a key store before anything happened. */
  String nameBefore(String keyStoreId) {
    return Json.objects(worldBefore.get("keyStores")).stream()
        .filter(store -> Json.text(store, "id").equals(keyStoreId))
        .map(store -> Json.text(store, "name"))
        .findFirst()
        .orElse("");
  }

  /**
   * In which a star stands for anything, a piece at a time: the rest may begin anywhere after what
   * is before it.
   */
  static boolean fits(String entry, String word) {
    int star = entry.indexOf('*');
    if (star < 0) {
      return entry.equals(word);
    }
    return word.startsWith(entry.substring(0, star))
        && IntStream.rangeClosed(star, word.length())
            .anyMatch(rest -> fits(entry.substring(star + 1), word.substring(rest)));
  }
}
