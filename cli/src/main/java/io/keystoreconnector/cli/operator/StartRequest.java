package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.UpdateField;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request of a run, made of the key store and the rest.
 *
 * @param store which key store it is about
 * @param json the whole request
 */
record StartRequest(StoreName store, Map<String, @Nullable Object> json) {

  private static final List<String> STORE_FIELDS =
      List.of("customKeyStoreId", "customKeyStoreName");
  private static final List<String> SECRET_FIELDS =
      Arrays.stream(UpdateField.values())
          .filter(UpdateField::namesSecret)
          .map(UpdateField::json)
          .toList();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  /** An execution's name has 80 characters at most. */
  private static final int LONGEST_STORE = 60;

  /**
   * Puts the two together.
   *
   * @param store the one that the command names
   * @param rest the other fields
   * @throws UsageProblem if no key store is named, or two are
   */
  static StartRequest of(@Nullable String store, Map<String, @Nullable Object> rest) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(rest);
    List<String> named = STORE_FIELDS.stream().filter(json::containsKey).toList();
    if (store == null && named.isEmpty()) {
      throw new UsageProblem(
          "Name a key store by its id or name, or by customKeyStoreId in the request; ./connector"
              + " status lists them.");
    }
    if (store != null && !named.isEmpty()) {
      throw new UsageProblem(
          "Name the key store once: either in the command or with %s in the request."
              .formatted(named.getFirst()));
    }
    StoreName meant =
        new StoreName(store != null ? store : String.valueOf(json.get(named.getFirst())));
    if (store != null) {
      json.put(meant.field(), store);
    }
    return new StartRequest(meant, json);
  }

  /** The field of a request that names key stores; empty if none does. */
  static Optional<String> storeField(Map<String, @Nullable Object> request) {
    return Stream.concat(STORE_FIELDS.stream(), Stream.of(FleetStart.KEY_STORES))
        .filter(request::containsKey)
        .findFirst();
  }

  /**
   * The value of --request as an object.
   *
   * @throws UsageProblem if it is none
   */
  static Map<String, @Nullable Object> object(String request) {
    if (!(new RequestArgument(request).tree() instanceof Map<?, ?> map)) {
      throw new UsageProblem("The request must be a JSON object.");
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    map.forEach((name, value) -> json.put(String.valueOf(name), value));
    return json;
  }

  /** A name that shows people which key store, and when. */
  String executionName(Instant now) {
    String readable = store.text().replaceAll("[^A-Za-z0-9_-]+", "-");
    String cut = readable.substring(0, Math.min(readable.length(), LONGEST_STORE));
    return cut + "-" + moment(now);
  }

  /** A moment as the names of executions end with it. */
  static String moment(Instant now) {
    return MOMENT.format(now);
  }

  /** The secret whose value the run may send to KMS; empty if it names none. */
  String secret() {
    return json.get("update") instanceof Map<?, ?> update
        ? SECRET_FIELDS.stream()
            .map(update::get)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst()
            .orElse("")
        : "";
  }

  /** The same, but only to check and to plan. */
  Map<String, @Nullable Object> dry() {
    Map<String, @Nullable Object> dry = new LinkedHashMap<>(json);
    dry.put("dryRun", true);
    return dry;
  }
}
