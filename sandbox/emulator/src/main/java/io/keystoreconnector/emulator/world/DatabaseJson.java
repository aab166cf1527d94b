package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code databases} of a world file. */
final class DatabaseJson {

  private final World world;

  DatabaseJson(World world) {
    this.world = world;
  }

  void read(JsonObjectReader fields) {
    Database.Kind kind = fields.choice("kind", Database.Kind.INSTANCE);
    if (kind == Database.Kind.CLUSTER && fields.has("cluster")) {
      throw WorldFormatException.about(fields, "cluster", "is allowed only with kind INSTANCE");
    }
    Database.Identity identity =
        new Database.Identity(
            fields.text("name"),
            kind,
            fields.text("engine", kind == Database.Kind.CLUSTER ? "aurora-postgresql" : "postgres"),
            fields.textOrNull("cluster"),
            fields.text("key"));
    refuseTwins(fields, identity);
    Database.Status status = fields.choice("status", Database.Status.AVAILABLE);
    Database database = new Database(identity, status, due(fields, status));
    fields.nothingElse();
    world.databases().all.add(database);
  }

  private @Nullable Long due(JsonObjectReader fields, Database.Status status) {
    return switch (status) {
      case AVAILABLE ->
          fields.has("secondsLeft") ? world.moment() + fields.millis("secondsLeft", 0) : null;
      case RECOVERABLE ->
          world.moment() + fields.millis("secondsLeft", Databases.RECOVERABLE_MILLIS);
      case INACCESSIBLE -> {
        if (fields.has("secondsLeft")) {
          throw WorldFormatException.about(
              fields, "secondsLeft", "is not allowed with status INACCESSIBLE");
        }
        yield null;
      }
    };
  }

  private void refuseTwins(JsonObjectReader fields, Database.Identity identity) {
    if (world.databases().all(identity.kind()).stream()
        .anyMatch(other -> other.identity().name().equals(identity.name()))) {
      throw WorldFormatException.about(
          fields, "name", "is already the name of another database of this kind");
    }
  }

  Map<String, Object> write(Database database) {
    Database.Identity identity = database.identity();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", identity.name());
    json.put("kind", identity.kind().name());
    json.put("engine", identity.engine());
    if (identity.cluster() != null) {
      json.put("cluster", identity.cluster());
    }
    json.put("key", identity.key());
    json.put("status", database.status().name());
    if (database.due != null) {
      json.put("secondsLeft", Seconds.of(database.due - world.moment()));
    }
    return json;
  }
}
