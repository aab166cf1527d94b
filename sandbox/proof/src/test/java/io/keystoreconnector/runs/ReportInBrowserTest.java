package io.keystoreconnector.runs;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes reports and lets web/test check them in Chromium. */
class ReportInBrowserTest {

  private static final String HOSTILE =
      "</script><img src=x onerror=\"globalThis.ran=1\"><!--<script>\u2028{{recording}}"
          + "</title><script>globalThis.ran=2</script>";

  private static final RunOrigin DEPLOYED =
      new RunOrigin(
          "",
          "",
          "https://wiki.example.com/runbook",
          "https://console.example.com/run",
          List.of(
              new RunOrigin.Command(
                  "See what is wrong now", "./connector diagnose payments --region eu-central-1")));

  private static final RunOrigin AT_AN_ENDPOINT =
      new RunOrigin("http://127.0.0.1:4566", "", "", "", List.of());

  private static final Instant MADE = Instant.parse("2026-01-15T03:30:00Z");

  private final Installation installation = Installation.ofThisProcess();

  @TempDir private Path reports;

  @Test
  void holdsInABrowserWhatWebTestClaims() throws Exception {
    Browser.need();
    makeReports();
    Browser.assertHolds("report.test.mjs", Map.of("REPORTS", reports.toString()));
  }

  private void makeReports() throws IOException {
    Scenarios scenarios = new Scenarios(installation.scenarios());
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      for (String name :
          List.of(
              "renewed-secret",
              "last-hsm-dies-while-connecting",
              "invalid-credentials-no-secret",
              "connect-throttled-for-ever",
              "bad-input-unknown-field")) {
        write(name, recorded(rehearsal.play(scenarios.read(name))));
      }
      write("hostile", recorded(rehearsal.play(hostile())));
      write("history", history(rehearsal.play(scenarios.read("person-disconnects-meanwhile"))));
      Recording failed = history(rehearsal.play(scenarios.read("last-hsm-dies-while-connecting")));
      write("deployed", failed.from(DEPLOYED));
      write("at-an-endpoint", failed.from(AT_AN_ENDPOINT));
    }
  }

  private Recording recorded(Rehearsed rehearsed) {
    return rehearsed.recording(installation.definition());
  }

  private Recording history(Rehearsed rehearsed) {
    return Recording.of(
        "A run", installation.definition(), rehearsed.execution().history(), Instant.EPOCH);
  }

  private static Scenario hostile() {
    return Scenarios.of(
        "hostile",
        Map.of(
            "title", HOSTILE,
            "story", HOSTILE,
            "request", Map.of("customKeyStoreName", HOSTILE),
            "world", Map.of("keyStore", Map.of("name", HOSTILE)),
            "expect", Map.of("status", "SUCCEEDED")));
  }

  private void write(String name, Recording recording) throws IOException {
    Files.writeString(reports.resolve(name + ".html"), ReportPage.of(recording, MADE));
  }
}
