package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A whole world as JSON. docs/world-files.md describes the fields. */
final class WorldJson {

  private WorldJson() {}

  static World read(Map<String, Object> json, InstantSource source, Delay delay) {
    JsonObjectReader fields = WorldFields.of("", json);
    Settings settings = SettingsJson.settings(fields.object("settings"));
    Variants variants = SettingsJson.variants(fields.object("variants"));
    World world = new World(source, delay, settings, variants, fields.millis("second", 0));
    ClusterJson clusters = new ClusterJson(world);
    fields.objects("clusters").forEach(clusters::read);
    KeyStoreJson keyStores = new KeyStoreJson(world);
    fields.objects("keyStores").forEach(keyStores::read);
    SecretJson secrets = new SecretJson(world);
    fields.objects("secrets").forEach(secrets::read);
    DatabaseJson databases = new DatabaseJson(world);
    fields.objects("databases").forEach(databases::read);
    JournalJson items = new JournalJson(world);
    fields.objects("journal").forEach(items::read);
    HubJson rows = new HubJson(world.hubTable());
    fields.objects("hub").forEach(rows::read);
    world.faults().all.addAll(fields.objects("faults").stream().map(FaultJson::read).toList());
    world
        .humanActions()
        .plan(fields.objects("people").stream().map(HumanActionJson::read).toList());
    fields.nothingElse();
    world.databases().settle();
    return world;
  }

  static Map<String, Object> write(World world, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("second", Seconds.of(world.moment()));
    json.put("settings", SettingsJson.write(world.settings()));
    json.put("variants", SettingsJson.write(world.variants()));
    KeyStoreJson keyStores = new KeyStoreJson(world);
    json.put("keyStores", list(world.keyStores().all, k -> keyStores.write(k, visibility)));
    ClusterJson clusters = new ClusterJson(world);
    json.put("clusters", list(world.clusters().all, c -> clusters.write(c, visibility)));
    SecretJson secrets = new SecretJson(world);
    json.put("secrets", list(world.secrets().all, s -> secrets.write(s, visibility)));
    DatabaseJson databases = new DatabaseJson(world);
    json.put("databases", list(world.databases().all, databases::write));
    json.put("journal", list(world.journalTable().items(), JournalJson::write));
    json.put("hub", list(world.hubTable().items(), HubJson::write));
    json.put("faults", list(world.faults().all, FaultJson::write));
    json.put(
        "people", list(world.humanActions().timetable, d -> HumanActionJson.write(d, visibility)));
    return json;
  }

  private static <T> List<Map<String, Object>> list(
      List<T> items, Function<T, Map<String, Object>> write) {
    return items.stream().map(write).toList();
  }
}
