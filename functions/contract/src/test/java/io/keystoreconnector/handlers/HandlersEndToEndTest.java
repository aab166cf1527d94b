package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Emulated.ALL;
import static io.keystoreconnector.handlers.Emulated.CLUSTER;
import static io.keystoreconnector.handlers.Emulated.CLUSTERS;
import static io.keystoreconnector.handlers.Emulated.KEY_STORES;
import static io.keystoreconnector.handlers.Emulated.NEW;
import static io.keystoreconnector.handlers.Emulated.OLD;
import static io.keystoreconnector.handlers.Emulated.SECRET;
import static io.keystoreconnector.handlers.Emulated.SECRETS;
import static io.keystoreconnector.handlers.Emulated.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.UpdateRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The handlers with their adapters. Every output, log line and exception is searched for secrets.
 */
class HandlersEndToEndTest {

  private static final String REQUEST =
      "{'customKeyStoreId': '%s', 'update': {'keyStorePasswordSecretId': '%s'}}"
          .formatted(STORE, SECRET)
          .replace('\'', '"');

  private final CheckHandler check = new CheckHandler(KEY_STORES, CLUSTERS, SECRETS, ALL);
  private final ConnectHandler connect = new ConnectHandler(KEY_STORES, ALL);
  private final DisconnectHandler disconnect = new DisconnectHandler(KEY_STORES, ALL);
  private final UpdateHandler update = new UpdateHandler(KEY_STORES, CLUSTERS, SECRETS, ALL);
  private final AddHsmHandler addHsm = new AddHsmHandler(KEY_STORES, CLUSTERS, ALL);

  // Check

  @Test
  void aFailedStoreWithAFreshSecretIsGoingToBeRepaired() {
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    assertThat(look(emulated, REQUEST)).containsEntry("action", "Disconnect");
    assertThat(emulated.changes()).isEmpty();
    assertThat(emulated.calls()).doesNotContain("GetSecretValue");
  }

  @Test
  void aFailedStoreThatHasHadTheSecretIsNot() {
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    String event =
        event(REQUEST)
            .replace(
                "{\"version\": 0}",
                "{\"version\": 1, \"entry\": \"{\\\"format\\\": 1, \\\"used\\\": [\\\"%s\\\"]}\"}"
                    .formatted(NEW));
    assertThat(look(emulated, event)).containsEntry("action", "NeedsAPerson");
  }

  /** Releases without a journal labeled a version before they pushed it. */
  @Test
  void norIsOneWhoseSecretAnEarlierReleaseHasLabelled() {
    Emulated emulated =
        Emulated.of(
            """
            {'clusters': [{}],
             'keyStores': [{'id': '%s', 'name': 'payments', 'state': 'FAILED',
               'errorCode': 'INVALID_CREDENTIALS', 'password': 'Forgotten1234'}],
             'secrets': [{'name': '%s', 'versions': [{'versionId': '%s', 'value': '%s',
               'stages': ['AWSCURRENT', 'applied-%s']}]}]}
            """
                .formatted(STORE, SECRET, NEW, Emulated.PASSWORD, STORE));
    assertThat(look(emulated, REQUEST))
        .containsEntry("action", "NeedsAPerson")
        .extracting("report.reason")
        .isEqualTo("STALE_SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'error': 'InvalidParameterException', 'operation': 'DescribeSecret'",
        "'error': 'ValidationException', 'operation': 'DescribeSecret'",
      })
  void aSecretThatCannotBeLookedAtNeedsAPersonWithAReport(String fault) {
    Emulated emulated =
        Emulated.store(Emulated.state("FAILED"), "{'fault': 'REFUSE', %s}".formatted(fault));
    assertThat(look(emulated, REQUEST))
        .containsEntry("action", "NeedsAPerson")
        .containsKey("report");
  }

  @Test
  void whatTheyDecideHealsTheStore() {
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    Map<String, Object> seen = look(emulated, REQUEST);
    assertThat(emulated.call(update, proof(seen))).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.changes()).isEmpty();
    assertThat(emulated.call(disconnect, act(seen, 0))).containsEntry("outcome", "ACCEPTED");
    emulated.pass(60);
    seen = look(emulated, after(seen, REQUEST, 60));
    assertThat(seen).containsEntry("action", "Update");
    assertThat(emulated.call(update, act(seen, 0))).containsEntry("outcome", "ACCEPTED");
    seen = look(emulated, after(seen, REQUEST, 70));
    assertThat(seen).containsEntry("action", "Connect");
    assertThat(emulated.call(connect, act(seen, 0))).containsEntry("outcome", "ACCEPTED");
    emulated.pass(600);
    assertThat(look(emulated, after(seen, REQUEST, 670))).containsEntry("action", "Connected");
    assertThat(emulated.state()).isEqualTo("CONNECTED");
  }

  // Update

  @Test
  void exactlyTheVersionThatWasDecidedOnIsTold() {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    assertThat(update(emulated, 0)).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.first("keyStores")).containsEntry("password", Emulated.PASSWORD);
    assertThat(emulated.changes()).containsExactly("UpdateCustomKeyStore");
  }

  @Test
  void aVersionThatIsNotCurrentAnyMoreIsNotPushed() {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    assertThat(emulated.call(update, updateEvent(OLD, 0))).containsEntry("outcome", "SKIPPED");
    assertThat(emulated.changes()).isEmpty();
  }

  @Test
  void theCredentialOfAProxyIsPushedLikewise() {
    Emulated emulated = Emulated.external("'DISCONNECTED'", "");
    String event =
        updateEvent(NEW, 0)
            .replace("keyStorePasswordSecretId", "xksProxyAuthenticationCredentialSecretId");
    assertThat(emulated.call(update, event)).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.first("keyStores"))
        .extractingByKey("xks")
        .asString()
        .contains(Emulated.ACCESS_KEY_ID, Emulated.SECRET_ACCESS_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLE,      Throttled",
    "ACCESS_DENIED, AccessDenied",
    "SERVER_ERROR,  ServiceUnavailable",
    "LOST_REQUEST,  ServiceUnavailable",
    "LOST_RESPONSE, ServiceUnavailable",
  })
  void whatTellsNothingAboutTheUpdateIsThrown(String fault, String thrown) {
    Emulated emulated =
        Emulated.store("'DISCONNECTED'", Emulated.fault(fault, "UpdateCustomKeyStore"));
    assertThatThrownBy(() -> update(emulated, 0))
        .extracting(e -> e.getClass().getSimpleName())
        .isEqualTo(thrown);
  }

  @Test
  void aLostAnswerIsFollowedByARetryOfTheSameVersion() {
    Emulated emulated =
        Emulated.store("'DISCONNECTED'", Emulated.fault("LOST_RESPONSE", "UpdateCustomKeyStore"));
    assertThatThrownBy(() -> update(emulated, 0)).isInstanceOf(ServiceUnavailable.class);
    assertThat(update(emulated, 1)).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.first("keyStores")).containsEntry("password", Emulated.PASSWORD);
  }

  @ParameterizedTest
  @EnumSource(names = {"GET_SECRET_VALUE", "DESCRIBE_SECRET"})
  void nothingIsToldUnlessTheSecretWasRead(Call call) {
    for (String fault : new String[] {"THROTTLE", "ACCESS_DENIED", "LOST_RESPONSE"}) {
      Emulated emulated = Emulated.store("'DISCONNECTED'", Emulated.fault(fault, call.operation()));
      assertThatThrownBy(() -> update(emulated, 0)).hasMessageContaining(call.action());
      assertThat(emulated.calls()).doesNotContain("UpdateCustomKeyStore");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Recognisable1Password with blanks", "{\\\"password\\\": \\\"short\\\"}"})
  void aSecretThatKmsWouldNotTakeIsNeitherPushedNorShown(String value) {
    Emulated emulated =
        Emulated.of(
            """
            {'clusters': [{}], 'keyStores': [{'id': '%s', 'name': 'payments'}],
             'secrets': [{'name': '%s', 'versionId': '%s', 'value': '%s'}]}
            """
                .formatted(STORE, SECRET, NEW, value.replace("\\\"", "\\u0022")));
    assertThat(update(emulated, 0)).containsEntry("error", "SecretUnusable");
    assertThat(emulated.changes()).isEmpty();
  }

  // Disconnect and Connect

  @ParameterizedTest
  @ValueSource(strings = {"CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING"})
  void onlyAFailedStoreIsDisconnectedEvenIfToldSo(String state) {
    Emulated emulated = Emulated.store(Emulated.state(state), "");
    assertThat(emulated.call(disconnect, actEvent(0))).containsEntry("outcome", "SKIPPED");
    assertThat(emulated.changes()).isEmpty();
    assertThat(emulated.state()).isEqualTo(state);
  }

  /**
   * The race that remains. The guard is only as good as the look before it, and KMS has no
   * conditional disconnect: while Describe still shows FAILED, a connect that someone else has
   * started since is cut off.
   */
  @Test
  void aLookThatIsStaleForLongerThanAWholeRepairLetsADisconnectThrough() {
    Emulated emulated =
        Emulated.world(
            "'state': 'FAILED', 'errorCode': 'INTERNAL_ERROR', 'disconnectSeconds': 5",
            "'hsms': 2",
            "'staleSeconds': 30",
            "");
    KEY_STORES.disconnect(STORE);
    emulated.pass(6);
    KEY_STORES.connect(STORE);
    assertThat(emulated.state()).isEqualTo("CONNECTING");
    assertThat(emulated.call(disconnect, actEvent(0))).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.state()).isEqualTo("DISCONNECTING");
  }

  @Test
  void aLookThatIsStaleForAsLongAsAwsSaysLetsNothingThrough() {
    Emulated emulated =
        Emulated.world(
            "'state': 'FAILED', 'errorCode': 'INTERNAL_ERROR', 'disconnectSeconds': 20",
            "'hsms': 2",
            "'staleSeconds': 5",
            "");
    assertThat(emulated.call(disconnect, actEvent(0))).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.call(disconnect, actEvent(0)))
        .containsEntry("error", "CustomKeyStoreInvalidStateException");
    emulated.pass(21);
    KEY_STORES.connect(STORE);
    assertThat(emulated.call(disconnect, actEvent(0))).containsEntry("outcome", "SKIPPED");
    assertThat(emulated.state()).isEqualTo("CONNECTING");
  }

  @Test
  void connectingTwiceIsOneAcceptedCall() {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    assertThat(emulated.call(connect, actEvent(0))).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.call(connect, actEvent(0))).containsEntry("outcome", "SKIPPED");
    assertThat(emulated.changes()).containsExactly("ConnectCustomKeyStore");
  }

  @Test
  void connectingTwiceAfterALostAnswerIsOneConnect() {
    Emulated emulated =
        Emulated.store("'DISCONNECTED'", Emulated.fault("LOST_RESPONSE", "ConnectCustomKeyStore"));
    assertThatThrownBy(() -> emulated.call(connect, actEvent(0)))
        .isInstanceOf(ServiceUnavailable.class);
    assertThat(emulated.call(connect, actEvent(1))).containsEntry("outcome", "SKIPPED");
    assertThat(emulated.changes()).containsExactly("ConnectCustomKeyStore");
    assertThat(emulated.state()).isEqualTo("CONNECTING");
  }

  // Add HSM

  @Test
  void addingAnHsmTwiceBuysOne() {
    Emulated emulated = empty("");
    assertThat(emulated.call(addHsm, addHsmEvent(0))).containsEntry("outcome", "ACCEPTED");
    assertThat(emulated.call(addHsm, addHsmEvent(0))).containsEntry("outcome", "SKIPPED");
    emulated.pass(1200);
    assertThat(emulated.call(addHsm, addHsmEvent(0))).containsEntry("outcome", "SKIPPED");
    assertThat(hsms(emulated)).isEqualTo(1);
  }

  @Test
  void soDoesARetryAfterALostAnswer() {
    Emulated emulated = empty(Emulated.fault("LOST_RESPONSE", "CreateHsm"));
    assertThatThrownBy(() -> emulated.call(addHsm, addHsmEvent(0)))
        .isInstanceOf(ServiceUnavailable.class);
    assertThat(emulated.call(addHsm, addHsmEvent(1))).containsEntry("outcome", "SKIPPED");
    assertThat(hsms(emulated)).isEqualTo(1);
    assertThat(emulated.changes()).containsExactly("CreateHsm");
  }

  private static Emulated empty(String faults) {
    return Emulated.world("'state': 'DISCONNECTED'", "'hsms': 0", "", faults);
  }

  private static int hsms(Emulated emulated) {
    return emulated.world().clusters().all().getFirst().hsms().size();
  }

  // The allow-list

  @Test
  void aStoreThatIsNotOnTheAllowListIsOnlyLookedAtByAnAct() {
    Settings others =
        new Settings(
            AllowList.of(Set.of("cks-ffffffffffffffff0")),
            AllowList.EVERY,
            UpdateRules.EVERYTHING,
            false);
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    assertNotAllowed(emulated.call(new ConnectHandler(KEY_STORES, others), actEvent(0)));
    assertNotAllowed(emulated.call(new DisconnectHandler(KEY_STORES, others), actEvent(0)));
    assertNotAllowed(
        emulated.call(
            new UpdateHandler(KEY_STORES, CLUSTERS, SECRETS, others), updateEvent(NEW, 0)));
    assertNotAllowed(
        emulated.call(new AddHsmHandler(KEY_STORES, CLUSTERS, others), addHsmEvent(0)));
    assertThat(emulated.changes()).isEmpty();
  }

  @Test
  void norIsAnythingDecidedForIt() {
    Settings others =
        new Settings(
            AllowList.of(Set.of("cks-ffffffffffffffff0")),
            AllowList.EVERY,
            UpdateRules.EVERYTHING,
            false);
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    CheckHandler handler = new CheckHandler(KEY_STORES, CLUSTERS, SECRETS, others);
    assertThat(emulated.call(handler, event(REQUEST))).containsEntry("action", "NeedsAPerson");
  }

  @Test
  void aDeploymentThatSetsNothingChangesNothing() {
    Settings none = Settings.from(name -> null);
    Emulated emulated = Emulated.store(Emulated.state("FAILED"), "");
    CheckHandler check = new CheckHandler(KEY_STORES, CLUSTERS, SECRETS, none);
    assertThat(emulated.call(check, event(REQUEST)))
        .extracting("report.reason")
        .isEqualTo("NOT_ALLOWED");
    assertNotAllowed(emulated.call(new ConnectHandler(KEY_STORES, none), actEvent(0)));
  }

  private static void assertNotAllowed(Map<String, Object> answer) {
    assertThat(answer).containsEntry("outcome", "REFUSED").containsEntry("error", "NotAllowed");
  }

  // Events

  private Map<String, Object> look(Emulated emulated, String request) {
    return emulated.call(check, request.startsWith("{\"execution") ? request : event(request));
  }

  private static String event(String request) {
    return """
    {'execution': 'x', 'request': %s, 'progress': {}, 'answer': {}, 'journal': {'version': 0},
     'now': '2026-11-23T03:00:01Z', 'startedAt': '2026-11-23T03:00:00Z'}
    """
        .replace('\'', '"')
        .formatted(request);
  }

  /** The next look, after the last act was accepted. */
  private static String after(Map<String, Object> seen, String request, int second) {
    return """
    {'execution': 'x', 'request': %s, 'progress': %s, 'journal': %s,
     'answer': {'outcome': 'ACCEPTED', 'error': '', 'detail': ''},
     'now': '2026-11-23T03:%02d:%02dZ', 'startedAt': '2026-11-23T03:00:00Z'}
    """
        .replace('\'', '"')
        .formatted(
            request,
            Json.text(Map.of("progress", seen.getOrDefault("progress", Map.of())))
                .replaceFirst("^\\{\"progress\":(.*)}$", "$1"),
            journal(seen),
            second / 60,
            second % 60);
  }

  /** As the state machine has it after writing it down. */
  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static String journal(Map<String, Object> seen) {
    Map<String, Object> written = (Map<String, Object>) seen.getOrDefault("write", Map.of());
    return written.isEmpty()
        ? Json.text((Map<String, Object>) seen.getOrDefault("journal", Map.of()))
        : Json.text(written);
  }

  private static String proof(Map<String, Object> seen) {
    return Json.text(
        Map.of("execution", "x", "retry", 0, "act", seen.getOrDefault("proof", Map.of())));
  }

  private static String act(Map<String, Object> seen, int retry) {
    return Json.text(
        Map.of("execution", "x", "retry", retry, "act", seen.getOrDefault("act", Map.of())));
  }

  private Map<String, Object> update(Emulated emulated, int retry) {
    return emulated.call(update, updateEvent(NEW, retry));
  }

  private static String updateEvent(String version, int retry) {
    return """
    {'execution': 'x', 'retry': %d, 'act': {'keyStoreId': '%s', 'settings': {},
     'secret': {'field': 'keyStorePasswordSecretId', 'secretId': '%s', 'versionId': '%s'}}}
    """
        .replace('\'', '"')
        .formatted(retry, STORE, SECRET, version);
  }

  private static String actEvent(int retry) {
    return "{\"execution\": \"x\", \"retry\": %d, \"act\": {\"keyStoreId\": \"%s\"}}"
        .formatted(retry, STORE);
  }

  private static String addHsmEvent(int retry) {
    return """
    {'execution': 'x', 'retry': %d, 'act': {'keyStoreId': '%s', 'clusterId': '%s',
     'availabilityZone': 'eu-central-1a'}}
    """
        .replace('\'', '"')
        .formatted(retry, STORE, CLUSTER);
  }
}
