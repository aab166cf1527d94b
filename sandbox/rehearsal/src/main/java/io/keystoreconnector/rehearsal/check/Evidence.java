package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.Map;

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

  /** Whether the deployment's list with this name allows the key store; a star allows all. */
  boolean allows(String list, String keyStoreId) {
    String ids = settings.getOrDefault(list, "");
    return ids.equals("*") || List.of(ids.split(",")).contains(keyStoreId);
  }
}
