package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code settings} and {@code variants} of a world file, with every default. */
final class SettingsJson {

  private SettingsJson() {}

  static Settings settings(JsonObjectReader fields) {
    Settings settings =
        new Settings(
            fields.text("region", "eu-central-1"),
            fields.number("seed", 1),
            fields.number("requestsPerSecond", 5),
            fields.number("staleSeconds", 0),
            fields.choice("staleness", Settings.Staleness.ALWAYS),
            fields.number("latencyMillis", 0),
            fields.number("connectSeconds", 240),
            fields.number("disconnectSeconds", 20),
            fields.number("hsmSeconds", 720),
            fields.number("hsmDeleteSeconds", 60),
            fields.number("hsmModifySeconds", 1800),
            fields.number("keyStoreLimit", 10),
            fields.number("hsmLimit", 6),
            fields.number("databaseSeconds", 1800));
    fields.nothingElse();
    return settings;
  }

  static Map<String, Object> write(Settings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("region", settings.region());
    json.put("seed", settings.seed());
    json.put("requestsPerSecond", settings.requestsPerSecond());
    json.put("staleSeconds", settings.staleSeconds());
    json.put("staleness", settings.staleness().name());
    json.put("latencyMillis", settings.latencyMillis());
    json.put("connectSeconds", settings.connectSeconds());
    json.put("disconnectSeconds", settings.disconnectSeconds());
    json.put("hsmSeconds", settings.hsmSeconds());
    json.put("hsmDeleteSeconds", settings.hsmDeleteSeconds());
    json.put("hsmModifySeconds", settings.hsmModifySeconds());
    json.put("keyStoreLimit", settings.keyStoreLimit());
    json.put("hsmLimit", settings.hsmLimit());
    json.put("databaseSeconds", settings.databaseSeconds());
    return json;
  }

  static Variants variants(JsonObjectReader fields) {
    Variants variants =
        new Variants(
            fields.choice("connectWhileConnected", Variants.Repeat.ACCEPTED),
            fields.choice("connectWhileConnecting", Variants.Repeat.ACCEPTED),
            fields.choice("connectWithoutActiveHsm", Variants.NoHsm.FAILS_LATER),
            fields.choice("connectToDegradedCluster", Variants.DegradedCluster.ACCEPTED),
            fields.choice("fifthFailedLogIn", Variants.FifthLogIn.INVALID_CREDENTIALS),
            fields.choice("labelMovedToItsOwnVersion", Variants.LabelMove.ACCEPTED),
            fields.choice("useWithoutActiveHsm", Variants.NoHsmUse.DEPENDENCY_TIMEOUT),
            fields.choice("deletedClusters", Variants.Deleted.HIDDEN),
            fields.choice("xksUpdateWhileConnected", Variants.LiveUpdate.ACCEPTED));
    fields.nothingElse();
    return variants;
  }

  static Map<String, Object> write(Variants variants) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("connectWhileConnected", variants.connectWhileConnected().name());
    json.put("connectWhileConnecting", variants.connectWhileConnecting().name());
    json.put("connectWithoutActiveHsm", variants.connectWithoutActiveHsm().name());
    json.put("connectToDegradedCluster", variants.connectToDegradedCluster().name());
    json.put("fifthFailedLogIn", variants.fifthFailedLogIn().name());
    json.put("labelMovedToItsOwnVersion", variants.labelMovedToItsOwnVersion().name());
    json.put("useWithoutActiveHsm", variants.useWithoutActiveHsm().name());
    json.put("deletedClusters", variants.deletedClusters().name());
    json.put("xksUpdateWhileConnected", variants.xksUpdateWhileConnected().name());
    return json;
  }
}
