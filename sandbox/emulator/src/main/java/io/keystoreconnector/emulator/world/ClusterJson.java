package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code clusters} of a world file. {@code "hsms": 2} makes two active HSMs in two zones. */
final class ClusterJson {

  static final String USUAL_PASSWORD = "kmsuserPassword1";
  private static final long USUAL_BACKUP_AGE = 12L * 3600 * 1000;
  private static final String ID_PATTERN = "cluster-[2-7a-zA-Z]{11,16}";

  private final World world;

  ClusterJson(World world) {
    this.world = world;
  }

  void read(JsonObjectReader fields) {
    String region = world.settings().region();
    String id = fields.text("id", world.ids().cluster(world.clusters().all.size() + 1));
    if (!id.matches(ID_PATTERN)) {
      throw WorldFormatException.about(fields, "id", "must match " + ID_PATTERN);
    }
    if (world.clusters().all.stream().anyMatch(c -> c.id().equals(id))) {
      throw WorldFormatException.about(fields, "id", "is already the id of another cluster");
    }
    Cluster.Identity identity =
        new Cluster.Identity(
            id,
            fields.choice("mode", Cluster.Mode.FIPS),
            zones(fields, List.of(region + "a", region + "b", region + "c")),
            fields.text("backupHistory", id),
            fields.text("trustAnchor", Certificates.of("customer CA")),
            fields.number("hsmSeconds", world.settings().hsmSeconds()));
    KmsUser user = UserJson.read(fields, "kmsuser", KmsUser.withPassword(USUAL_PASSWORD));
    Cluster cluster =
        new Cluster(
            identity,
            fields.choice("state", Cluster.State.ACTIVE),
            fields.choice("subnets", Cluster.Subnets.OK),
            UserJson.read(fields, "backup", user));
    cluster.hsmType = fields.text("hsmType", HsmTypes.HSM2);
    cluster.stateMessage = fields.textOrNull("stateMessage");
    cluster.change = readChange(fields, "change", user);
    cluster.rollback = readChange(fields, "rollback", user);
    if (cluster.change != null && !cluster.limitedWrite()) {
      throw WorldFormatException.about(
          fields, "change", "needs the state MODIFY_IN_PROGRESS or ROLLBACK_IN_PROGRESS");
    }
    readHsms(fields, cluster, user);
    readBackups(fields, cluster);
    fields.nothingElse();
    world.clusters().all.add(cluster);
  }

  private @Nullable TypeChange readChange(JsonObjectReader parent, String name, KmsUser user) {
    if (parent.value(name) == null) {
      return null;
    }
    JsonObjectReader fields = parent.object(name);
    TypeChange change =
        new TypeChange(
            fields.text("hsmType"),
            world.moment() + fields.millis("secondsLeft", 0),
            UserJson.read(fields, "kmsuser", user));
    fields.nothingElse();
    return change;
  }

  private static List<String> zones(JsonObjectReader fields, List<String> usual) {
    List<String> zones = fields.texts("zones", usual);
    if (zones.isEmpty()) {
      throw WorldFormatException.about(fields, "zones", "must name at least one Availability Zone");
    }
    return zones;
  }

  private void readHsms(JsonObjectReader fields, Cluster cluster, KmsUser user) {
    if (fields.value("hsms") instanceof List<?>) {
      fields.objects("hsms").forEach(f -> cluster.hsms.add(readHsm(f, cluster, user)));
      return;
    }
    for (int i = fields.number("hsms", 2); i > 0; i--) {
      cluster.hsms.add(readHsm(WorldFields.of("", Map.of()), cluster, user));
    }
  }

  /** CloudHSM makes one a day, if the cluster has HSMs. */
  private void readBackups(JsonObjectReader fields, Cluster cluster) {
    if (fields.value("backups") == null) {
      cluster.backups.add(readBackup(WorldFields.of("", Map.of()), cluster));
      return;
    }
    fields.objects("backups").forEach(f -> cluster.backups.add(readBackup(f, cluster)));
  }

  private ClusterBackup readBackup(JsonObjectReader fields, Cluster cluster) {
    ClusterBackup backup =
        new ClusterBackup(
            fields.text("id", world.ids().backup(cluster.id(), cluster.backups.size())),
            fields.text("state", "READY"),
            world.moment() - fields.millis("secondsAgo", USUAL_BACKUP_AGE));
    fields.nothingElse();
    return backup;
  }

  private Hsm readHsm(JsonObjectReader fields, Cluster cluster, KmsUser user) {
    int ordinal = cluster.hsms.size();
    List<String> zones = cluster.zones();
    Hsm.State state = fields.choice("state", Hsm.State.ACTIVE);
    Hsm hsm =
        new Hsm(
            fields.text("id", world.ids().hsm(cluster.id(), -ordinal)),
            fields.text("zone", zones.get(ordinal % zones.size())),
            fields.text("ip", "10.0." + ordinal + ".7"),
            state,
            UserJson.read(fields, "kmsuser", user),
            due(fields, cluster, state));
    hsm.stateMessage = fields.textOrNull("stateMessage");
    fields.nothingElse();
    return hsm;
  }

  private @Nullable Long due(JsonObjectReader fields, Cluster cluster, Hsm.State state) {
    long usual =
        state == Hsm.State.DELETE_IN_PROGRESS
            ? world.settings().hsmDeleteSeconds()
            : cluster.identity.hsmSeconds();
    long left = fields.millis("secondsLeft", usual * 1000);
    return switch (state) {
      case CREATE_IN_PROGRESS, DELETE_IN_PROGRESS -> world.moment() + left;
      case ACTIVE, DEGRADED, DELETED -> null;
    };
  }

  Map<String, @Nullable Object> write(Cluster cluster, SecretVisibility visibility) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", cluster.id());
    json.put("state", cluster.state().name());
    json.put("stateMessage", cluster.stateMessage());
    json.put("hsmType", cluster.hsmType());
    json.put("mode", cluster.mode());
    json.put("change", write(cluster.change, visibility));
    json.put("rollback", write(cluster.rollback, visibility));
    json.put("subnets", cluster.subnets.name());
    json.put("zones", cluster.zones());
    json.put("backupHistory", cluster.identity.backupHistory());
    json.put("trustAnchor", cluster.identity.trustAnchor());
    json.put("hsmSeconds", cluster.identity.hsmSeconds());
    json.put("backup", UserJson.write(cluster.backup, visibility));
    json.put("hsms", cluster.hsms.stream().map(h -> write(h, visibility)).toList());
    json.put("backups", cluster.backups.stream().map(this::write).toList());
    return json;
  }

  private Map<String, Object> write(ClusterBackup backup) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", backup.id());
    json.put("state", backup.state());
    json.put("secondsAgo", Seconds.of(world.moment() - backup.madeAt()));
    return json;
  }

  private @Nullable Map<String, Object> write(
      @Nullable TypeChange change, SecretVisibility visibility) {
    if (change == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hsmType", change.hsmType());
    json.put("secondsLeft", Seconds.of(change.due() - world.moment()));
    json.put("kmsuser", UserJson.write(change.user(), visibility));
    return json;
  }

  private Map<String, Object> write(Hsm hsm, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", hsm.id());
    json.put("zone", hsm.zone());
    json.put("ip", hsm.ip());
    json.put("state", hsm.state().name());
    if (hsm.stateMessage() != null) {
      json.put("stateMessage", hsm.stateMessage());
    }
    if (hsm.due != null) {
      json.put("secondsLeft", Seconds.of(hsm.due - world.moment()));
    }
    json.put("kmsuser", UserJson.write(hsm.user, visibility));
    return json;
  }
}
