package io.keystoreconnector.core;

import io.keystoreconnector.core.Request.WhenDisconnected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request from parsed JSON and reports everything that is wrong with it at once. No
 * sentence repeats a string value, because a value in the wrong field may be a password.
 */
public final class RequestParser {

  /** A request that can be carried out, or the problems with it, one sentence each. */
  public sealed interface Parsed {
    /** A request that follows all rules. */
    record Valid(Request request) implements Parsed {}

    /** A request that breaks some rules. */
    record Invalid(List<String> problems) implements Parsed {}
  }

  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of(
              "customKeyStoreId",
              "customKeyStoreName",
              "whenDisconnected",
              "update",
              "addHsm",
              "maxAttempts",
              "windowSeconds",
              "pollSeconds",
              "dryRun",
              "passwordTold"));

  private static final Set<String> UPDATE_FIELDS =
      Stream.concat(Stream.of("when"), Arrays.stream(UpdateField.values()).map(UpdateField::json))
          .collect(Collectors.toCollection(TreeSet::new));

  /** Keeps the answer readable, whatever the request contains. */
  private static final int MOST_PROBLEMS = 20;

  private final List<String> problems = new ArrayList<>();

  private RequestParser() {}

  /**
   * Reads a request.
   *
   * @param json maps, lists, strings, numbers, booleans and nulls
   */
  public static Parsed parse(@Nullable Object json) {
    RequestParser parser = new RequestParser();
    if (!(json instanceof Map<?, ?> fields)) {
      return new Parsed.Invalid(
          List.of(
              "The request must be a JSON object such as {\"customKeyStoreId\": \"cks-…\"}, of at"
                  + " most 32,768 characters."));
    }
    Request request = parser.request(fields);
    return parser.problems.isEmpty()
        ? new Parsed.Valid(request)
        : new Parsed.Invalid(first(parser.problems));
  }

  /** As many of the problems as a person reads. */
  static List<String> first(List<String> problems) {
    int more = problems.size() - MOST_PROBLEMS;
    if (more <= 0) {
      return List.copyOf(problems);
    }
    List<String> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    first.add("And " + more + " more.");
    return first;
  }

  private Request request(Map<?, ?> fields) {
    refuseUnknown("the request", fields, FIELDS, UPDATE_FIELDS);
    String id = text(fields, "customKeyStoreId", 64);
    String name = text(fields, "customKeyStoreName", 256);
    if ((fields.get("customKeyStoreId") == null) == (fields.get("customKeyStoreName") == null)) {
      problems.add("Exactly one of customKeyStoreId and customKeyStoreName must be given.");
    }
    return new Request(
        id,
        name,
        choice(fields, "whenDisconnected", WhenDisconnected.CONNECT),
        update(fields.get("update")),
        flag(fields, "addHsm"),
        number(fields, "maxAttempts", 1, 10, Request.USUAL_ATTEMPTS),
        number(fields, "windowSeconds", 120, 1200, Request.USUAL_WINDOW_SECONDS),
        number(fields, "pollSeconds", 5, 60, Request.USUAL_POLL_SECONDS),
        flag(fields, "dryRun"),
        flag(fields, "passwordTold"));
  }

  private Update update(@Nullable Object json) {
    if (json == null) {
      return Update.NONE;
    }
    if (!(json instanceof Map<?, ?> fields)) {
      problems.add("update must be an object with the allowed changes.");
      return Update.NONE;
    }
    refuseUnknown("update", fields, UPDATE_FIELDS, FIELDS);
    Update update =
        new Update(choice(fields, "update.when", Update.When.ON_FAILURE), settings(fields));
    List<UpdateField> named = settingsNamed(fields);
    if (named.isEmpty()) {
      problems.add("update must name at least one setting to change.");
    }
    if (update.when() == Update.When.NOW) {
      refuseNow(named);
    }
    if (named.stream().map(UpdateField::type).distinct().count() > 1) {
      problems.add(
          "update must not mix fields for a CloudHSM key store (cloudHsm…, keyStore…) with fields"
              + " for an external key store (xksProxy…).");
    }
    return update;
  }

  private void refuseNow(List<UpdateField> named) {
    String others =
        named.stream()
            .filter(field -> !field.changesWhileConnected())
            .map(UpdateField::json)
            .collect(Collectors.joining(" and "));
    if (!others.isEmpty()) {
      String fit =
          Arrays.stream(UpdateField.values())
              .filter(UpdateField::changesWhileConnected)
              .map(UpdateField::json)
              .collect(Collectors.joining(" and "));
      problems.add(
          "update.when must not be NOW with %s, which KMS changes only while the key store is DISCONNECTED: use BEFORE_CONNECT, or name only %s."
              .formatted(others, fit));
    }
  }

  private static List<UpdateField> settingsNamed(Map<?, ?> fields) {
    return Arrays.stream(UpdateField.values())
        .filter(field -> fields.get(field.json()) != null)
        .toList();
  }

  private Map<UpdateField, String> settings(Map<?, ?> fields) {
    Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
    for (UpdateField field : settingsNamed(fields)) {
      if (fields.get(field.json()) instanceof String value
          && (field.allows(value) || removesService(field, value, fields))) {
        settings.put(field, value);
      } else {
        problems.add("update." + field.json() + " must be " + field.rule() + ".");
      }
    }
    return settings;
  }

  /**
   * KMS takes an empty service name with a move to a public endpoint.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
   */
  private static boolean removesService(UpdateField field, String value, Map<?, ?> fields) {
    return field == UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME
        && value.isEmpty()
        && "PUBLIC_ENDPOINT".equals(fields.get(UpdateField.XKS_PROXY_CONNECTIVITY.json()));
  }

  private void refuseUnknown(String what, Map<?, ?> fields, Set<String> known, Set<String> others) {
    fields.keySet().stream()
        .map(String::valueOf)
        .filter(name -> !known.contains(name))
        .map(name -> UnknownField.problem(what, name, known, others))
        .forEach(problems::add);
  }

  /** Whether a name in KMS can contain it; half a surrogate pair is not a character. */
  static boolean isText(int character) {
    int type = Character.getType(character);
    return type != Character.CONTROL && type != Character.SURROGATE;
  }

  private @Nullable String text(Map<?, ?> fields, String field, int longest) {
    Object value = fields.get(field);
    if (value == null) {
      return null;
    }
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= longest
        && text.codePoints().allMatch(RequestParser::isText)) {
      return text;
    }
    problems.add(
        "%s must be a string of 1 to %d characters with no control characters."
            .formatted(field, longest));
    return null;
  }

  private boolean flag(Map<?, ?> fields, String field) {
    Object value = fields.get(field);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    problems.add(field + " must be true or false.");
    return false;
  }

  private int number(Map<?, ?> fields, String field, int least, int most, int otherwise) {
    Object value = fields.get(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    problems.add("%s must be a whole number from %d to %d.".formatted(field, least, most));
    return otherwise;
  }

  private <E extends Enum<E>> E choice(Map<?, ?> fields, String path, E otherwise) {
    Object value = fields.get(path.substring(path.indexOf('.') + 1));
    if (value == null) {
      return otherwise;
    }
    E[] choices = otherwise.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (choice.name().equals(value)) {
        return choice;
      }
    }
    problems.add("%s must be %s.".formatted(path, oneOf(choices)));
    return otherwise;
  }

  private static String oneOf(Enum<?>[] choices) {
    List<String> names = Arrays.stream(choices).map(Enum::name).toList();
    return String.join(", ", names.subList(0, names.size() - 1))
        + " or "
        + names.get(names.size() - 1);
  }
}
