package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of an execution for several key stores, in words. */
final class FleetWords {

  private FleetWords() {}

  /** What the step that lists the key stores answered; empty if the request was wrong. */
  static String listed(JsonTree answer) {
    List<JsonTree> stores = answer.get("keyStores").elements();
    int notTried = answer.number("notTriedInAll");
    return stores.isEmpty()
        ? ""
        : "%s: %s.%s"
            .formatted(
                stores.size() == 1 ? "1 key store" : stores.size() + " key stores",
                stores.stream().map(store -> store.text("name")).collect(Collectors.joining(", ")),
                notAllowed(notTried));
  }

  private static String notAllowed(int stores) {
    return switch (stores) {
      case 0 -> "";
      case 1 -> " 1 more is not allowed.";
      default -> " %d more are not allowed.".formatted(stores);
    };
  }

  /** How a run that the execution had started ended, as the event says. */
  static String ended(HistoryEvent event) {
    JsonTree output = JsonTree.parsed(event.details().get("output")).get("Output");
    if (output.isObject()) {
      return "%s: %s.".formatted(name(output, ""), output.text("outcome").replace('_', ' '));
    }
    JsonTree run = JsonTree.parsed(event.details().get("cause"));
    JsonTree report = JsonTree.parsed(run.text("Cause"));
    String asked = JsonTree.parsed(run.text("Input")).text("customKeyStoreId");
    String why = run.text("Error").isEmpty() ? run.text("Status") : run.text("Error");
    return why.isEmpty()
        ? ""
        : "%s needs a person: %s.%s"
            .formatted(
                name(report, asked),
                why,
                report.text("message").isEmpty() ? "" : " " + report.text("message"));
  }

  /** The key store's name, as the report has it; what was asked for if it does not. */
  private static String name(JsonTree report, String asked) {
    String name = report.get("keyStore").text("name");
    return name.isEmpty() ? asked : name;
  }
}
