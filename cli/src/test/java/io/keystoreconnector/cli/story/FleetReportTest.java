package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class FleetReportTest {

  private static final CommandPlace HERE = new CommandPlace(true, "", " --region eu-west-1");

  private static String printed(String report, CommandPlace place, Map<String, RunReport> runs) {
    List<HistoryEvent> history =
        List.of(
            new HistoryEvent(1, 0, Instant.EPOCH, "ExecutionStarted", Map.of("input", "{}")),
            new HistoryEvent(
                2,
                1,
                Instant.EPOCH.plusSeconds(5),
                "ExecutionFailed",
                Map.of("error", "E", "cause", report.replace('\'', '"'))));
    StringWriter text = new StringWriter();
    new FleetReport(
            new Page(new PrintWriter(text), Printed.PAPER),
            RunHistory.of(history).result().orElseThrow(),
            id -> place,
            runs)
        .print();
    return text.toString();
  }

  private static RunReport run(String json) {
    return RunReport.ofEnd(JSON.std.asString(JSON.std.anyFrom(json.replace('\'', '"'))), null);
  }

  private static String needsAPerson(String store) {
    return "{'outcome': 'NEEDS_A_PERSON', 'message': 'Of 1.', 'needsAPerson': [%s]}"
        .formatted(store);
  }

  @Test
  void aKeyStoreThatNeedsAPersonHasTheFirstCommandOfItsRun() {
    String out =
        printed(
            needsAPerson(
                "{'keyStoreId': 'cks-1', 'name': 'a', 'reason': 'R', 'message': 'M.', 'run':"
                    + " 'arn'}"),
            HERE,
            Map.of(
                "arn",
                run(
                    "{'commands': [{'purpose': 'to buy one', 'command': './connector start a"
                        + " --add-hsm --follow'}]}")));
    assertThat(out)
        .contains(" needs a person  a: R. M.\n")
        .contains("to buy one:\n   ./connector run a --add-hsm --region eu-west-1\n");
  }

  @Test
  void withoutACommandItsRunIsFollowedAndWithoutARunItIsDiagnosed() {
    String withRun = needsAPerson("{'keyStoreId': 'cks-1', 'name': 'a', 'run': 'arn:x'}");
    assertThat(printed(withRun, CommandPlace.DEPLOYED, Map.of()))
        .contains("   ./connector follow arn:x\n");
    assertThat(printed(withRun, HERE, Map.of()))
        .contains("   ./connector diagnose a --region eu-west-1\n");
    assertThat(
            printed(
                needsAPerson("{'keyStoreId': 'cks-12ab', 'name': 'cut…'}"),
                CommandPlace.DEPLOYED,
                Map.of()))
        .contains("   ./connector diagnose cks-12ab\n");
  }

  @Test
  void aWarningOfSeveralRunsIsToldOnce() {
    RunReport warned = run("{'warnings': ['It could not be proved.']}");
    assertThat(
            printed(
                "{'outcome': 'DONE', 'message': 'Of 2.', 'connected': [{'name': 'a', 'run': '1'},"
                    + " {'name': 'b', 'run': '2'}]}",
                HERE,
                Map.of("1", warned, "2", warned)))
        .contains(" connected       a, b\n warning         a, b: It could not be proved.\n");
  }

  @Test
  void whatWasNotTriedIsNamedAndCounted() {
    assertThat(
            printed(
                "{'outcome': 'DONE', 'message': 'Of 3.', 'notTried': [{'name': 'a', 'reason':"
                    + " 'NOT_ALLOWED', 'message': 'No.'}], 'notTriedInAll': 3}",
                HERE,
                Map.of()))
        .contains(" not tried       a: NOT_ALLOWED. No.\n not tried       and 2 more\n");
  }
}
