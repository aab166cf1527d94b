package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.StackEventFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of a deployment, for programs. */
final class DeploymentReport {

  private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

  /** A deployment of a stack that has done nothing yet. */
  DeploymentReport(String stack, String region, @Nullable String account) {
    json.put("stack", stack);
    json.put("stackId", null);
    json.put("region", region);
    json.put("account", account);
    json.put("result", null);
    json.put("status", null);
    json.put("codePrefix", null);
    json.put("uploaded", new ArrayList<String>());
    json.put("changes", List.of());
    json.put("outputs", Map.of());
    json.put("failures", List.of());
  }

  /** Sets a field. */
  DeploymentReport with(String name, @Nullable Object value) {
    json.put(name, value);
    return this;
  }

  DeploymentReport uploaded(String uri) {
    if (json.get("uploaded") instanceof List<?> before) {
      List<Object> all = new ArrayList<>(before);
      all.add(uri);
      json.put("uploaded", all);
    }
    return this;
  }

  DeploymentReport changes(List<StackChange> changes) {
    return with("changes", changes.stream().map(StackChange::json).toList());
  }

  DeploymentReport outputs(Map<String, String> outputs) {
    return with("outputs", new TreeMap<>(outputs));
  }

  DeploymentReport failures(List<StackEventFacts> failures) {
    return with("failures", failures.stream().map(DeploymentReport::failure).toList());
  }

  private static Map<String, Object> failure(StackEventFacts event) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("logicalId", event.logicalId());
    failure.put("type", event.type());
    failure.put("status", event.status());
    failure.put("reason", event.reason());
    return failure;
  }

  Map<String, @Nullable Object> json() {
    return json;
  }
}
