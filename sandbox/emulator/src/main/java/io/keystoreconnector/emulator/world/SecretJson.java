package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** {@code secrets} of a world file: one value, or all versions. */
final class SecretJson {

  private final World world;

  SecretJson(World world) {
    this.world = world;
  }

  void read(JsonObjectReader fields) {
    String name = fields.text("name");
    String arn =
        world
            .settings()
            .arn("secretsmanager", "secret:" + name + "-" + world.ids().secretSuffix(name));
    Secret secret = new Secret(name, fields.text("arn", arn), fields.textOrNull("encryptedWith"));
    secret.deleted = fields.flag("deleted", false);
    if (fields.has("versions")) {
      fields.objects("versions").forEach(f -> readVersion(f, secret));
    } else {
      readVersion(fields, secret);
    }
    if (world.secrets().find(name).isPresent()) {
      throw WorldFormatException.about(fields, "name", "is already the name of another secret");
    }
    fields.nothingElse();
    world.secrets().all.add(secret);
  }

  private void readVersion(JsonObjectReader fields, Secret secret) {
    String usualId = world.ids().secretVersion(secret.name(), "" + secret.versions.size());
    String id = fields.text("versionId", usualId);
    Secret.Version version = new Secret.Version(id, value(fields), world.moment());
    version.stages.addAll(fields.texts("stages", List.of(Secrets.CURRENT)));
    secret.versions.add(version);
  }

  /** A secret is usually an object; it is stored as JSON text. */
  private static String value(JsonObjectReader fields) {
    if (fields.value("value") instanceof Map<?, ?> object) {
      return JSON.std.asString(object);
    }
    return fields.text("value");
  }

  Map<String, Object> write(Secret secret, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", secret.name());
    json.put("arn", secret.arn());
    json.put("deleted", secret.deleted());
    json.put("encryptedWith", secret.encryptedWith);
    json.put("versions", secret.versions.stream().map(v -> write(v, visibility)).toList());
    return json;
  }

  private static Map<String, Object> write(Secret.Version version, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("versionId", version.id());
    json.put("value", visibility.show(version.value()));
    json.put("stages", version.stages());
    return json;
  }
}
