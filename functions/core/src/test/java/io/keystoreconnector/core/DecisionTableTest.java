package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.CONNECTING;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTING;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.ConnectionState.UNKNOWN;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads like the decision table in docs/architecture.md: what is seen, and what is decided. */
class DecisionTableTest {

  private static final ProofView USED = new ProofView.Used("GenerateRandom");
  private static final ProofView DENIED = new ProofView.Impossible("AWS denied it.");

  private static final String NOT_ACTIVE = "CloudHsmClusterNotActiveException";
  private static final String INVALID_CONFIGURATION =
      "CloudHsmClusterInvalidConfigurationException";
  private static final String INVALID_STATE = "CustomKeyStoreInvalidStateException";
  private static final ActResult THROTTLED =
      new ActResult(ActResult.Outcome.THROTTLED, "Throttled", "");
  private static final ActResult CUT_OFF = ActResult.unknown("");
  private static final ActResult SKIPPED = new ActResult(ActResult.Outcome.SKIPPED, "", "moved");
  private static final ActResult REFUSED =
      new ActResult(ActResult.Outcome.REFUSED, "CloudHsmInvalidRequestException", "not here");
  private static final ActResult LOST = ActResult.unknown("no answer");

  @ParameterizedTest(name = "{0} -> {2}")
  @MethodSource({
    "connected",
    "updatesNow",
    "window",
    "moving",
    "disconnected",
    "updates",
    "logIns",
    "journal",
    "hsms",
    "clustersInChange",
    "degradedClusters",
    "failures",
    "lateOrStale"
  })
  void decides(String seen, Given given, String decision) {
    assertThat(shown(given.decide().action())).isEqualTo(decision);
  }

  static Stream<Arguments> connected() {
    return Stream.of(
        row("CONNECTED, HSMs serve", a(CONNECTED), "Connected"),
        row("CONNECTED, one HSM", a(CONNECTED).cluster("ACTIVE", "ACTIVE"), "Connected"),
        row("CONNECTED, external", a(CONNECTED).external(), "Connected"),
        row("CONNECTED at the last moment", a(CONNECTED).at(1199), "Connected"),
        row("CONNECTED, no HSM", a(CONNECTED).cluster("ACTIVE"), "NeedsAPerson NO_ACTIVE_HSM"),
        row(
            "CONNECTED, HSM dead",
            a(CONNECTED).cluster("ACTIVE", "DEGRADED"),
            "NeedsAPerson HSM_DEGRADED"),
        row(
            "CONNECTED, HSM dead, may add",
            a(CONNECTED).cluster("ACTIVE", "DEGRADED").addHsm(),
            "NeedsAPerson HSM_DEGRADED"),
        row(
            "CONNECTED, HSM coming up",
            a(CONNECTED).cluster("ACTIVE", "CREATE_IN_PROGRESS"),
            "Wait"),
        row(
            "CONNECTED, HSM still coming up",
            a(CONNECTED).cluster("ACTIVE", "CREATE_IN_PROGRESS").at(1163),
            "NeedsAPerson NO_ACTIVE_HSM"),
        row("CONNECTED, no HSM, may add", a(CONNECTED).cluster("ACTIVE").addHsm(), "AddHsm a"),
        row(
            "CONNECTED, no HSM, cluster gone",
            a(CONNECTED).noCluster().addHsm(),
            "NeedsAPerson CLUSTER_NOT_FOUND"),
        row("CONNECTED, could not be used", a(CONNECTED).unusableAfter(0), "Wait"),
        row("CONNECTED, could not be used twice", a(CONNECTED).unusableAfter(1), "Wait"),
        row(
            "CONNECTED, could not be used three times",
            a(CONNECTED).unusableAfter(2),
            "NeedsAPerson CONNECTED_BUT_UNUSABLE"),
        row(
            "CONNECTED, could not be used, window over",
            a(CONNECTED).unusableAfter(0).at(1163),
            "NeedsAPerson CONNECTED_BUT_UNUSABLE"),
        row(
            "CONNECTED, external, could not be used three times",
            a(CONNECTED).external().unusableAfter(2),
            "NeedsAPerson CONNECTED_BUT_UNUSABLE"),
        row(
            "CONNECTED, could not be used, no HSM",
            a(CONNECTED).cluster("ACTIVE").unusableAfter(2),
            "NeedsAPerson NO_ACTIVE_HSM"),
        row("CONNECTED, was used", a(CONNECTED).proved(USED), "Connected"),
        row("CONNECTED, may not be used", a(CONNECTED).proved(DENIED), "Connected"),
        row(
            "CONNECTED, could not be used, no journal",
            a(CONNECTED).unusableAfter(0).journal(new JournalView.Unavailable("No table.")),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row("CONNECTED, LEAVE", a(CONNECTED).leave(), "Connected"));
  }

  static Stream<Arguments> updatesNow() {
    UpdateField path = UpdateField.XKS_PROXY_URI_PATH;
    JournalView.Unavailable noTable = new JournalView.Unavailable("No table.");
    return Stream.of(
        row("CONNECTED, new version", rotated(), "Update v2"),
        row(
            "CONNECTED, new version, but not NOW",
            a(CONNECTED).external().freshSecret().beforeConnect(),
            "Connected"),
        row(
            "CONNECTED, new path",
            a(CONNECTED).external().update(path, "/b/kms/xks/v1").now(),
            "Update [XKS_PROXY_URI_PATH]"),
        row(
            "CONNECTED, the path is that already",
            a(CONNECTED).external().update(path, "/kms/xks/v1").now(),
            "Connected"),
        row("CONNECTED, KMS was told before", rotated().used("v2"), "Connected"),
        row("CONNECTED, KMS was told now", rotated().pushedSecret(290), "Connected"),
        row(
            "CONNECTED, an earlier run does not know whether KMS was told",
            rotated().told("v2", -100, false),
            "Update v2"),
        row("CONNECTED, cut off", rotated().tried("v2", 200, CUT_OFF), "Update v2"),
        row("CONNECTED, cut off a moment ago", rotated().tried("v2", 295, CUT_OFF), "Wait"),
        row("CONNECTED, throttled", rotated().tried("v2", 200, THROTTLED), "Update v2"),
        row(
            "CONNECTED, another run is at work",
            rotated().anotherRunWrote(ActKind.UPDATE, 250),
            "Wait"),
        row(
            "CONNECTED, another run was at work",
            rotated().anotherRunWrote(ActKind.UPDATE, 240),
            "Update v2"),
        row("CONNECTED, just in time", rotated().at(1136), "Update v2"),
        row("CONNECTED, too late", rotated().at(1137), "NeedsAPerson OUT_OF_TIME"),
        row("CONNECTED, told, too late", rotated().pushedSecret(290).at(1199), "Connected"),
        row(
            "CONNECTED, no secret",
            a(CONNECTED).external().missingSecret().now(),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "CONNECTED, no credential in the secret",
            rotated().refused(ActKind.UPDATE, 299, "SecretUnusable"),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "CONNECTED, the proxy refuses the credential",
            rotated()
                .refused(ActKind.UPDATE, 299, "XksProxyIncorrectAuthenticationCredentialException"),
            "NeedsAPerson UPDATE_REFUSED"),
        row(
            "CONNECTED, KMS does not do it in this state",
            rotated().refused(ActKind.UPDATE, 270, INVALID_STATE),
            "NeedsAPerson UPDATE_REFUSED"),
        row(
            "CONNECTED, or only a moment ago",
            rotated().refused(ActKind.UPDATE, 271, INVALID_STATE),
            "Wait"),
        row(
            "CONNECTED, or only a moment ago, too late",
            rotated().refused(ActKind.UPDATE, 1140, INVALID_STATE).at(1147),
            "NeedsAPerson UPDATE_REFUSED"),
        row(
            "CONNECTED, refused in the state before",
            rotated().refused(ActKind.UPDATE, 200, INVALID_STATE).changedAt(250),
            "Update v2"),
        row(
            "CONNECTED, no journal",
            rotated().journal(noTable),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row(
            "CONNECTED, no journal, and the secret was not checked",
            a(CONNECTED)
                .external()
                .update(UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID, "xks")
                .now()
                .journal(noTable),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row(
            "CONNECTED, told, no journal any more",
            rotated().pushedSecret(290).journal(noTable),
            "Connected"),
        row(
            "CONNECTED, no time to read the journal",
            rotated().journal(new JournalView.NotRead()).at(1170),
            "NeedsAPerson OUT_OF_TIME"),
        row(
            "DISCONNECTED, like BEFORE_CONNECT",
            a(DISCONNECTED).external().freshSecret().now(),
            "Update v2"),
        row(
            "FAILED, like ON_FAILURE",
            failed("INVALID_CREDENTIALS").external().freshSecret().now(),
            "Disconnect"));
  }

  private static Given rotated() {
    return a(CONNECTED).external().freshSecret().now();
  }

  @Test
  void anUpdateOfAConnectedStoreIsMeantForThatState() {
    assertThat(rotated().decide().action())
        .isInstanceOfSatisfying(
            Action.Update.class, update -> assertThat(update.meantFor()).isEqualTo(CONNECTED));
    assertThat(a(DISCONNECTED).external().freshSecret().now().decide().action())
        .isInstanceOfSatisfying(
            Action.Update.class, update -> assertThat(update.meantFor()).isEqualTo(DISCONNECTED));
  }

  @Test
  void aRefusalWhileConnectedEndsWithTheWordsOfKmsAndSaysThatADisconnectIsNeeded() {
    Report report = rotated().refused(ActKind.UPDATE, 200, INVALID_STATE).decide().report();
    assertThat(report.message())
        .isEqualTo(
            "KMS refused to make the update while the key store is CONNECTED: %s, sorry."
                .formatted(INVALID_STATE));
    assertThat(report.guidance())
        .contains("Plan a disconnect", "--before-connect", "go on accepting");
    assertThat(
            rotated()
                .refused(ActKind.UPDATE, 299, "XksProxyUriUnreachableException")
                .decide()
                .report()
                .guidance())
        .startsWith("Correct the setting")
        .doesNotContain("Plan a disconnect");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void anUpdateThatTheStateDidNotAllowIsWarnedAbout(String seen, Given given, String warning) {
    assertThat(given.proved(USED).decide().report().warnings())
        .singleElement()
        .asString()
        .startsWith("The update of ")
        .contains(warning);
  }

  static Stream<Arguments> anUpdateThatTheStateDidNotAllowIsWarnedAbout() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    UpdateField endpoint = UpdateField.XKS_PROXY_URI_ENDPOINT;
    String planned = "plan a disconnect";
    String before = "--before-connect";
    return Stream.of(
        row(
            "CONNECTED, a new password",
            a(CONNECTED).freshSecret().beforeConnect(),
            "keyStorePasswordSecretId was not applied: the key store is CONNECTED, and KMS has"
                + " changed the password of kmsuser"),
        row(
            "CONNECTED, another cluster",
            a(CONNECTED).update(cluster, Given.OTHER_CLUSTER).beforeConnect(),
            planned),
        row(
            "CONNECTED, another cluster in case of a failure",
            a(CONNECTED).update(cluster, Given.OTHER_CLUSTER),
            planned),
        row(
            "CONNECTED without an HSM, another cluster",
            a(CONNECTED).cluster("ACTIVE").update(cluster, Given.OTHER_CLUSTER).beforeConnect(),
            planned),
        row(
            "CONNECTED, another endpoint and a new credential",
            a(CONNECTED)
                .external()
                .freshSecret()
                .update(endpoint, "https://b.example")
                .beforeConnect(),
            "xksProxyUriEndpoint, xksProxyAuthenticationCredentialSecretId was not applied"),
        row(
            "CONNECTED, a new credential",
            a(CONNECTED).external().freshSecret().beforeConnect(),
            "--now"),
        row(
            "CONNECTED, a new credential in case of a failure",
            a(CONNECTED).external().freshSecret(),
            "--now"),
        row(
            "left DISCONNECTED",
            a(DISCONNECTED).leave().update(cluster, Given.OTHER_CLUSTER).beforeConnect(),
            "without --leave"),
        row(
            "DISCONNECTED, and nothing failed",
            a(DISCONNECTED).noCluster().update(cluster, Given.OTHER_CLUSTER),
            before),
        row(
            "FAILED with another cause",
            failed("INVALID_CREDENTIALS").update(cluster, Given.OTHER_CLUSTER).beforeConnect(),
            "because of INVALID_CREDENTIALS. To apply it all the same, disconnect"),
        row(
            "FAILED with an unknown code",
            failed("QUANTUM_FLUX").freshSecret().beforeConnect(),
            "because of QUANTUM_FLUX"),
        row(
            "CONNECTING to the end",
            a(CONNECTING).freshSecret().beforeConnect().at(1163),
            "the key store is CONNECTING"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatTheStateDidNotKeepFromBeingAppliedIsNotWarnedAbout(String seen, Given given) {
    assertThat(given.proved(USED).decide().report().warnings()).isEmpty();
  }

  static Stream<Arguments> whatTheStateDidNotKeepFromBeingAppliedIsNotWarnedAbout() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    return Stream.of(
        arguments("CONNECTED, no update", a(CONNECTED)),
        arguments("CONNECTED, a password in case of a failure", a(CONNECTED).freshSecret()),
        arguments(
            "CONNECTED, what KMS has already",
            a(CONNECTED).update(cluster, Given.CLUSTER).beforeConnect()),
        arguments(
            "CONNECTED, after the update",
            a(CONNECTED).freshSecret().beforeConnect().pushedSecret(100)),
        arguments("CONNECTED, told now", rotated().pushedSecret(290)),
        arguments("CONNECTED, refused now", rotated().refused(ActKind.UPDATE, 200, INVALID_STATE)),
        arguments("on the way", a(DISCONNECTED).freshSecret()),
        arguments("left DISCONNECTED, nothing failed", a(DISCONNECTED).leave().freshSecret()),
        arguments(
            "DISCONNECTED, the secret is the trouble",
            a(DISCONNECTED).missingSecret().beforeConnect()),
        arguments("FAILED, the secret is stale", failed("INVALID_CREDENTIALS").staleSecret()),
        arguments(
            "FAILED, no attempt left",
            failed("INVALID_CREDENTIALS").freshSecret().maxAttempts(1).did(ActKind.CONNECT, 100)),
        arguments(
            "FAILED, no time left",
            failed("INTERNAL_ERROR").freshSecret().beforeConnect().at(1163)),
        arguments(
            "no journal",
            a(DISCONNECTED).freshSecret().journal(new JournalView.Unavailable("No table."))));
  }

  static Stream<Arguments> window() {
    return Stream.of(
        row("CONNECTING, window over", a(CONNECTING).at(1163), "NeedsAPerson OUT_OF_TIME"),
        row("CONNECTING, a second before", a(CONNECTING).at(1162), "Wait"),
        row("FAILED, window over", failed("INTERNAL_ERROR").at(1163), "NeedsAPerson OUT_OF_TIME"),
        row("DISCONNECTED, window over", a(DISCONNECTED).at(1163), "NeedsAPerson OUT_OF_TIME"),
        row("DISCONNECTED just before", a(DISCONNECTED).at(1162), "Connect"),
        row(
            "DISCONNECTED by this run, window over",
            a(DISCONNECTED).did(ActKind.DISCONNECT, 1100).at(1163),
            "Connect"),
        row(
            "DISCONNECTED by this run, too late for a Connect and its report",
            a(DISCONNECTED).did(ActKind.DISCONNECT, 1100).at(1166),
            "NeedsAPerson OUT_OF_TIME"),
        row(
            "DISCONNECTED by this run, over, none left",
            a(DISCONNECTED)
                .maxAttempts(1)
                .did(ActKind.CONNECT, 900)
                .did(ActKind.DISCONNECT, 1100)
                .at(1163),
            "NeedsAPerson OUT_OF_TIME"),
        row(
            "DISCONNECTED by this run, over, last Connect sent",
            a(DISCONNECTED).did(ActKind.DISCONNECT, 1100).did(ActKind.CONNECT, 1163).at(1175),
            "NeedsAPerson OUT_OF_TIME"));
  }

  static Stream<Arguments> moving() {
    return Stream.of(
        row("CONNECTING", a(CONNECTING), "Wait"),
        row("DISCONNECTING", a(DISCONNECTING), "Wait"),
        row("DISCONNECTING, LEAVE", a(DISCONNECTING).leave(), "Wait"),
        row("a state that is new", a(UNKNOWN), "Wait"));
  }

  static Stream<Arguments> disconnected() {
    return Stream.of(
        row("DISCONNECTED", a(DISCONNECTED), "Connect"),
        row("DISCONNECTED, external", a(DISCONNECTED).external(), "Connect"),
        row("DISCONNECTED, LEAVE", a(DISCONNECTED).leave(), "LeftDisconnected"),
        row(
            "DISCONNECTED by this run, LEAVE",
            a(DISCONNECTED).leave().did(ActKind.DISCONNECT, 100),
            "Connect"),
        row(
            "DISCONNECTED by someone while this run would, LEAVE",
            a(DISCONNECTED).leave().did(ActKind.DISCONNECT, 100, SKIPPED),
            "LeftDisconnected"),
        row(
            "DISCONNECTED by an earlier run, LEAVE",
            a(DISCONNECTED).leave().openRepair("INTERNAL_ERROR"),
            "Connect"),
        row(
            "DISCONNECTED by an earlier run that was cut off, LEAVE",
            a(DISCONNECTED).leave().anotherRunWrote(ActKind.DISCONNECT, 100),
            "Connect"),
        row(
            "DISCONNECTED by another run just now, LEAVE",
            a(DISCONNECTED).leave().anotherRunWrote(ActKind.DISCONNECT, 250),
            "Wait"),
        row(
            "DISCONNECTED by someone else just now",
            a(DISCONNECTED).did(ActKind.CONNECT, 100).changedAt(250),
            "Wait"),
        row(
            "DISCONNECTED by someone else a minute ago",
            a(DISCONNECTED).did(ActKind.CONNECT, 100).changedAt(240),
            "Connect"),
        row(
            "DISCONNECTED by this run just now",
            a(DISCONNECTED).did(ActKind.CONNECT, 100).did(ActKind.DISCONNECT, 200).changedAt(250),
            "Connect"),
        row(
            "DISCONNECTED by this run just now, updated since",
            a(DISCONNECTED)
                .did(ActKind.CONNECT, 100)
                .did(ActKind.DISCONNECT, 200)
                .did(ActKind.UPDATE, 260)
                .changedAt(250),
            "Connect"),
        row(
            "DISCONNECTED by this run, connected, then by someone else just now",
            a(DISCONNECTED).did(ActKind.DISCONNECT, 100).did(ActKind.CONNECT, 200).changedAt(250),
            "Wait"),
        row(
            "DISCONNECTED by someone else just before this run could",
            a(DISCONNECTED)
                .did(ActKind.CONNECT, 100)
                .did(ActKind.DISCONNECT, 240, SKIPPED)
                .changedAt(250),
            "Wait"),
        row(
            "DISCONNECTED by someone else, late",
            a(DISCONNECTED).did(ActKind.CONNECT, 1000).changedAt(1110).at(1115),
            "Connect"),
        row("cluster absent", a(DISCONNECTED).noCluster(), "NeedsAPerson CLUSTER_NOT_FOUND"),
        row("cluster initialising", a(DISCONNECTED).cluster("INITIALIZE_IN_PROGRESS"), "Wait"),
        row(
            "cluster not activated",
            a(DISCONNECTED).cluster("INITIALIZED", "ACTIVE"),
            "NeedsAPerson CLUSTER_NOT_ACTIVE"),
        row(
            "pause not over",
            a(DISCONNECTED).met("NETWORK_ERRORS", 250).did(ActKind.DISCONNECT, 250),
            "Wait"),
        row(
            "pause over",
            a(DISCONNECTED).met("NETWORK_ERRORS", 180).did(ActKind.DISCONNECT, 180),
            "Connect"),
        row(
            "refused, cluster not active",
            a(DISCONNECTED).refused(ActKind.CONNECT, 290, NOT_ACTIVE),
            "Wait"),
        row(
            "refused, cluster not active, a while ago",
            a(DISCONNECTED).refused(ActKind.CONNECT, 260, NOT_ACTIVE),
            "Connect"),
        row(
            "refused thrice",
            a(DISCONNECTED)
                .refused(ActKind.CONNECT, 100, NOT_ACTIVE)
                .refused(ActKind.CONNECT, 150, NOT_ACTIVE)
                .refused(ActKind.CONNECT, 200, NOT_ACTIVE),
            "NeedsAPerson ATTEMPTS_EXHAUSTED"),
        row(
            "refused, configuration",
            a(DISCONNECTED).refused(ActKind.CONNECT, 290, INVALID_CONFIGURATION),
            "NeedsAPerson CLUSTER_INVALID_CONFIGURATION"),
        row(
            "refused, otherwise",
            a(DISCONNECTED).refused(ActKind.CONNECT, 290, "CustomKeyStoreNotFoundException"),
            "NeedsAPerson CONNECT_REFUSED"),
        row(
            "Connect met another state",
            a(DISCONNECTED).maxAttempts(1).refused(ActKind.CONNECT, 200, INVALID_STATE),
            "Connect"),
        row(
            "Connect was throttled",
            a(DISCONNECTED).maxAttempts(1).did(ActKind.CONNECT, 299, THROTTLED),
            "Connect"),
        row(
            "no attempts left",
            a(DISCONNECTED)
                .did(ActKind.CONNECT, 10)
                .did(ActKind.CONNECT, 20)
                .did(ActKind.CONNECT, 30),
            "NeedsAPerson ATTEMPTS_EXHAUSTED"),
        row(
            "a lost answer is no attempt if the store is still DISCONNECTED",
            a(DISCONNECTED).maxAttempts(1).did(ActKind.CONNECT, 30, LOST),
            "Connect"));
  }

  static Stream<Arguments> updates() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    UpdateField path = UpdateField.XKS_PROXY_URI_PATH;
    return Stream.of(
        row("update on failure, none met", a(DISCONNECTED).freshSecret(), "Connect"),
        row("update before connect", a(DISCONNECTED).freshSecret().beforeConnect(), "Update v2"),
        row(
            "update before connect, stale",
            a(DISCONNECTED).staleSecret().beforeConnect(),
            "Connect"),
        row(
            "update before connect, secret gone",
            a(DISCONNECTED).missingSecret().beforeConnect(),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "update before connect, done",
            a(DISCONNECTED).staleSecret().beforeConnect().pushedSecret(290),
            "Connect"),
        row(
            "update before connect, done, and no label says so",
            a(DISCONNECTED).freshSecret().beforeConnect().pushedSecret(290),
            "Connect"),
        row(
            "update before connect, cluster",
            a(DISCONNECTED).update(cluster, Given.OTHER_CLUSTER).beforeConnect(),
            "Update [CLOUD_HSM_CLUSTER_ID]"),
        row(
            "update before connect, cluster is that already",
            a(DISCONNECTED).update(cluster, Given.CLUSTER).beforeConnect(),
            "Connect"),
        row(
            "update comes before the cluster's rows",
            a(DISCONNECTED)
                .noCluster()
                .update(cluster, Given.OTHER_CLUSTER)
                .met("CLUSTER_NOT_FOUND", 100),
            "Update [CLOUD_HSM_CLUSTER_ID]"),
        row(
            "update after its failure",
            a(DISCONNECTED).freshSecret().met("INVALID_CREDENTIALS", 280),
            "Update v2"),
        row(
            "update does not fit the failure",
            a(DISCONNECTED).freshSecret().met("INTERNAL_ERROR", 280),
            "Connect"),
        row(
            "update of a path",
            a(DISCONNECTED)
                .external()
                .update(path, "/x/kms/xks/v1")
                .met("XKS_PROXY_INVALID_CONFIGURATION", 280),
            "Update [XKS_PROXY_URI_PATH]"),
        row(
            "update refused",
            a(DISCONNECTED)
                .update(cluster, Given.OTHER_CLUSTER)
                .refused(ActKind.UPDATE, 290, "CloudHsmClusterNotRelatedException"),
            "NeedsAPerson UPDATE_REFUSED"),
        row(
            "update's secret unusable",
            a(DISCONNECTED).freshSecret().refused(ActKind.UPDATE, 290, "SecretUnusable"),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "update met another state",
            a(DISCONNECTED)
                .freshSecret()
                .met("USER_LOCKED_OUT", 200)
                .refused(ActKind.UPDATE, 210, INVALID_STATE),
            "Update v2"),
        row(
            "update cut off: KMS may not know",
            a(DISCONNECTED).freshSecret().met("USER_LOCKED_OUT", 200).tried("v2", 210, CUT_OFF),
            "Update v2"),
        row(
            "update cut off a moment ago",
            a(DISCONNECTED).freshSecret().met("USER_LOCKED_OUT", 200).tried("v2", 295, CUT_OFF),
            "Wait"),
        row(
            "update cut off twice",
            a(DISCONNECTED)
                .freshSecret()
                .met("USER_LOCKED_OUT", 200)
                .tried("v2", 210, CUT_OFF)
                .tried("v2", 220, CUT_OFF),
            "Update v2"),
        row(
            "update cut off by an earlier run",
            a(DISCONNECTED).freshSecret().failedLogIns(1).anotherRunWrote(ActKind.UPDATE, 100),
            "Update v2"),
        row(
            "update told by an earlier run",
            a(DISCONNECTED).freshSecret().failedLogIns(1).told("v2", 100, true),
            "Connect"),
        row(
            "update before connect, just in time",
            a(DISCONNECTED).freshSecret().beforeConnect().at(1136),
            "Update v2"),
        row(
            "update before connect, too late",
            a(DISCONNECTED).freshSecret().beforeConnect().at(1137),
            "Wait"),
        row(
            "update before connect, labeled by an earlier release, and the journal knows better",
            a(DISCONNECTED).staleSecret().beforeConnect().used("v1"),
            "Update v2"),
        row(
            "update before connect, the version was proved or wrong",
            a(DISCONNECTED).freshSecret().beforeConnect().used("v2"),
            "Connect"),
        row(
            "repair of an earlier run, fresh secret",
            a(DISCONNECTED).freshSecret().openRepair("INVALID_CREDENTIALS").failedLogIns(1),
            "Update v2"),
        row(
            "update of the cluster cut off, and not to be seen",
            a(DISCONNECTED)
                .update(cluster, Given.OTHER_CLUSTER)
                .beforeConnect()
                .did(ActKind.UPDATE, 200, CUT_OFF),
            "Update [CLOUD_HSM_CLUSTER_ID]"),
        row(
            "lockout code, secret stale",
            a(DISCONNECTED).staleSecret().met("INVALID_CREDENTIALS", 280),
            "NeedsAPerson STALE_SECRET"),
        row(
            "lockout code, seen too early, and someone else disconnected the store",
            a(DISCONNECTED).did(ActKind.CONNECT, 200).doubted("INVALID_CREDENTIALS", 215),
            "NeedsAPerson STALE_SECRET"),
        row(
            "the same with a fresh secret",
            a(DISCONNECTED)
                .freshSecret()
                .did(ActKind.CONNECT, 200)
                .doubted("INVALID_CREDENTIALS", 215),
            "Update v2"),
        row(
            "lockout code, no secret",
            a(DISCONNECTED).met("USER_LOCKED_OUT", 280),
            "NeedsAPerson STALE_SECRET"),
        row(
            "lockout code, then another code",
            a(DISCONNECTED).met("USER_LOCKED_OUT", 100).met("INTERNAL_ERROR", 280),
            "NeedsAPerson STALE_SECRET"),
        row(
            "lockout code, secret pushed since",
            a(DISCONNECTED).staleSecret().met("INVALID_CREDENTIALS", 280).pushedSecret(290),
            "Connect"),
        row(
            "lockout code, secret pushed before",
            a(DISCONNECTED).staleSecret().pushedSecret(270).met("INVALID_CREDENTIALS", 280),
            "NeedsAPerson STALE_SECRET"),
        row(
            "lockout code, another run told the version",
            a(DISCONNECTED).freshSecret().met("INVALID_CREDENTIALS", 100).told("v2", 200, true),
            "Connect"),
        row(
            "lockout code, another run is about to tell the version",
            a(DISCONNECTED)
                .freshSecret()
                .met("INVALID_CREDENTIALS", 100)
                .anotherRunWrote(ActKind.UPDATE, 250),
            "Wait"),
        row(
            "lockout code, another in between, secret fresh",
            a(DISCONNECTED).freshSecret().met("USER_LOCKED_OUT", 100).met("INTERNAL_ERROR", 280),
            "Update v2"),
        row(
            "harmless code, secret gone: the one try was promised",
            a(DISCONNECTED).missingSecret().met("USER_LOGGED_IN", 200).did(ActKind.DISCONNECT, 200),
            "Connect"),
        row(
            "lockout code, secret gone",
            a(DISCONNECTED).missingSecret().met("USER_LOCKED_OUT", 200),
            "NeedsAPerson SECRET_UNUSABLE"));
  }

  static Stream<Arguments> logIns() {
    return Stream.of(
        row("one failed before this run", a(DISCONNECTED).failedLogIns(1), "Connect"),
        row("two failed", a(DISCONNECTED).failedLogIns(2), "NeedsAPerson LOGINS_EXHAUSTED"),
        row("two failed, external", a(DISCONNECTED).failedLogIns(2).external(), "Connect"),
        row(
            "two failed, another version is given",
            a(DISCONNECTED).failedLogIns(2).freshSecret(),
            "Update v2"),
        row(
            "two failed, another version was told",
            a(DISCONNECTED).failedLogIns(2).told("v2", 100, true),
            "Connect"),
        row(
            "two failed, nobody knows whether another version was told",
            a(DISCONNECTED).failedLogIns(2).told("v2", 100, false),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "three failed, another version is given",
            a(DISCONNECTED).failedLogIns(3).freshSecret(),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "three failed, another version was told",
            a(DISCONNECTED).failedLogIns(3).told("v2", 100, true),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "three failed, a person's word",
            a(DISCONNECTED).failedLogIns(3).passwordTold(),
            "Connect"),
        row(
            "three failed, a person's word and another version",
            a(DISCONNECTED).failedLogIns(3).passwordTold().freshSecret(),
            "Update v2"),
        row(
            "a person's word covers one login",
            a(DISCONNECTED)
                .failedLogIns(1)
                .passwordTold()
                .did(ActKind.CONNECT, 100)
                .met("INVALID_CREDENTIALS", 200),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "a person's word is not used up by a failure that no password explains",
            a(DISCONNECTED)
                .failedLogIns(3)
                .passwordTold()
                .did(ActKind.CONNECT, 100)
                .met("INTERNAL_ERROR", 200),
            "Connect"),
        row(
            "a person's word is not used up by a failure that the first check shows",
            a(DISCONNECTED)
                .failedLogIns(3)
                .passwordTold()
                .firstSeen(FAILED)
                .met("INVALID_CREDENTIALS", 100)
                .did(ActKind.DISCONNECT, 200),
            "Connect"),
        row(
            "a person's word is used up by a login that someone else started",
            a(DISCONNECTED)
                .failedLogIns(1)
                .passwordTold()
                .firstSeen(DISCONNECTED)
                .met("INVALID_CREDENTIALS", 200),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "a person's word is used up by a Connect that was thought to have had no effect",
            a(DISCONNECTED)
                .failedLogIns(1)
                .passwordTold()
                .firstSeen(DISCONNECTED)
                .did(ActKind.CONNECT, 100, THROTTLED)
                .met("INVALID_CREDENTIALS", 200),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "one failed before this run, another failure in it",
            a(DISCONNECTED).failedLogIns(1).met("INTERNAL_ERROR", 200),
            "Connect"),
        row(
            "FAILED, three failed, another version is given",
            failed("INVALID_CREDENTIALS").failedLogIns(3).countedAlready().freshSecret(),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "FAILED, two failed and this is the third",
            failed("INVALID_CREDENTIALS").failedLogIns(2).freshSecret(),
            "NeedsAPerson LOGINS_EXHAUSTED"),
        row(
            "FAILED, two failed and this is the second",
            failed("INVALID_CREDENTIALS").failedLogIns(2).countedAlready().freshSecret(),
            "Disconnect"),
        row(
            "FAILED, a person's word",
            failed("INVALID_CREDENTIALS").failedLogIns(3).countedAlready().passwordTold(),
            "Disconnect"),
        row(
            "one failed, the secret is gone",
            a(DISCONNECTED).failedLogIns(1).missingSecret(),
            "NeedsAPerson SECRET_UNUSABLE"));
  }

  static Stream<Arguments> journal() {
    JournalView notRead = new JournalView.NotRead();
    JournalView unavailable = new JournalView.Unavailable("The table does not answer.");
    return Stream.of(
        row("not read", a(DISCONNECTED).journal(notRead), "Recall"),
        row("not read, CONNECTED", a(CONNECTED).journal(notRead), "Recall"),
        row("not read, dry", a(DISCONNECTED).dryRun().journal(notRead), "Recall"),
        row("not read, just in time", a(DISCONNECTED).at(1160).journal(notRead), "Recall"),
        row(
            "not read, too late",
            a(DISCONNECTED).at(1161).journal(notRead),
            "NeedsAPerson OUT_OF_TIME"),
        row("not read, too late, CONNECTED", a(CONNECTED).at(1161).journal(notRead), "Connected"),
        row(
            "unavailable",
            a(DISCONNECTED).journal(unavailable),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row(
            "unavailable, FAILED",
            failed("INTERNAL_ERROR").journal(unavailable),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row("unavailable, CONNECTED", a(CONNECTED).journal(unavailable), "Connected"),
        row(
            "unavailable, CONNECTED without an HSM",
            a(CONNECTED).cluster("ACTIVE").addHsm().journal(unavailable),
            "NeedsAPerson JOURNAL_UNAVAILABLE"),
        row(
            "another run has just disconnected it: FAILED is an old look",
            failed("INTERNAL_ERROR").anotherRunWrote(ActKind.DISCONNECT, 280),
            "Wait"),
        row(
            "another run disconnected it a while ago",
            failed("INTERNAL_ERROR").anotherRunWrote(ActKind.DISCONNECT, 240),
            "Disconnect"));
  }

  static Stream<Arguments> hsms() {
    return Stream.of(
        row("no HSM", a(DISCONNECTED).cluster("ACTIVE"), "NeedsAPerson NO_ACTIVE_HSM"),
        row("HSM coming up", a(DISCONNECTED).cluster("ACTIVE", "CREATE_IN_PROGRESS"), "Wait"),
        row(
            "HSM coming up, may add",
            a(DISCONNECTED).cluster("ACTIVE", "CREATE_IN_PROGRESS").addHsm(),
            "Wait"),
        row("no HSM, may add", a(DISCONNECTED).cluster("ACTIVE").addHsm(), "AddHsm a"),
        row(
            "no HSM, may add, the deployment has a list with the store",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .deploymentBuysHsmsFor(AllowList.of(Set.of(Given.STORE))),
            "AddHsm a"),
        row(
            "may add, but not in this deployment",
            a(CONNECTED).addHsm().deploymentBuysHsmsFor(AllowList.NONE),
            "InvalidRequest"),
        row(
            "may add, but not in this deployment, dry",
            a(CONNECTED).addHsm().dryRun().deploymentBuysHsmsFor(AllowList.NONE),
            "InvalidRequest"),
        row(
            "may not add, nor may the deployment",
            a(DISCONNECTED).deploymentBuysHsmsFor(AllowList.NONE),
            "Connect"),
        row(
            "dying HSM, may add",
            a(DISCONNECTED).cluster("ACTIVE", "DELETE_IN_PROGRESS").addHsm(),
            "AddHsm a"),
        row(
            "no HSM, bought just now",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().boughtHsm("hsm-1", 280),
            "Wait"),
        row(
            "no HSM, asked for just now",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().boughtHsm(null, 241),
            "Wait"),
        row(
            "no HSM, another run is buying one",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().anotherRunWrote(ActKind.ADD_HSM, 280),
            "Wait"),
        row(
            "no HSM, bought, and gone",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().boughtHsm("hsm-1", 200),
            "NeedsAPerson HSM_NOT_ADDED"),
        row(
            "no HSM, bought, and gone an hour ago",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().boughtHsm("hsm-1", -3300),
            "AddHsm a"),
        row(
            "no HSM, asked for, and not to be seen: it was not bought",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().boughtHsm(null, 240),
            "AddHsm a"),
        row(
            "no HSM, asked for three times without an answer",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .calledForHsmIn("a", 50, LOST)
                .calledForHsmIn("a", 120, LOST)
                .calledForHsmIn("a", 190, LOST),
            "NeedsAPerson HSM_NOT_ADDED"),
        row(
            "no HSM, bought by this run, and no longer remembered",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .calledForHsmIn("a", 50, new ActResult(ActResult.Outcome.ACCEPTED, "", "")),
            "NeedsAPerson NO_ACTIVE_HSM"),
        row(
            "no HSM, adding throttled three times",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .calledForHsmIn("a", 50, THROTTLED)
                .calledForHsmIn("a", 120, THROTTLED)
                .calledForHsmIn("a", 190, THROTTLED),
            "AddHsm a"),
        row(
            "no HSM, adding throttled",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().calledForHsmIn("a", 200, THROTTLED),
            "AddHsm a"),
        row(
            "no HSM, adding throttled just now",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().calledForHsmIn("a", 299, THROTTLED),
            "AddHsm a"),
        row(
            "no HSM, adding refused in one zone",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().calledForHsmIn("a", 200, REFUSED),
            "AddHsm b"),
        row(
            "no HSM, adding refused in every zone",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .calledForHsmIn("a", 200, REFUSED)
                .calledForHsmIn("b", 220, REFUSED),
            "NeedsAPerson HSM_NOT_ADDED"),
        row(
            "an HSM has failed, may add",
            a(DISCONNECTED).cluster("ACTIVE", "DEGRADED").addHsm(),
            "NeedsAPerson HSM_DEGRADED"),
        row(
            "FAILED for want of HSMs",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster("ACTIVE"),
            "NeedsAPerson INSUFFICIENT_CLOUDHSM_HSMS"),
        row(
            "FAILED for want of HSMs, one now",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster("ACTIVE", "ACTIVE"),
            "Disconnect"),
        row(
            "FAILED for want of HSMs, coming up",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster("ACTIVE", "CREATE_IN_PROGRESS"),
            "Wait"),
        row(
            "FAILED for want of HSMs, may add",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster("ACTIVE").addHsm(),
            "AddHsm a"));
  }

  static Stream<Arguments> clustersInChange() {
    String modified = "MODIFY_IN_PROGRESS";
    String rolledBack = "ROLLBACK_IN_PROGRESS";
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    return Stream.of(
        row("DISCONNECTED, modified", a(DISCONNECTED).cluster(modified, "ACTIVE"), "Wait"),
        row("DISCONNECTED, rolled back", a(DISCONNECTED).cluster(rolledBack, "ACTIVE"), "Wait"),
        row(
            "DISCONNECTED, modified until the end",
            a(DISCONNECTED).cluster(modified, "ACTIVE").at(1163),
            "NeedsAPerson CLUSTER_BEING_MODIFIED"),
        row(
            "DISCONNECTED by this run, modified until the end",
            a(DISCONNECTED).cluster(modified, "ACTIVE").did(ActKind.DISCONNECT, 200).at(1163),
            "NeedsAPerson CLUSTER_BEING_MODIFIED"),
        row(
            "DISCONNECTED, modified, no HSM, may add",
            a(DISCONNECTED).cluster(modified).addHsm(),
            "Wait"),
        row(
            "DISCONNECTED, modified, new password",
            a(DISCONNECTED).cluster(modified, "ACTIVE").freshSecret().beforeConnect(),
            "Wait"),
        row(
            "DISCONNECTED, modified, another cluster",
            a(DISCONNECTED)
                .cluster(modified, "ACTIVE")
                .update(cluster, Given.OTHER_CLUSTER)
                .beforeConnect(),
            "Update [CLOUD_HSM_CLUSTER_ID]"),
        row("FAILED, modified", failed("INTERNAL_ERROR").cluster(modified, "ACTIVE"), "Wait"),
        row(
            "FAILED, modified, too late for a repair",
            failed("INTERNAL_ERROR").cluster(rolledBack, "ACTIVE").at(1120),
            "NeedsAPerson CLUSTER_BEING_MODIFIED"),
        row(
            "FAILED, modified until the end",
            failed("INTERNAL_ERROR").cluster(modified, "ACTIVE").at(1163),
            "NeedsAPerson CLUSTER_BEING_MODIFIED"),
        row(
            "FAILED for want of HSMs, modified, may add",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster(modified).addHsm(),
            "Wait"),
        row(
            "FAILED with a wrong password, modified",
            failed("INVALID_CREDENTIALS").cluster(modified, "ACTIVE"),
            "NeedsAPerson INVALID_CREDENTIALS"),
        row("CONNECTED, modified", a(CONNECTED).cluster(modified, "ACTIVE"), "Connected"),
        row(
            "CONNECTED, modified, could not be used three times",
            a(CONNECTED).cluster(modified, "ACTIVE").unusableAfter(2),
            "NeedsAPerson CONNECTED_BUT_UNUSABLE"),
        row("CONNECTED, modified, no HSM", a(CONNECTED).cluster(modified).addHsm(), "Wait"),
        row(
            "CONNECTED, modified, no HSM until the end",
            a(CONNECTED).cluster(modified).at(1163),
            "NeedsAPerson CLUSTER_BEING_MODIFIED"));
  }

  static Stream<Arguments> degradedClusters() {
    return Stream.of(
        row(
            "DISCONNECTED, an HSM serves",
            a(DISCONNECTED).cluster("DEGRADED", "ACTIVE", "DEGRADED"),
            "Connect"),
        row(
            "DISCONNECTED, refused once",
            a(DISCONNECTED)
                .cluster("DEGRADED", "ACTIVE", "DEGRADED")
                .refused(ActKind.CONNECT, 200, NOT_ACTIVE),
            "NeedsAPerson HSM_DEGRADED"),
        row(
            "DISCONNECTED, throttled",
            a(DISCONNECTED)
                .cluster("DEGRADED", "ACTIVE", "DEGRADED")
                .did(ActKind.CONNECT, 200, THROTTLED),
            "Connect"),
        row(
            "DISCONNECTED, all of its HSMs serve, refused once",
            a(DISCONNECTED).cluster("DEGRADED", "ACTIVE").refused(ActKind.CONNECT, 200, NOT_ACTIVE),
            "NeedsAPerson CLUSTER_NOT_ACTIVE"),
        row(
            "DISCONNECTED, no HSM serves",
            a(DISCONNECTED).cluster("DEGRADED", "DEGRADED").addHsm(),
            "NeedsAPerson HSM_DEGRADED"),
        row(
            "DISCONNECTED, without an HSM",
            a(DISCONNECTED).cluster("DEGRADED").addHsm(),
            "NeedsAPerson CLUSTER_NOT_ACTIVE"),
        row(
            "FAILED before, an HSM serves",
            failed("INTERNAL_ERROR").cluster("DEGRADED", "ACTIVE", "DEGRADED"),
            "Disconnect"),
        row(
            "FAILED in this run, an HSM serves",
            failed("INTERNAL_ERROR")
                .cluster("DEGRADED", "ACTIVE", "DEGRADED")
                .did(ActKind.CONNECT, 10),
            "NeedsAPerson HSM_DEGRADED"),
        row("CONNECTED", a(CONNECTED).cluster("DEGRADED", "ACTIVE", "DEGRADED"), "Connected"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        row("INTERNAL_ERROR", failed("INTERNAL_ERROR"), "Disconnect"),
        row(
            "INTERNAL_ERROR, none left",
            failed("INTERNAL_ERROR").maxAttempts(1).did(ActKind.CONNECT, 10),
            "NeedsAPerson INTERNAL_ERROR"),
        row("NETWORK_ERRORS", failed("NETWORK_ERRORS"), "Disconnect"),
        row(
            "XKS_PROXY_TIMED_OUT",
            failed("XKS_PROXY_TIMED_OUT").did(ActKind.CONNECT, 10),
            "Disconnect"),
        row(
            "INVALID_CREDENTIALS from before",
            failed("INVALID_CREDENTIALS"),
            "NeedsAPerson INVALID_CREDENTIALS"),
        row(
            "INVALID_CREDENTIALS, fresh secret",
            failed("INVALID_CREDENTIALS").freshSecret(),
            "Disconnect"),
        row(
            "INVALID_CREDENTIALS, fresh secret, but the proof says that it cannot be used",
            failed("INVALID_CREDENTIALS")
                .freshSecret()
                .did(
                    ActKind.DISCONNECT,
                    100,
                    new ActResult(ActResult.Outcome.SKIPPED, "SecretUnusable", "It has a blank.")),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "INVALID_CREDENTIALS, fresh secret, and KMS refused in the words of the proof",
            failed("INVALID_CREDENTIALS")
                .freshSecret()
                .refused(ActKind.DISCONNECT, 100, "SecretUnusable"),
            "Disconnect"),
        row(
            "CLUSTER_NOT_FOUND, but the proof says that the other is unfit",
            failed("CLUSTER_NOT_FOUND")
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
                .did(
                    ActKind.DISCONNECT,
                    100,
                    new ActResult(ActResult.Outcome.SKIPPED, "ClusterUnfit", "It has one HSM.")),
            "NeedsAPerson UPDATE_IMPOSSIBLE"),
        row(
            "INVALID_CREDENTIALS, stale secret",
            failed("INVALID_CREDENTIALS").staleSecret(),
            "NeedsAPerson STALE_SECRET"),
        row(
            "INVALID_CREDENTIALS, no such secret",
            failed("INVALID_CREDENTIALS").missingSecret(),
            "NeedsAPerson SECRET_UNUSABLE"),
        row(
            "INVALID_CREDENTIALS, pushed and still wrong",
            failed("INVALID_CREDENTIALS").staleSecret().pushedSecret(100).did(ActKind.CONNECT, 110),
            "NeedsAPerson INVALID_CREDENTIALS"),
        row(
            "INVALID_CREDENTIALS, external, from before",
            failed("INVALID_CREDENTIALS").external(),
            "Disconnect"),
        row(
            "INVALID_CREDENTIALS, external, fresh secret",
            failed("INVALID_CREDENTIALS").external().freshSecret(),
            "Disconnect"),
        row("USER_LOCKED_OUT, fresh secret", failed("USER_LOCKED_OUT").freshSecret(), "Disconnect"),
        row(
            "USER_LOCKED_OUT from before",
            failed("USER_LOCKED_OUT"),
            "NeedsAPerson USER_LOCKED_OUT"),
        row("USER_NOT_FOUND from before", failed("USER_NOT_FOUND"), "Disconnect"),
        row(
            "USER_NOT_FOUND now",
            failed("USER_NOT_FOUND").did(ActKind.CONNECT, 10),
            "NeedsAPerson USER_NOT_FOUND"),
        row(
            "USER_LOGGED_IN now, connecting at the start",
            failed("USER_LOGGED_IN").firstSeen(CONNECTING),
            "NeedsAPerson USER_LOGGED_IN"),
        row(
            "CLUSTER_NOT_FOUND, another given",
            failed("CLUSTER_NOT_FOUND")
                .did(ActKind.CONNECT, 10)
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER),
            "Disconnect"),
        row(
            "CLUSTER_NOT_FOUND, the same given",
            failed("CLUSTER_NOT_FOUND")
                .did(ActKind.CONNECT, 10)
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.CLUSTER),
            "NeedsAPerson CLUSTER_NOT_FOUND"),
        row("SUBNET_NOT_FOUND from before", failed("SUBNET_NOT_FOUND"), "Disconnect"),
        row(
            "no addresses, now",
            failed("INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET").did(ActKind.CONNECT, 10),
            "NeedsAPerson INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET"),
        row("XKS_PROXY_ACCESS_DENIED from before", failed("XKS_PROXY_ACCESS_DENIED"), "Disconnect"),
        row("no code at all", failed("").firstSeen(FAILED), "NeedsAPerson NO_ERROR_CODE"),
        row("a code that is new", failed("QUANTUM_FLUX"), "NeedsAPerson QUANTUM_FLUX"));
  }

  static Stream<Arguments> lateOrStale() {
    return Stream.of(
        row(
            "FAILED, would pass, but no HSM",
            failed("NETWORK_ERRORS").cluster("ACTIVE"),
            "NeedsAPerson NO_ACTIVE_HSM"),
        row(
            "FAILED, would pass, but the cluster is gone",
            failed("INTERNAL_ERROR").noCluster(),
            "NeedsAPerson CLUSTER_NOT_FOUND"),
        row(
            "FAILED, would pass, once the HSM is there",
            failed("INTERNAL_ERROR").cluster("ACTIVE", "CREATE_IN_PROGRESS"),
            "Wait"),
        row(
            "FAILED, fresh secret, but no HSM",
            failed("INVALID_CREDENTIALS").freshSecret().cluster("ACTIVE"),
            "NeedsAPerson NO_ACTIVE_HSM"),
        row(
            "FAILED, the cluster is gone, another is given",
            failed("CLUSTER_NOT_FOUND")
                .noCluster()
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER),
            "Disconnect"),
        row(
            "FAILED, too late to repair",
            failed("INTERNAL_ERROR").at(1103),
            "NeedsAPerson OUT_OF_TIME"),
        row("FAILED, just in time", failed("INTERNAL_ERROR").at(1102), "Disconnect"),
        row(
            "late pause is cut",
            a(DISCONNECTED).met("NETWORK_ERRORS", 1095).did(ActKind.DISCONNECT, 1095).at(1126),
            "Connect"),
        row("DISCONNECTED right after Connect", a(DISCONNECTED).did(ActKind.CONNECT, 295), "Wait"),
        row(
            "FAILED right after Connect",
            failed("INTERNAL_ERROR").did(ActKind.CONNECT, 295),
            "Wait"),
        row(
            "FAILED right after Disconnect",
            failed("INTERNAL_ERROR").did(ActKind.DISCONNECT, 295),
            "Wait"),
        row(
            "FAILED right after Disconnect and Update",
            failed("INVALID_CREDENTIALS").did(ActKind.DISCONNECT, 275).pushedSecret(295),
            "Wait"),
        row(
            "FAILED right after Update, the Disconnect was another run's",
            failed("INVALID_CREDENTIALS")
                .met("INVALID_CREDENTIALS", 270)
                .did(ActKind.DISCONNECT, 270, SKIPPED)
                .pushedSecret(290),
            "Wait"),
        row(
            "FAILED long after Disconnect",
            failed("INTERNAL_ERROR").did(ActKind.DISCONNECT, 237),
            "Disconnect"),
        row(
            "FAILED after a Disconnect that may have taken long",
            failed("INTERNAL_ERROR").did(ActKind.DISCONNECT, 238),
            "Wait"),
        row(
            "FAILED after an Update that may have taken long",
            failed("INVALID_CREDENTIALS").staleSecret().pushedSecret(228),
            "Wait"),
        row(
            "FAILED long after Update",
            failed("INVALID_CREDENTIALS").staleSecret().pushedSecret(227),
            "NeedsAPerson INVALID_CREDENTIALS"),
        row(
            "old cluster right after Update",
            a(DISCONNECTED)
                .noCluster()
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
                .did(ActKind.UPDATE, 299),
            "Wait"),
        row("CONNECTED right after Connect", a(CONNECTED).did(ActKind.CONNECT, 295), "Connected"));
  }

  @Test
  void theEndOfTheWindowNamesTheCallsThatAwsDidNotCarryOut() {
    ActResult throttled = new ActResult(ActResult.Outcome.THROTTLED, "ThrottlingException", "");
    ActResult failed =
        new ActResult(
            ActResult.Outcome.UNKNOWN, "io.keystoreconnector.handlers.ServiceUnavailable", "");
    Given given =
        a(DISCONNECTED).did(ActKind.CONNECT, 900, throttled).did(ActKind.CONNECT, 1000, failed);
    String end = "The window is over and the key store is DISCONNECTED.";

    assertThat(given.at(1163).decide().report().message())
        .isEqualTo(end + " The last Connect call ended with ServiceUnavailable.");
    assertThat(given.did(ActKind.CONNECT, 1100, failed).decide().report().message())
        .isEqualTo(end + " The last 2 Connect calls ended with ServiceUnavailable.");
    assertThat(given.did(ActKind.UPDATE, 1110, throttled).decide().report().message())
        .isEqualTo(end + " The last Update call ended with ThrottlingException.");
    assertThat(given.did(ActKind.UPDATE, 1120).decide().report().message()).isEqualTo(end);
  }

  @Test
  void anUpdateThatWasRefusedIsSaidToBeNeededOnlyAfterAFailureThatWasSeen() {
    Given refused =
        a(DISCONNECTED)
            .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
            .refused(ActKind.UPDATE, 290, "CloudHsmClusterNotActiveException");
    assertThat(refused.decide().report().guidance())
        .endsWith("start the connector without update.");
    assertThat(
            a(DISCONNECTED)
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
                .met("CLUSTER_NOT_FOUND", 280)
                .refused(ActKind.UPDATE, 290, "CloudHsmClusterNotActiveException")
                .decide()
                .report()
                .guidance())
        .endsWith("A connect without the update would fail again.");
  }

  @Test
  void aDryRunEndsWithThePlanWhateverIsSeen() {
    Decision decision = failed("INVALID_CREDENTIALS").freshSecret().dryRun().decide();
    assertThat(decision.action()).isEqualTo(new Action.Planned());
    assertThat(decision.report().outcome()).isEqualTo(Report.Outcome.DRY_RUN);
    assertThat(decision.report().message())
        .startsWith("Dry run, nothing was changed. The next action would be Disconnect.");
    assertThat(decision.report().next()).isEqualTo("Disconnect");
    assertThat(decision.progress().acts().pending()).isNull();
  }

  @Test
  void onlyADryRunSaysWhatWouldComeNext() {
    assertThat(a(CONNECTED).dryRun().decide().report().next()).isEqualTo("Connected");
    assertThat(a(DISCONNECTED).decide().report().next()).isNull();
    assertThat(a(CONNECTED).decide().report().next()).isNull();
  }

  @Test
  void aDryRunThatWouldConnectSaysThatTheUpdateComesLater() {
    Given given = a(DISCONNECTED).freshSecret();
    assertThat(given.decide().report().warnings()).isEmpty();
    assertThat(given.dryRun().decide().report().warnings())
        .singleElement()
        .asString()
        .contains("connect with what KMS has now", "--before-connect");
    assertThat(given.beforeConnect().decide().report().warnings()).isEmpty();
    assertThat(a(DISCONNECTED).dryRun().decide().report().warnings()).isEmpty();
  }

  @Test
  void aRememberedFailureIsNotForgottenByTheDisconnectThatFollows() {
    Decision decision = failed("NETWORK_ERRORS").decide();
    assertThat(decision.progress().states().failures())
        .extracting(StateHistory.Failure::code)
        .containsExactly("NETWORK_ERRORS");
    assertThat(decision.progress().states().first()).isEqualTo(FAILED);
  }

  @Test
  void anUpdateNamesTheSecretAndItsFreshVersionBesideTheSettings() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    Action.Secret secret =
        new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", "v2");
    Given given =
        a(DISCONNECTED).beforeConnect().update(cluster, Given.OTHER_CLUSTER).freshSecret();
    assertThat(given.decide().action())
        .isEqualTo(
            new Action.Update(
                Given.STORE, Map.of(cluster, Given.OTHER_CLUSTER), Optional.of(secret)));
  }

  @Test
  void aRepairThatDependsOnASecretBeginsOnceItsUpdateIsProved() {
    Action.Secret secret =
        new Action.Secret(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "kmsuser", "v2");
    assertThat(failed("INVALID_CREDENTIALS").freshSecret().decide().action())
        .isEqualTo(
            new Action.Disconnect(
                Given.STORE,
                Optional.of(new Action.Update(Given.STORE, Map.of(), Optional.of(secret)))));
  }

  @Test
  void aRepairThatDependsOnAnotherClusterBeginsOnceItsUpdateIsProved() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    assertThat(failed("CLUSTER_NOT_FOUND").update(cluster, Given.OTHER_CLUSTER).decide().action())
        .isEqualTo(
            new Action.Disconnect(
                Given.STORE,
                Optional.of(
                    new Action.Update(
                        Given.STORE, Map.of(cluster, Given.OTHER_CLUSTER), Optional.empty()))));
  }

  @Test
  void aSettingOfAProxyCannotBeProvedBeforehand() {
    assertThat(
            failed("XKS_PROXY_INVALID_CONFIGURATION")
                .update(UpdateField.XKS_PROXY_URI_PATH, "/x/kms/xks/v1")
                .decide()
                .action())
        .isEqualTo(new Action.Disconnect(Given.STORE, Optional.empty()));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void saysWhy(String seen, Given given, String why) {
    assertThat(given.decide().why()).isEqualTo(why);
  }

  static Stream<Arguments> saysWhy() {
    UpdateField cluster = UpdateField.CLOUD_HSM_CLUSTER_ID;
    return Stream.of(
        row(
            "second attempt",
            a(DISCONNECTED).did(ActKind.CONNECT, 100),
            "The key store is DISCONNECTED; connecting it, attempt 2 of 3."),
        row(
            "failure that passes",
            failed("INTERNAL_ERROR"),
            "The key store is FAILED with INTERNAL_ERROR: %s; disconnecting it to connect again."
                .formatted(ConnectionErrorCode.INTERNAL_ERROR.meaning())),
        row(
            "failure without a remedy",
            failed("USER_LOCKED_OUT"),
            "The key store is FAILED with USER_LOCKED_OUT: %s, and the connector has no way to remove the cause."
                .formatted(ConnectionErrorCode.USER_LOCKED_OUT.meaning())),
        row(
            "failure for which there is another update",
            failed("USER_LOCKED_OUT").update(cluster, Given.OTHER_CLUSTER),
            "The key store is FAILED with USER_LOCKED_OUT: %s, and the connector does not make the update in the request because of this code."
                .formatted(ConnectionErrorCode.USER_LOCKED_OUT.meaning())),
        row(
            "failure whose remedy did not help",
            failed("USER_LOCKED_OUT").staleSecret().pushedSecret(100).did(ActKind.CONNECT, 110),
            "The key store is FAILED with USER_LOCKED_OUT: %s, and this run's update did not remove the cause."
                .formatted(ConnectionErrorCode.USER_LOCKED_OUT.meaning())),
        row(
            "window over while CONNECTING",
            a(CONNECTING).at(1163),
            "The window is over and the key store is CONNECTING. It was left connecting and may"
                + " still succeed."),
        row(
            "window over while DISCONNECTED",
            a(DISCONNECTED).at(1163),
            "The window is over and the key store is DISCONNECTED."),
        row(
            "new setting",
            a(DISCONNECTED).beforeConnect().update(cluster, Given.OTHER_CLUSTER),
            "Giving KMS the new cloudHsmClusterId."),
        row(
            "fresh secret",
            a(DISCONNECTED).beforeConnect().freshSecret(),
            "Giving KMS the credentials from the new secret version."),
        row(
            "new setting and fresh secret",
            a(DISCONNECTED).beforeConnect().update(cluster, Given.OTHER_CLUSTER).freshSecret(),
            "Giving KMS the new cloudHsmClusterId and the credentials from the new secret"
                + " version."),
        row(
            "fresh secret while CONNECTED",
            rotated(),
            "Giving KMS the credentials from the new secret version while the key store stays"
                + " CONNECTED."),
        row(
            "too late while CONNECTED",
            rotated().tried("v2", 1100, THROTTLED).at(1147),
            "The key store is CONNECTED, but no time is left to make the update. The last Update"
                + " call ended with Throttled."),
        row(
            "update too late",
            a(DISCONNECTED).beforeConnect().freshSecret().at(1137),
            "Too little time is left for the update."),
        row(
            "update cut off a moment ago",
            a(DISCONNECTED).beforeConnect().freshSecret().tried("v2", 295, CUT_OFF),
            "The update did not get through; trying again shortly."),
        row(
            "could not be used",
            a(CONNECTED).unusableAfter(0),
            "KMS reports CONNECTED, but the key store could not be used: GenerateRandom ended with"
                + " DependencyTimeoutException; checking again."),
        row(
            "could not be used three times",
            a(CONNECTED).unusableAfter(2),
            "KMS reports CONNECTED, but the key store could not be used in 3 checks in a row:"
                + " GenerateRandom ended with DependencyTimeoutException."),
        row(
            "two logins failed",
            a(DISCONNECTED).failedLogIns(2),
            "2 logins of kmsuser have failed since the key store was last CONNECTED, the last one"
                + " with INVALID_CREDENTIALS; to continue, the connector needs a new secret"
                + " version, or --password-told."),
        row(
            "three logins failed",
            a(DISCONNECTED).failedLogIns(3),
            "3 logins of kmsuser have failed since the key store was last CONNECTED, the last one"
                + " with INVALID_CREDENTIALS; to continue, the connector needs a person's"
                + " confirmation, --password-told."),
        row(
            "HSMs have failed, one with CloudHSM's words",
            a(DISCONNECTED)
                .cluster(
                    new Hsm("hsm-1", "a", "DEGRADED", "It is broken."),
                    new Hsm("hsm-2", "b", "DEGRADED", " "),
                    new Hsm("hsm-3", "c", "DEGRADED")),
            "The cluster has no active HSM: hsm-1 in a is DEGRADED (CloudHSM says: It is broken),"
                + " hsm-2 in b is DEGRADED, hsm-3 in c is DEGRADED."),
        row(
            "adding an HSM was refused in every zone",
            a(DISCONNECTED)
                .cluster("ACTIVE")
                .addHsm()
                .calledForHsmIn("a", 200, REFUSED)
                .calledForHsmIn("b", 220, REFUSED),
            "The cluster has no active HSM, and adding one was refused: in a with"
                + " CloudHsmInvalidRequestException, not here; in b with"
                + " CloudHsmInvalidRequestException, not here."),
        row(
            "refused with AWS's words",
            a(DISCONNECTED).refused(ActKind.CONNECT, 290, INVALID_CONFIGURATION),
            "KMS refused to connect: " + INVALID_CONFIGURATION + ", sorry."),
        row(
            "refused without a word",
            a(DISCONNECTED)
                .did(
                    ActKind.CONNECT,
                    290,
                    new ActResult(ActResult.Outcome.REFUSED, INVALID_CONFIGURATION, "")),
            "KMS refused to connect: " + INVALID_CONFIGURATION + "."));
  }

  private static Arguments row(String seen, Given given, String decision) {
    return arguments(seen, given, decision);
  }

  private static String shown(Action action) {
    return switch (action) {
      case Action.AddHsm add -> "AddHsm " + add.availabilityZone();
      case Action.NeedsAPerson person -> "NeedsAPerson " + person.reason();
      case Action.Update update ->
          "Update "
              + update
                  .secret()
                  .map(Action.Secret::versionId)
                  .orElse(update.settings().keySet().toString());
      default -> action.name();
    };
  }
}
