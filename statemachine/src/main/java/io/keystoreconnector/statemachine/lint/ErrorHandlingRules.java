package io.keystoreconnector.statemachine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task must handle failure, and a retry must back off. */
final class ErrorHandlingRules {
  private ErrorHandlingRules() {}

  static List<String> check(Node node) {
    List<String> findings = new ArrayList<>();
    if (node.isTask()) {
      for (String field : List.of("TimeoutSeconds", "Retry", "Catch")) {
        if (!node.fields().containsKey(field)) {
          findings.add(field + " is missing");
        }
      }
    }
    int i = 0;
    for (Map<String, @Nullable Object> retrier : Tree.objects(node.fields().get("Retry"))) {
      findings.addAll(retrier("Retry[" + i++ + "]", retrier));
    }
    return findings;
  }

  private static List<String> retrier(String path, Map<String, @Nullable Object> retrier) {
    List<String> findings = new ArrayList<>();
    if (Integer.valueOf(0).equals(retrier.get("MaxAttempts"))) {
      return findings; // It says what must not be retried.
    }
    for (String field : List.of("MaxDelaySeconds", "BackoffRate")) {
      if (!retrier.containsKey(field)) {
        findings.add(path + "." + field + " is missing");
      }
    }
    if (!Tree.text(retrier.get("JitterStrategy")).equals("FULL")) {
      findings.add(path + ".JitterStrategy is not FULL");
    }
    return findings;
  }
}
