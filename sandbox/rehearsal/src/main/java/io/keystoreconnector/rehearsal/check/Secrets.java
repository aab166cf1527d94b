package io.keystoreconnector.rehearsal.check;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Every password and key in a world, regardless of who put it there. */
final class Secrets {

  private static final Set<String> SECRET = Set.of("password", "secretAccessKey", "value");
  private static final int TOO_SHORT_TO_SEARCH_FOR = 7;

  private final Set<String> found = new TreeSet<>();

  private Secrets() {}

  static Set<String> of(Evidence evidence) {
    Secrets secrets = new Secrets();
    secrets.collect(evidence.world());
    secrets.collect(evidence.worldAfterwards());
    return secrets.found;
  }

  private void collect(@Nullable Object tree) {
    switch (tree) {
      case Map<?, ?> map -> map.forEach((name, value) -> collect(String.valueOf(name), value));
      case Collection<?> items -> items.forEach(this::collect);
      case null, default -> {}
    }
  }

  private void collect(String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      collect(value);
    } else if (SECRET.contains(name) && text.length() >= TOO_SHORT_TO_SEARCH_FOR) {
      found.add(text);
      if (text.startsWith("{")) {
        collectFromJson(text);
      }
    }
  }

  /** A secret may be JSON with the password inside. */
  private void collectFromJson(String text) {
    try {
      collect(JSON.std.anyFrom(text));
    } catch (JacksonException notJson) {
      // In that case it is the password itself.
    }
  }
}
