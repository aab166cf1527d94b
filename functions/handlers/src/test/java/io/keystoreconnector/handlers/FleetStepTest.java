package io.keystoreconnector.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.UpdateRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mode of the Check function in which it finds the key stores of a fleet. */
class FleetStepTest {

  private static final String FLEET =
      "arn:aws:states:eu-central-1:111122223333:execution:connect-fleet:nightly";

  private final Twin aws = new Twin();
  private final Invocation invocation = new Invocation();

  private Map<String, Object> answer(AllowList allowed, String request, String execution) {
    CheckHandler handler =
        new CheckHandler(
            aws.keyStores,
            aws.clusters,
            aws.secrets,
            new Settings(allowed, AllowList.NONE, UpdateRules.EVERYTHING, false));
    return invocation.of(
        handler,
        "{\"fleet\": true, \"request\": %s, \"execution\": \"%s\"}".formatted(request, execution));
  }

  private static ListedKeyStore store(String id, String name) {
    return new ListedKeyStore(id, name, KeyStoreType.EXTERNAL_KEY_STORE);
  }

  @Test
  void eachKeyStoreHasARunWithItsOwnNameAndRequest() {
    aws.listed = List.of(store("cks-1", "a"), store("cks-2", "b"));
    assertThat(answer(AllowList.EVERY, "{\"keyStores\": [\"*\"], \"addHsm\": true}", FLEET))
        .isEqualTo(
            Map.of(
                "action",
                "Run",
                "keyStores",
                List.of(
                    Map.of(
                        "keyStoreId", "cks-1",
                        "name", "a",
                        "waitSeconds", 0,
                        "runName", "cks-1-nightly",
                        "request", Map.of("customKeyStoreId", "cks-1", "addHsm", true)),
                    Map.of(
                        "keyStoreId", "cks-2",
                        "name", "b",
                        "waitSeconds", 2,
                        "runName", "cks-2-nightly",
                        "request", Map.of("customKeyStoreId", "cks-2", "addHsm", true))),
                "notTried",
                List.of(),
                "notTriedInAll",
                0,
                "report",
                Map.of("version", Release.version())));
    assertThat(aws.done).isEmpty();
  }

  @Test
  void theNameOfARunIsNoLongerThanAwsAllowsAndKeepsTheEndOfTheFleets() {
    String name = "x".repeat(60) + "-20260115-030000-000";
    Map<String, Object> answer =
        answer(AllowList.EVERY, "{\"keyStores\": [\"payments\"]}", FLEET.replace("nightly", name));
    assertThat(String.valueOf(answer.get("keyStores")))
        .contains("runName=" + Twin.STORE + "-")
        .contains("-20260115-030000-000");
    Map<?, ?> only = (Map<?, ?>) ((List<?>) requireNonNull(answer.get("keyStores"))).getFirst();
    assertThat(String.valueOf(only.get("runName"))).hasSize(80);
  }

  @Test
  void whatIsNotAllowedIsNamedAndCountedAndALongNameIsShortened() {
    List<ListedKeyStore> stores = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      stores.add(store("cks-" + i, "n".repeat(100)));
    }
    aws.listed = stores;
    Map<String, Object> answer =
        answer(AllowList.of(Set.of("cks-29")), "{\"keyStores\": [\"*\"]}", FLEET);
    assertThat((List<?>) answer.get("notTried"))
        .hasSize(20)
        .first()
        .isEqualTo(
            Map.of(
                "keyStoreId", "cks-0",
                "name", "n".repeat(64) + "…",
                "reason", "NOT_ALLOWED",
                "message", "This deployment's allow-list does not name the key store."));
    assertThat(answer).containsEntry("notTriedInAll", 29);
  }

  @Test
  void aRequestThatIsWrongIsReported() {
    assertThat(answer(AllowList.EVERY, "{\"keyStores\": [\"paymnets\"]}", FLEET))
        .containsEntry("action", "InvalidRequest")
        .containsEntry("keyStores", List.of())
        .containsEntry(
            "report",
            Map.of(
                "outcome",
                "INVALID_REQUEST",
                "message",
                "keyStores[0], paymnets, matches no key store of this account and Region.",
                "guidance",
                "Correct the execution's input and start it again.",
                "runbook",
                "docs/runbook.md#invalidrequest",
                "version",
                Release.version()));
  }

  @Test
  void itLogsWhichKeyStoresItMeans() {
    answer(AllowList.EVERY, "{\"keyStores\": [\"*\"]}", FLEET);
    assertThat(invocation.logged)
        .contains("\"message\":\"listed\"")
        .contains("\"keyStores\":[\"" + Twin.STORE + "\"]");
  }
}
