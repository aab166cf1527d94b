package io.keystoreconnector.runs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run took place, as a page shows it.
 *
 * @param known what the caller knows; the run's history says the rest
 * @param entry where our runbook explains how the run ended; empty if nowhere
 */
record OriginJson(RunOrigin known, RunData data, String entry) {

  Map<String, Object> toJson() {
    Release release = Release.ofThisCode();
    RunArn arn = new RunArn(data.history().arn());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("emulated", data.world());
    json.put("endpoint", known.endpoint());
    json.put("run", arn.text());
    json.put("name", arn.name());
    json.put("account", arn.account().isEmpty() ? known.account() : arn.account());
    json.put("region", arn.region());
    json.put("console", known.console());
    json.put("version", release.version());
    json.put("runbookUrl", runbookUrl(release));
    json.put("commands", known.commandsJson());
    return json;
  }

  /** The runbook of a deployment has the same entries as ours. */
  private String runbookUrl(Release release) {
    String runbook = known.runbook().isEmpty() ? release.runbook() : known.runbook();
    return entry.contains("#") ? runbook + entry.substring(entry.indexOf('#')) : "";
  }
}
