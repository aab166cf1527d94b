package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.Decision;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision with its report, as JSON. */
final class DecisionJson {

  private DecisionJson() {}

  static Map<String, Object> write(Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", decision.action().name());
    json.put("why", decision.why());
    json.put("act", ActJson.write(decision.action()));
    json.put("waitSeconds", decision.waitSeconds());
    json.put("lastLook", decision.lastLook().toEpochMilli());
    json.put("progress", ProgressJson.write(decision.progress()));
    json.put("report", report(decision.report()));
    return json;
  }

  /** What a log line tells of it: what was seen, what was decided and why. */
  static Map<String, @Nullable Object> logged(Decision decision) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Report report = decision.report();
    if (report.keyStore() != null) {
      json.put("keyStore", report.keyStore().id());
      json.put("seen", keyStore(report.keyStore()));
    }
    if (report.cluster() != null) {
      json.put("cluster", cluster(report.cluster()));
    }
    json.put("decision", decision.action().name());
    json.put("why", decision.why());
    json.put("attempts", report.attempts());
    json.put("elapsedSeconds", report.elapsedSeconds());
    return json;
  }

  private static Map<String, Object> report(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", report.outcome().name());
    put(json, "reason", report.reason());
    json.put("message", report.message());
    put(json, "guidance", report.guidance());
    put(json, "runbook", report.runbook());
    if (report.keyStore() != null) {
      json.put("keyStore", keyStore(report.keyStore()));
    }
    if (report.cluster() != null) {
      json.put("cluster", cluster(report.cluster()));
    }
    json.put("attempts", report.attempts());
    json.put("maxAttempts", report.maxAttempts());
    json.put("failures", ProgressJson.failures(report.failures()));
    json.put("actions", ProgressJson.steps(report.actions()));
    json.put("warnings", report.warnings());
    json.put("elapsedSeconds", report.elapsedSeconds());
    return json;
  }

  private static Map<String, Object> keyStore(KeyStore store) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", store.id());
    json.put("name", store.name());
    json.put("type", store.type().name());
    json.put("connectionState", store.state().name());
    put(json, "connectionErrorCode", store.errorCode());
    return json;
  }

  private static Map<String, Object> cluster(Cluster cluster) {
    return Map.of(
        "id", cluster.id(),
        "state", cluster.state(),
        "activeHsms", cluster.activeHsms(),
        "activeZones", cluster.activeZones(),
        "hsmBeingCreated", cluster.hsmBeingCreated());
  }

  private static void put(Map<String, Object> json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
