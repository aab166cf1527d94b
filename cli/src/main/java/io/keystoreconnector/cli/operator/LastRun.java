package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.RunFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** The last run for a key store, and what came of it. */
record LastRun(RunFacts facts) {

  String arn() {
    return facts.arn();
  }

  boolean isUnderWay() {
    return facts.status().equals("RUNNING");
  }

  /** When it ended, or else when it began. */
  Instant moment() {
    return facts.stop() == null ? facts.start() : facts.stop();
  }

  /** The outcome of its report and the reason; the status if it has no report. */
  String outcome() {
    Map<?, ?> report = report();
    return report.get("outcome") == null
        ? Stream.of(facts.status(), Objects.toString(facts.error(), ""))
            .filter(word -> !word.isEmpty())
            .reduce((status, error) -> status + ", " + error)
            .orElseThrow()
        : report.get("outcome").toString().replace('_', ' ')
            + (report.get("reason") == null ? "" : ", " + report.get("reason"));
  }

  private Map<?, ?> report() {
    return tree(facts.output() == null ? facts.cause() : facts.output());
  }

  /** Whether it was about the key store. */
  boolean isAbout(String id, String name) {
    Map<?, ?> request = tree(facts.input());
    return id.equals(request.get("customKeyStoreId"))
        || name.equals(request.get("customKeyStoreName"));
  }

  private static Map<?, ?> tree(@Nullable String json) {
    try {
      return json != null && JSON.std.anyFrom(json) instanceof Map<?, ?> map ? map : Map.of();
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionArn", arn());
    json.put("status", facts.status());
    json.put("startDate", facts.start().toString());
    json.put("stopDate", facts.stop() == null ? null : facts.stop().toString());
    json.put("outcome", report().get("outcome"));
    json.put("reason", report().get("reason"));
    json.put("message", report().get("message"));
    return json;
  }
}
