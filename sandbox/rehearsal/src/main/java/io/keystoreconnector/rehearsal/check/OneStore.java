package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence as it concerns one key store of several: its runs, their calls, and what happened to
 * it, its cluster and its secrets. What happened to the others is blank, so that positions stay.
 */
final class OneStore {

  private final Evidence evidence;

  /** The ids of the key stores that things belong to, by the ids and names of the things. */
  private final Map<String, String> owners = new HashMap<>();

  private OneStore(Evidence evidence) {
    this.evidence = evidence;
    Json.objects(evidence.worldBefore().get("keyStores")).forEach(this::own);
    List.of(evidence.worldBefore(), evidence.worldAfterwards())
        .forEach(
            world -> {
              Json.objects(world.get("clusters")).forEach(this::ownHsms);
              Json.objects(world.get("secrets")).forEach(this::ownSecret);
            });
    evidence
        .events()
        .forEach(event -> hsm(event.subject(), String.valueOf(event.details().get("cluster"))));
    evidence.calls().stream()
        .filter(call -> call.is(SeenCall.CREATE_HSM))
        .forEach(
            call ->
                hsm(
                    Json.text(Json.object(call.call().result().get("Hsm")), "HsmId"),
                    call.text("ClusterId")));
  }

  /** The evidence about each key store. */
  static Stream<Evidence> each(Evidence evidence) {
    OneStore stores = new OneStore(evidence);
    return Json.objects(evidence.worldBefore().get("keyStores")).stream().map(stores::alone);
  }

  private void own(Map<?, ?> store) {
    String id = Json.text(store, "id");
    Stream.of("id", "name", "cluster")
        .map(field -> Json.text(store, field))
        .filter(name -> !name.isEmpty())
        .forEach(name -> owners.put(name, id));
  }

  private void ownHsms(Map<?, ?> cluster) {
    Json.objects(cluster.get("hsms"))
        .forEach(hsm -> hsm(Json.text(hsm, "id"), Json.text(cluster, "id")));
  }

  private void hsm(String id, String cluster) {
    if (!id.isEmpty() && owners.containsKey(cluster)) {
      owners.putIfAbsent(id, owners.get(cluster));
    }
  }

  /** A secret belongs to the key store whose name its own begins with. */
  private void ownSecret(Map<?, ?> secret) {
    String name = Json.text(secret, "name");
    int slash = name.indexOf('/');
    if (slash > 0 && owners.containsKey(name.substring(0, slash))) {
      owners.putIfAbsent(name, owners.get(name.substring(0, slash)));
    }
  }

  private Evidence alone(Map<?, ?> store) {
    String id = Json.text(store, "id");
    Map<String, Object> before = new LinkedHashMap<>(evidence.worldBefore());
    before.put("keyStores", List.of(store));
    List<RunRecord> runs = evidence.runs().stream().filter(run -> concerns(run, id)).toList();
    Set<String> names = runs.stream().map(RunRecord::name).collect(Collectors.toSet());
    return new Evidence(
        evidence.settings(),
        evidence.world(),
        before,
        evidence.worldAfterwards(),
        runs,
        List.of(),
        evidence.calls().stream().filter(call -> names.contains(call.run())).toList(),
        evidence.events().stream().map(event -> seenBy(id, event)).toList(),
        evidence.logLines());
  }

  /** A run that names no key store of this world concerns each. */
  private boolean concerns(RunRecord run, String id) {
    return Stream.of("customKeyStoreId", "customKeyStoreName")
        .map(field -> Json.text(run.asked(), field))
        .filter(owners::containsKey)
        .allMatch(name -> id.equals(owners.get(name)));
  }

  private EventRecord seenBy(String id, EventRecord event) {
    String owner = owners.getOrDefault(event.subject(), id);
    return owner.equals(id) ? event : new EventRecord(event.atMillis(), "OTHER", "", Map.of());
  }
}
