package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** run for several key stores, in real time, over the sandbox in real time. */
class RunFleetTest {

  private static final String WORLD =
      """
      {'settings': {'requestsPerSecond': 0},
       'keyStores': [
         {'name': 'prod-a', 'state': 'CONNECTED', 'cluster': 'cluster-payments234'},
         {'id': 'cks-0123456789abcdef1', 'name': 'prod-b', 'cluster': 'cluster-ledger23456'},
         {'id': 'cks-0123456789abcdef2', 'name': 'test-c', 'xks': {}}],
       'clusters': [{'id': 'cluster-payments234'}, {'id': 'cluster-ledger23456', 'hsms': 0}]}
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  private static Result run(Account account, String... words) {
    return Shell.at(account, words);
  }

  @Test
  void runsForEachAndOneThatNeedsAPersonStopsNoOther() throws IOException {
    try (Account account = Accounts.inRealTime(WORLD)) {
      Path picture = folder.resolve("fleet.html");
      Result result = run(account, "run", "prod-*", "--report", picture.toString());
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out())
          .containsPattern("\\d\\d:\\d\\d  prod-a  CONNECTED\n")
          .containsPattern("\\d\\d:\\d\\d  prod-b  NEEDS A PERSON, NO_ACTIVE_HSM\n")
          .contains(" connected       prod-a\n", " needs a person  prod-b: NO_ACTIVE_HSM. ")
          .contains("   ./connector run prod-b --add-hsm --endpoint-url ")
          .doesNotContain("test-c");
      assertThat(Files.readString(picture))
          .contains("Each key store", "./connector run --request ");
    }
  }

  @Test
  void aDryRunOfAllHasTheNextActionOfEach() throws IOException {
    try (Account account = Accounts.inRealTime(WORLD)) {
      Result result = run(account, "run", "--all", "--dry-run", "--json");
      Map<String, Object> json = JSON.std.mapFrom(result.out());
      assertThat(result.code()).isZero();
      assertThat(json).containsEntry("status", "SUCCEEDED");
      assertThat(String.valueOf(json.get("report"))).contains("next=NeedsAPerson", "next=Connect");
    }
  }

  @Test
  void aPatternThatMatchesNothingIsWrongUsage() throws IOException {
    try (Account account = Accounts.inRealTime(WORLD)) {
      Result result = run(account, "run", "stage-*");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).startsWith("Pattern stage-* matches no key store").hasLineCount(1);
    }
  }
}
