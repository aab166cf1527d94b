package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * {@code journal} of a world file: the items of the journal's table, their attributes as plain
 * JSON.
 */
final class JournalJson {

  private static final String JOURNAL = "journal";
  private static final String VERSION = "version";

  private final World world;

  JournalJson(World world) {
    this.world = world;
  }

  void read(JsonObjectReader fields) {
    Map<String, AttributeValue> item = attributes(fields);
    String given = fields.text(JournalTable.KEY);
    String id =
        world.keyStores().find(store -> store.name().equals(given)).map(KeyStore::id).orElse(given);
    item.put(JournalTable.KEY, AttributeValue.of(id));
    if (world.journalTable().get(id).isPresent()) {
      throw WorldFormatException.about(
          fields, JournalTable.KEY, "is already the key store of another item");
    }
    world.journalTable().add(item);
  }

  /** Every field as an attribute, with a version. */
  static Map<String, AttributeValue> attributes(JsonObjectReader fields) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    fields.all().forEach((name, value) -> item.put(name, value(fields, name, value)));
    item.putIfAbsent(VERSION, AttributeValue.of(BigDecimal.ONE));
    return item;
  }

  /** A journal is an object; it is stored as JSON text. */
  private static AttributeValue value(JsonObjectReader fields, String name, Object value) {
    return switch (value) {
      case String text -> AttributeValue.of(text);
      case Number number -> AttributeValue.of(new BigDecimal(number.toString()));
      case Boolean flag -> AttributeValue.of(flag);
      case Map<?, ?> object -> AttributeValue.of(JSON.std.asString(object));
      case null, default ->
          throw WorldFormatException.about(
              fields, name, "must be a string, a number, true, false or an object");
    };
  }

  static Map<String, Object> write(Map<String, AttributeValue> item) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> json.put(name, plain(name, value)));
    return json;
  }

  private static Object plain(String name, AttributeValue value) {
    return name.equals(JOURNAL) && value.isText() ? readable(value.text()) : value.plain();
  }

  /** The object that the JSON text represents, if it is written as exactly the same text again. */
  private static Object readable(String text) {
    try {
      return JSON.std.anyFrom(text) instanceof Map<?, ?> object
              && JSON.std.asString(object).equals(text)
          ? object
          : text;
    } catch (JacksonException e) {
      return text;
    }
  }
}
