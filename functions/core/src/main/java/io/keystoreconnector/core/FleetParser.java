package io.keystoreconnector.core;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the request of a fleet from parsed JSON and reports everything that is wrong with it. */
public final class FleetParser {

  /** A request that can be carried out, or the problems with it, one sentence each. */
  public sealed interface Parsed {
    /** A request that follows all rules. */
    record Valid(FleetRequest request) implements Parsed {}

    /** A request that breaks some rules. */
    record Invalid(List<String> problems) implements Parsed {}
  }

  /** The most words in a request. */
  static final int MOST_WORDS = 100;

  private static final int LONGEST_WORD = 256;
  private static final String KEY_STORES = "keyStores";
  private static final String PASSWORD_TOLD = "passwordTold";
  private static final String UPDATE = FleetRequest.UPDATE;

  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of(
              KEY_STORES,
              "whenDisconnected",
              UPDATE,
              "addHsm",
              "maxAttempts",
              "windowSeconds",
              "pollSeconds",
              "dryRun"));

  private static final Set<String> UPDATE_FIELDS =
      Stream.concat(
              Stream.of(FleetRequest.WHEN),
              Arrays.stream(UpdateField.values())
                  .filter(UpdateField::namesSecret)
                  .map(UpdateField::json))
          .collect(Collectors.toCollection(LinkedHashSet::new));

  private static final Set<String> OF_ONE_STORE =
      Arrays.stream(UpdateField.values())
          .filter(field -> !field.namesSecret())
          .map(UpdateField::json)
          .collect(Collectors.toCollection(LinkedHashSet::new));

  private final Set<String> problems = new LinkedHashSet<>();

  private FleetParser() {}

  /**
   * Reads a request.
   *
   * @param json maps, lists, strings, numbers, booleans and nulls
   */
  public static Parsed parse(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> fields)) {
      return new Parsed.Invalid(
          List.of(
              "The request must be a JSON object such as {\"keyStores\": [\"*\"]}, of at most"
                  + " 32,768 characters."));
    }
    FleetParser parser = new FleetParser();
    FleetRequest request = parser.request(fields);
    return parser.problems.isEmpty()
        ? new Parsed.Valid(request)
        : new Parsed.Invalid(RequestParser.first(List.copyOf(parser.problems)));
  }

  private FleetRequest request(Map<?, ?> fields) {
    List<StorePattern> words = words(fields.get(KEY_STORES));
    Map<String, @Nullable Object> common = new LinkedHashMap<>();
    fields.forEach((name, value) -> common.put(String.valueOf(name), value));
    common.remove(KEY_STORES);
    refuseOthers(common);
    if (common.get(UPDATE) instanceof Map<?, ?> update) {
      update(update);
    }
    FleetRequest request = new FleetRequest(words, common);
    if (problems.isEmpty()) {
      checkRequests(request);
    }
    return request;
  }

  private List<StorePattern> words(@Nullable Object json) {
    if (json instanceof List<?> list
        && !list.isEmpty()
        && list.size() <= MOST_WORDS
        && list.stream().allMatch(FleetParser::isWord)) {
      return list.stream().map(word -> new StorePattern((String) word)).toList();
    }
    problems.add(
        "keyStores must be a list of 1 to %d ids, names or patterns such as prod-*, each a string of 1 to %d characters with no control characters."
            .formatted(MOST_WORDS, LONGEST_WORD));
    return List.of();
  }

  private static boolean isWord(@Nullable Object json) {
    return json instanceof String text
        && !text.isBlank()
        && text.length() <= LONGEST_WORD
        && text.codePoints().allMatch(RequestParser::isText);
  }

  private void refuseOthers(Map<String, @Nullable Object> fields) {
    for (String name : fields.keySet()) {
      if (name.equals(PASSWORD_TOLD)) {
        problems.add(
            "passwordTold is a confirmation about one key store: start a run for that key store.");
      } else if (!FIELDS.contains(name)) {
        problems.add(UnknownField.problem("the request of a fleet", name, FIELDS, UPDATE_FIELDS));
      }
    }
  }

  private void update(Map<?, ?> update) {
    boolean named = false;
    for (Map.Entry<?, ?> entry : update.entrySet()) {
      String name = String.valueOf(entry.getKey());
      Object value = entry.getValue();
      if (OF_ONE_STORE.contains(name)) {
        problems.add(
            "update.%s is a setting of one key store: start a run for that key store."
                .formatted(name));
      } else if (!UPDATE_FIELDS.contains(name)) {
        problems.add(UnknownField.problem("update of a fleet", name, UPDATE_FIELDS, FIELDS));
      } else if (!name.equals(FleetRequest.WHEN) && value != null) {
        secret(name, value);
        named = true;
      }
    }
    if (!named && problems.isEmpty()) {
      problems.add("update must name at least one setting to change.");
    }
  }

  private void secret(String name, Object value) {
    if (!(value instanceof String text) || !(text.contains("{name}") || text.contains("{id}"))) {
      problems.add(
          "update.%s must be a string with {name} or {id} in it, because a secret belongs to one key store."
              .formatted(name));
    }
  }

  /** The other rules are those for the request of one key store. */
  private void checkRequests(FleetRequest request) {
    for (KeyStoreType type : KeyStoreType.values()) {
      Map<String, @Nullable Object> one =
          request.requestFor(new ListedKeyStore("id", "name", type));
      if (RequestParser.parse(one) instanceof RequestParser.Parsed.Invalid invalid) {
        problems.addAll(invalid.problems());
      }
    }
  }
}
