package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.RunFacts;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.ErrorWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last run for a key store, and its result. */
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
    RunReport report = report();
    return report.outcome().isEmpty()
        ? joined(facts.status(), Objects.toString(facts.error(), ""))
        : joined(report.outcome().replace('_', ' '), report.reason());
  }

  /** The state and code of the key store when it ended; empty if its report does not say. */
  String left() {
    return report()
        .keyStore()
        .map(store -> (store.connectionState() + " " + store.connectionErrorCode()).strip())
        .orElse("");
  }

  /** Why its report called for a person; empty if it did not. */
  String reason() {
    return report().reason();
  }

  /** What a person was to do then. */
  String guidance() {
    return report().guidance();
  }

  /** What its request named for a setting; empty if nothing. */
  String asked(UpdateField field) {
    return JsonTree.parsed(facts.input()).get("update").text(field.json());
  }

  /**
   * The KMS operation with which its last check proved that the keys can be used; empty if none.
   */
  String provedBy() {
    return report().provedBy();
  }

  private static String joined(String end, String why) {
    return why.isEmpty() ? end : end + ", " + why;
  }

  private RunReport report() {
    return RunReport.ofEnd(facts.output(), facts.cause());
  }

  /** The key store that its request names; empty if none. */
  Optional<StoreName> store() {
    JsonTree request = JsonTree.parsed(facts.input());
    return Stream.of("customKeyStoreId", "customKeyStoreName")
        .map(request::text)
        .filter(text -> !text.isEmpty())
        .map(StoreName::new)
        .findFirst();
  }

  /** Whether it was about the key store. */
  boolean isAbout(String id, String name) {
    JsonTree request = JsonTree.parsed(facts.input());
    return id.equals(request.text("customKeyStoreId"))
        || name.equals(request.text("customKeyStoreName"));
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionArn", arn());
    json.put("status", facts.status());
    json.put("startDate", facts.start().toString());
    json.put("stopDate", facts.stop() == null ? null : facts.stop().toString());
    json.put("outcome", orNull(report().outcome()));
    json.put("reason", orNull(report().reason()));
    json.put("message", orNull(message()));
    json.put("provedBy", orNull(provedBy()));
    return json;
  }

  private String message() {
    return report().outcome().isEmpty()
        ? ErrorWords.of(facts.error(), facts.cause())
        : report().message();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
