package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.Decision;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.NextCommand;
import io.keystoreconnector.core.Remembered;
import io.keystoreconnector.core.Report;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision with its report, as JSON. */
final class DecisionJson {

  private DecisionJson() {}

  /**
   * What the state machine continues with.
   *
   * @param journal its current copy of the journal
   */
  static Map<String, Object> write(Decision decision, Event journal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", decision.action().name());
    json.put("why", decision.why());
    json.put("act", ActJson.write(decision.action()));
    json.put("proof", ActJson.proof(decision.action()));
    json.put("journal", JournalJson.write(decision.journal(), journal));
    json.put(
        "write", decision.write() ? JournalJson.toWrite(decision.journal(), journal) : Map.of());
    KeyStore store = decision.report().keyStore();
    json.put("keyStoreId", store == null ? "" : store.id());
    json.put("waitSeconds", decision.waitSeconds());
    json.put("lastLook", decision.lastLook().toEpochMilli());
    json.put("progress", ProgressJson.write(decision.progress()));
    json.put("report", report(decision.report()));
    return json;
  }

  /** What a log line says about it: what was seen, what was decided and why. */
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
    if (report.proved() != null) {
      json.put("proved", report.proved().by());
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
    put(json, "next", report.next());
    put(json, "guidance", report.guidance());
    if (!report.commands().isEmpty()) {
      json.put("commands", report.commands().stream().map(DecisionJson::command).toList());
    }
    put(json, "runbook", report.runbook());
    if (report.keyStore() != null) {
      json.put("keyStore", keyStore(report.keyStore()));
    }
    if (report.cluster() != null) {
      json.put("cluster", cluster(report.cluster()));
    }
    Report.Proved proved = report.proved();
    if (proved != null) {
      json.put("proved", Json.fields("by", proved.by(), "at", proved.at().toString()));
    }
    json.put("attempts", report.attempts());
    json.put("maxAttempts", report.maxAttempts());
    json.put("failures", ProgressJson.failures(report.failures()));
    json.put("actions", ProgressJson.steps(report.actions()));
    json.put("warnings", report.warnings());
    put(json, "aftermath", report.aftermath());
    Map<String, Object> remembered = remembered(report.remembered());
    if (!remembered.isEmpty()) {
      json.put("remembered", remembered);
    }
    json.put("elapsedSeconds", report.elapsedSeconds());
    json.put("version", Release.version());
    return json;
  }

  private static Map<String, Object> command(NextCommand next) {
    return Json.fields("purpose", next.purpose(), "command", next.command());
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

  private static Map<String, Object> remembered(Remembered remembered) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (remembered.repair() != null) {
      json.put("repair", JournalJson.repair(remembered.repair()));
    }
    if (remembered.logIns() != null) {
      json.put(
          "logIns",
          Json.fields(
              "failed", remembered.logIns().failed(), "allowed", remembered.allowedLogIns()));
    }
    if (remembered.told() != null) {
      json.put("told", JournalJson.told(remembered.told()));
    }
    if (remembered.hsm() != null) {
      json.put("hsm", JournalJson.hsm(remembered.hsm()));
    }
    put(json, "unavailable", remembered.unavailable());
    return json;
  }

  private static Map<String, Object> cluster(Cluster cluster) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", cluster.id());
    json.put("state", cluster.state());
    json.put("activeHsms", cluster.activeHsms());
    json.put("activeZones", cluster.activeZones());
    json.put("hsmBeingCreated", cluster.hsmBeingCreated());
    Cluster.Details details = cluster.details();
    put(json, "hsmType", details.hsmType());
    put(json, "mode", details.mode());
    put(json, "stateMessage", details.stateMessage());
    Instant rollbackUntil = details.rollbackUntil();
    put(json, "rollbackUntil", rollbackUntil == null ? null : rollbackUntil.toString());
    List<Map<String, Object>> degraded =
        cluster.hsms().stream().filter(Hsm::degraded).map(DecisionJson::hsm).toList();
    if (!degraded.isEmpty()) {
      json.put("degradedHsms", degraded);
    }
    return json;
  }

  private static Map<String, Object> hsm(Hsm hsm) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", hsm.id());
    json.put("availabilityZone", hsm.availabilityZone());
    json.put("state", hsm.state());
    put(json, "stateMessage", hsm.message());
    return json;
  }

  private static void put(Map<String, Object> json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
