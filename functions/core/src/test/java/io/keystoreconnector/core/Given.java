package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.Playbook.Settled;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes a test's world in few words. Everything not mentioned is harmless. */
final class Given {

  static final Instant START = Instant.parse("2026-01-15T03:00:00Z");
  static final Run RUN = new Run("run-this", START);
  static final String STORE = "cks-1234567890abcdef0";
  static final String CLUSTER = "cluster-2a34b5cdefg";
  static final String OTHER_CLUSTER = "cluster-7a23b4cdefg";

  private KeyStoreType type = KeyStoreType.AWS_CLOUDHSM;
  private ConnectionState state = ConnectionState.DISCONNECTED;
  private @Nullable String code;
  private ClusterView cluster = seen("ACTIVE", "ACTIVE", "ACTIVE");
  private SecretView secret = new SecretView.NotLooked();
  private final Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
  private Update.When when = Update.When.ON_FAILURE;
  private Request.WhenDisconnected whenDisconnected = Request.WhenDisconnected.CONNECT;
  private boolean addHsm;
  private AllowList mayAddHsm = AllowList.EVERY;
  private UpdateRules updateRules = UpdateRules.EVERYTHING;
  private boolean dryRun;
  private int maxAttempts = 3;
  private long atSecond = 300;
  private @Nullable ConnectionState first;
  private final List<Step> steps = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private @Nullable Instant changed;
  private @Nullable Failure doubted;
  private ProofView proof = new ProofView.NotTried();
  private int unusable;
  private boolean passwordTold;
  private Journal journal = Journal.EMPTY;
  private @Nullable JournalView journalView;

  static Given a(ConnectionState state) {
    Given given = new Given();
    given.state = state;
    return given;
  }

  static Given failed(String code) {
    Given given = a(ConnectionState.FAILED);
    given.code = code;
    if (code.startsWith("XKS")) {
      given.external();
    }
    return given;
  }

  static ClusterView seen(String clusterState, String... hsmStates) {
    List<Hsm> hsms = new ArrayList<>();
    for (String hsmState : hsmStates) {
      hsms.add(new Hsm("hsm-" + hsms.size(), hsms.size() % 2 == 0 ? "a" : "b", hsmState));
    }
    return new ClusterView.Seen(new Cluster(CLUSTER, clusterState, hsms, List.of("a", "b")));
  }

  Given external() {
    type = KeyStoreType.EXTERNAL_KEY_STORE;
    cluster = new ClusterView.NotLooked();
    return this;
  }

  Given cluster(String clusterState, String... hsmStates) {
    cluster = seen(clusterState, hsmStates);
    return this;
  }

  /** An ACTIVE cluster with these HSMs. */
  Given cluster(Hsm... hsms) {
    cluster =
        new ClusterView.Seen(new Cluster(CLUSTER, "ACTIVE", List.of(hsms), List.of("a", "b")));
    return this;
  }

  /** A cluster with this state and details, and an HSM in each zone unless it is DEGRADED. */
  Given clusterDetails(
      String clusterState, @Nullable String stateMessage, @Nullable Instant rollbackUntil) {
    List<Hsm> hsms =
        clusterState.equals("DEGRADED")
            ? List.of()
            : List.of(new Hsm("hsm-0", "a", "ACTIVE"), new Hsm("hsm-1", "b", "ACTIVE"));
    cluster =
        new ClusterView.Seen(
            new Cluster(
                CLUSTER,
                clusterState,
                hsms,
                List.of("a", "b"),
                null,
                new Cluster.Details("hsm2m.medium", "FIPS", stateMessage, rollbackUntil)));
    return this;
  }

  Given noCluster() {
    cluster = new ClusterView.Absent();
    return this;
  }

  Given update(UpdateField field, String value) {
    settings.put(field, value);
    return this;
  }

  Given freshSecret() {
    secret = new SecretView.Current("v2", false);
    return namesSecret();
  }

  Given staleSecret() {
    secret = new SecretView.Current("v2", true);
    return namesSecret();
  }

  Given missingSecret() {
    secret = new SecretView.Unusable("The secret does not exist.");
    return namesSecret();
  }

  private Given namesSecret() {
    return update(
        type == KeyStoreType.AWS_CLOUDHSM
            ? UpdateField.KEY_STORE_PASSWORD_SECRET_ID
            : UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID,
        "kmsuser");
  }

  Given beforeConnect() {
    when = Update.When.BEFORE_CONNECT;
    return this;
  }

  Given now() {
    when = Update.When.NOW;
    return this;
  }

  Given leave() {
    whenDisconnected = Request.WhenDisconnected.LEAVE;
    return this;
  }

  Given addHsm() {
    addHsm = true;
    return this;
  }

  Given deploymentBuysHsmsFor(AllowList stores) {
    mayAddHsm = stores;
    return this;
  }

  Given deploymentHasSecret(String secret) {
    updateRules = new UpdateRules(Map.of(STORE, List.of(secret)), null);
    return this;
  }

  Given deploymentAllows(UpdateRules rules) {
    updateRules = rules;
    return this;
  }

  Given dryRun() {
    dryRun = true;
    return this;
  }

  Given maxAttempts(int most) {
    maxAttempts = most;
    return this;
  }

  Given at(long second) {
    atSecond = second;
    return this;
  }

  Given firstSeen(ConnectionState seen) {
    first = seen;
    return this;
  }

  Given met(String failure, long second) {
    Instant at = START.plusSeconds(second);
    failures.add(new Failure(failure, at));
    if (ConnectionErrorCode.locksKmsuser(failure, type)) {
      journal = JournalAfterLook.missed(journal, new Failure(failure, at));
    }
    return this;
  }

  Given did(ActKind act, long second) {
    return did(act, second, new ActResult(ActResult.Outcome.ACCEPTED, "", ""));
  }

  Given did(ActKind act, long second, ActResult answer) {
    return step(act, second, null, null, answer);
  }

  Given calledForHsmIn(String zone, long second, ActResult answer) {
    return step(ActKind.ADD_HSM, second, null, zone, answer);
  }

  private Given step(
      ActKind act, long second, @Nullable String version, @Nullable String zone, ActResult answer) {
    steps.add(new Step(act, "because", START.plusSeconds(second), version, zone, answer));
    return this;
  }

  Given pushedSecret(long second) {
    return tried("v2", second, new ActResult(ActResult.Outcome.ACCEPTED, "", ""));
  }

  /** An update with that version: the journal has what the answer says. */
  Given tried(String version, long second, ActResult answer) {
    if (answer.mayHaveHappened()) {
      boolean accepted = answer.outcome() == ActResult.Outcome.ACCEPTED;
      told(version, second, accepted);
    }
    return step(ActKind.UPDATE, second, version, null, answer);
  }

  Given told(String version, long second, boolean answered) {
    journal =
        new Journal(
            journal.line(),
            journal.repair(),
            journal.logIns(),
            new Journal.Told("kmsuser", version, answered, START.plusSeconds(second)),
            journal.used(),
            journal.hsm());
    return this;
  }

  Given refused(ActKind act, long second, String error) {
    return did(act, second, new ActResult(ActResult.Outcome.REFUSED, error, "sorry"));
  }

  Given changedAt(long second) {
    changed = START.plusSeconds(second);
    return this;
  }

  /** A check showed that failure, and may have been out of date. */
  Given doubted(String failure, long second) {
    doubted = new Failure(failure, START.plusSeconds(second));
    return this;
  }

  Given proved(ProofView view) {
    proof = view;
    return this;
  }

  /** The store did not do its part in this check, nor in as many before it. */
  Given unusableAfter(int checks) {
    unusable = checks;
    return proved(new ProofView.Unusable("GenerateRandom ended with DependencyTimeoutException"));
  }

  Given passwordTold() {
    passwordTold = true;
    return this;
  }

  /** What earlier runs wrote down. */
  Given remembers(UnaryOperator<Journal> change) {
    journal = change.apply(journal);
    return this;
  }

  /** That many logins have failed since the store was CONNECTED, the last one before this run. */
  Given failedLogIns(int failed) {
    Journal.LogIns logIns =
        new Journal.LogIns(failed, "INVALID_CREDENTIALS", START.minusSeconds(600), false);
    return remembers(
        before ->
            new Journal(
                before.line(),
                before.repair(),
                logIns,
                before.told(),
                before.used(),
                before.hsm()));
  }

  /** The FAILED that the store shows now is among those that were counted. */
  Given countedAlready() {
    return remembers(
        before ->
            new Journal(
                before.line(),
                before.repair(),
                new Journal.LogIns(
                    before.logIns().failed(), before.logIns().code(), before.logIns().at(), true),
                before.told(),
                before.used(),
                before.hsm()));
  }

  Given openRepair(String failure) {
    return remembers(
        before ->
            new Journal(
                before.line(),
                new Journal.Repair(failure, START.minusSeconds(600), "run-before"),
                before.logIns(),
                before.told(),
                before.used(),
                before.hsm()));
  }

  /** Another run wrote that act down at that second. */
  Given anotherRunWrote(ActKind act, long second) {
    return remembers(
        before ->
            new Journal(
                new Journal.Line(
                    act,
                    START.plusSeconds(second),
                    "run-other",
                    act == ActKind.DISCONNECT ? "INVALID_CREDENTIALS" : null,
                    act == ActKind.UPDATE ? "kmsuser" : null,
                    act == ActKind.UPDATE ? "v2" : null,
                    act == ActKind.ADD_HSM ? CLUSTER : null,
                    act == ActKind.ADD_HSM ? "a" : null),
                before.repair(),
                before.logIns(),
                before.told(),
                before.used(),
                before.hsm()));
  }

  Given boughtHsm(@Nullable String id, long second) {
    return remembers(
        before ->
            new Journal(
                before.line(),
                before.repair(),
                before.logIns(),
                before.told(),
                before.used(),
                new Journal.Purchase(CLUSTER, "a", id, START.plusSeconds(second), "run-before")));
  }

  Given used(String version) {
    return remembers(
        before ->
            new Journal(
                before.line(),
                before.repair(),
                before.logIns(),
                before.told(),
                List.of(version),
                before.hsm()));
  }

  Given journal(JournalView view) {
    journalView = view;
    return this;
  }

  JournalView journal() {
    return journalView == null ? new JournalView.Read(journal, false) : journalView;
  }

  Request request() {
    return new Request(
        STORE,
        null,
        whenDisconnected,
        new Update(when, settings),
        addHsm,
        maxAttempts,
        1200,
        10,
        dryRun,
        passwordTold);
  }

  KeyStore store() {
    return new KeyStore(
        STORE,
        "payments",
        type,
        state,
        code,
        type == KeyStoreType.AWS_CLOUDHSM ? CLUSTER : null,
        type == KeyStoreType.AWS_CLOUDHSM
            ? null
            : new XksProxy(
                "PUBLIC_ENDPOINT", "https://xks.example.com", "/kms/xks/v1", null, null));
  }

  Progress progress() {
    ConnectionState seen = first == null && failures.isEmpty() && steps.isEmpty() ? null : state;
    return new Progress(
        new ActHistory(steps, null),
        new StateHistory(failures, first, seen, changed, doubted, unusable));
  }

  Decision decide() {
    return new Playbook(AllowList.EVERY, mayAddHsm, updateRules)
        .decide(
            request(),
            new Settled(progress(), journal()),
            new Observation(store(), cluster, secret, proof),
            START.plusSeconds(atSecond),
            RUN);
  }
}
