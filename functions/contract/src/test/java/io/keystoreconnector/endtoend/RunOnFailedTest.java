package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Account.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.workflow.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A key store that fails starts a run by itself: the watch, the definition and the steps as they
 * are deployed, with a check every five minutes. The rule between them is here as the
 * infrastructure makes it, whose own tests hold it to the event.
 */
class RunOnFailedTest {

  private static final String CONNECTED = "'state': 'CONNECTED'";
  private static final String SECRET = "{'password': 'PASSWORD'}";
  private static final String WITH_SECRET =
      "{'customKeyStoreId': '%s', 'whenDisconnected': 'LEAVE', 'update': {'keyStorePasswordSecretId': 'payments/kmsuser'}}"
          .formatted(STORE);
  private static final String WITHOUT_SECRET =
      "{'customKeyStoreId': '%s', 'whenDisconnected': 'LEAVE'}".formatted(STORE);
  private static final String NEVER_CONNECTS =
      "{'fault': 'CONNECT_FAILS', 'code': 'INTERNAL_ERROR', 'count': 'ALL'}";

  /** The changes to FAILED that the watch has seen. */
  private final List<Map<String, Object>> failures = new ArrayList<>();

  private static boolean startsARun(Map<String, Object> detail) {
    return "FAILED".equals(detail.get("to"))
        && Boolean.TRUE.equals(detail.get("managed"))
        && "CONNECTED".equals(detail.get("expected"))
        && Boolean.FALSE.equals(detail.get("openRepair"));
  }

  /** Checks every few minutes, this often, and starts what a failure starts. */
  private void watch(Account account, int checks, int seconds, String request) throws Exception {
    for (int i = 0; i < checks; i++) {
      for (Map<String, Object> detail : account.check()) {
        if ("FAILED".equals(detail.get("to"))) {
          failures.add(detail);
        }
        if (startsARun(detail)) {
          var _ = account.schedule(request);
        }
      }
      account.pass(seconds);
    }
  }

  /** Someone has disconnected it and connects it again, which fails. */
  private static void breaks(Account account) {
    account.person("DISCONNECT").pass(60);
    account.person("CONNECT").pass(900);
  }

  @Test
  void aKeyStoreThatFailsIsConnectedWithoutAScheduleOrAPerson() throws Exception {
    try (Account account = Account.with(CONNECTED, SECRET, "")) {
      watch(account, 1, 300, WITH_SECRET);
      breaks(account);
      assertThat(account.state()).isEqualTo("FAILED");

      watch(account, 6, 300, WITH_SECRET);

      assertThat(account.state()).isEqualTo("CONNECTED");
      assertThat(account.runs()).extracting(Run::status).containsExactly("SUCCEEDED");
    }
  }

  @Test
  void aFailureThatNeedsAPersonStartsOneRun() throws Exception {
    try (Account account = Account.with(CONNECTED, SECRET, "")) {
      watch(account, 1, 300, WITHOUT_SECRET);
      breaks(account);

      watch(account, 12, 300, WITHOUT_SECRET);

      assertThat(account.state()).isEqualTo("FAILED");
      assertThat(account.runs()).extracting(Run::status).containsExactly("FAILED");
    }
  }

  /** The key store goes to and fro between FAILED and CONNECTING by the run's own attempts. */
  @Test
  void theFailuresThatARunCausesStartNoOther() throws Exception {
    try (Account account = Account.with(CONNECTED, SECRET, NEVER_CONNECTS)) {
      watch(account, 1, 60, WITHOUT_SECRET);
      breaks(account);

      watch(account, 90, 20, WITHOUT_SECRET);

      assertThat(failures).as("failures that the watch has seen").hasSizeGreaterThan(1);
      assertThat(account.runs()).extracting(Run::status).containsExactly("FAILED");
    }
  }

  /** What someone repairs by hand is left alone. */
  @Test
  void aKeyStoreThatSomebodyHasDisconnectedByThenStaysSo() throws Exception {
    try (Account account = Account.with(CONNECTED, SECRET, "")) {
      watch(account, 1, 300, WITH_SECRET);
      breaks(account);
      List<Map<String, Object>> changes = account.check();
      assertThat(changes).singleElement().matches(RunOnFailedTest::startsARun);
      account.person("DISCONNECT").pass(60);

      Run run = account.schedule(WITH_SECRET);
      account.settle();

      assertThat(account.state()).isEqualTo("DISCONNECTED");
      assertThat(run.output().orElseThrow()).contains("LEFT_DISCONNECTED");
    }
  }
}
