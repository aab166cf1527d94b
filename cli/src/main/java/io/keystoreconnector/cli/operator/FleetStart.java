package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request for several key stores.
 *
 * @param words their ids, names and patterns
 * @param json the whole request
 */
record FleetStart(List<String> words, Map<String, @Nullable Object> json) {

  /** The field of a request that names several key stores. */
  static final String KEY_STORES = "keyStores";

  FleetStart {
    words = List.copyOf(words);
  }

  /**
   * Puts the two together.
   *
   * @param words those that the command names; empty if the request has them
   * @param rest the other fields
   * @throws UsageProblem if both name key stores
   */
  static FleetStart of(List<String> words, Map<String, @Nullable Object> rest) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (words.isEmpty()) {
      json.putAll(rest);
      return new FleetStart(texts(rest.get(KEY_STORES)), json);
    }
    StartRequest.storeField(rest)
        .ifPresent(
            field -> {
              throw new UsageProblem(
                  "Name the key stores once: either in the command or with %s in the request."
                      .formatted(field));
            });
    json.put(KEY_STORES, words);
    json.putAll(rest);
    return new FleetStart(words, json);
  }

  /** What is not a list of strings is for the workflow's own rules to refuse. */
  private static List<String> texts(@Nullable Object json) {
    return json instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** A name that shows people when it was started. */
  String executionName(Instant now) {
    return "fleet-" + StartRequest.moment(now);
  }
}
