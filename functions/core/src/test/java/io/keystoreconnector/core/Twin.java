package io.keystoreconnector.core;

import io.keystoreconnector.core.ActResult.Outcome;
import io.keystoreconnector.core.Playbook.Settled;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small honest key store: its state changes only by accepted acts and by time, and a connect ends
 * as its remaining causes require. Each check is independently up to {@link #STALEST} seconds old.
 * Tests of the playbook run against it; the sandbox's emulators are separate and do more.
 */
final class Twin implements Loop.World {

  static final int STALEST = 20;

  private record Change(Instant at, ConnectionState state, @Nullable String code) {}

  private final Random random;
  private final KeyStoreType type;
  private final List<Change> history = new ArrayList<>();
  private final Deque<String> passing = new ArrayDeque<>();

  private @Nullable String lasting;
  private @Nullable UpdateField remedy;
  private String cluster = Given.CLUSTER;
  private String path = "/kms/xks/v1";
  private Instant hsmActiveFrom = Given.START;
  private @Nullable Instant hsmBornAt = Given.START.minusSeconds(3_600);
  private int slowest = 3_000;
  private boolean unreliable;

  private int wrongLogIns;
  private int connects;
  private int hsmsBought;
  private int outages;
  private final List<String> told = new ArrayList<>();

  Twin(Random random, KeyStoreType type, ConnectionState state, @Nullable String code) {
    this.random = random;
    this.type = type;
    history.add(new Change(Instant.MIN, state, state == ConnectionState.FAILED ? code : null));
  }

  /** The next connects fail with these codes, one after another. */
  Twin failing(String... codes) {
    passing.addAll(List.of(codes));
    return this;
  }

  /** Every connect fails with this code until that setting is updated. */
  Twin brokenUntil(UpdateField setting, String code) {
    remedy = setting;
    lasting = code;
    return this;
  }

  /** Every connect fails with this code, whatever a run does. */
  Twin brokenForGood(String code) {
    lasting = code;
    return this;
  }

  Twin withoutHsm() {
    hsmBornAt = null;
    hsmActiveFrom = Instant.MAX;
    return this;
  }

  Twin withHsmActiveFrom(Instant moment) {
    hsmBornAt = Given.START.minusSeconds(60);
    hsmActiveFrom = moment;
    return this;
  }

  /** It is in a state that ends by itself. */
  Twin endingIn(int seconds, ConnectionState state) {
    history.add(new Change(Given.START.plusSeconds(seconds), state, null));
    return this;
  }

  /** Calls are throttled and answers are lost now and then. */
  Twin unreliable() {
    unreliable = true;
    return this;
  }

  Twin slow() {
    slowest = 14_000;
    return this;
  }

  int wrongLogIns() {
    return wrongLogIns;
  }

  int connects() {
    return connects;
  }

  int hsmsBought() {
    return hsmsBought;
  }

  int outages() {
    return outages;
  }

  /** The secret versions that it was given, in order. */
  List<String> told() {
    return told;
  }

  @Override
  public long lookMillis() {
    return random.nextInt(slowest + 1);
  }

  @Override
  public long actMillis() {
    return random.nextInt(slowest + 1);
  }

  @Override
  public long journalMillis() {
    return random.nextInt(slowest / 3 + 1);
  }

  @Override
  public @Nullable Observation look(Request request, Settled settled, Instant now) {
    if (unreliable && random.nextInt(15) == 0) {
      return null;
    }
    Playbook playbook = new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING);
    KeyStore store = store(at(now.minusMillis(random.nextInt(STALEST * 1000 + 1))));
    return new Observation(
        store,
        playbook.looksAtCluster(store) ? cluster(now) : new ClusterView.NotLooked(),
        playbook.looksAtSecret(request, settled.progress(), settled.journal(), store)
            ? new SecretView.Current("v2", false)
            : new SecretView.NotLooked());
  }

  private Change at(Instant moment) {
    return history.stream()
        .filter(change -> !change.at().isAfter(moment))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private KeyStore store(Change change) {
    boolean hsm = type == KeyStoreType.AWS_CLOUDHSM;
    return new KeyStore(
        Given.STORE,
        "payments",
        type,
        change.state(),
        change.code(),
        hsm ? cluster : null,
        hsm ? null : new XksProxy("PUBLIC_ENDPOINT", "https://xks.example.com", path, null, null));
  }

  private ClusterView cluster(Instant now) {
    if ("CLUSTER_NOT_FOUND".equals(lasting) && cluster.equals(Given.CLUSTER)) {
      return new ClusterView.Absent();
    }
    if (hsmBornAt == null || now.isBefore(hsmBornAt.plusSeconds(STALEST))) {
      return Given.seen("ACTIVE");
    }
    return Given.seen("ACTIVE", now.isBefore(hsmActiveFrom) ? "CREATE_IN_PROGRESS" : "ACTIVE");
  }

  @Override
  public @Nullable ActResult act(Action.Act act, Instant now) {
    if (unreliable && random.nextInt(8) == 0) {
      return new ActResult(Outcome.THROTTLED, "ThrottlingException", "");
    }
    ActResult answer = carryOut(act, now);
    boolean lost = unreliable && random.nextInt(8) == 0;
    return lost && answer.outcome() == Outcome.ACCEPTED ? ActResult.unknown("lost") : answer;
  }

  private ActResult carryOut(Action.Act act, Instant now) {
    ConnectionState state = at(now).state();
    ConnectionState wanted =
        switch (act) {
          case Action.Disconnect disconnect -> ConnectionState.FAILED;
          case Action.Update update -> update.meantFor();
          case Action.Connect connect -> ConnectionState.DISCONNECTED;
          case Action.AddHsm add -> state;
        };
    if (state != wanted) {
      outages += act instanceof Action.Disconnect && state == ConnectionState.CONNECTED ? 1 : 0;
      return random.nextBoolean()
          ? new ActResult(Outcome.SKIPPED, "", "the store is " + state)
          : new ActResult(Outcome.REFUSED, ActResult.INVALID_STATE, "the store is " + state);
    }
    switch (act) {
      case Action.Connect connect -> connect(now);
      case Action.Disconnect disconnect -> {
        then(now, ConnectionState.DISCONNECTING, null);
        then(now.plusSeconds(1 + random.nextInt(15)), ConnectionState.DISCONNECTED, null);
      }
      case Action.Update update -> update(update);
      case Action.AddHsm add -> {
        hsmsBought++;
        hsmBornAt = now;
        hsmActiveFrom = now.plusSeconds(300 + random.nextInt(300));
        return new ActResult(Outcome.ACCEPTED, "", "", "hsm-" + hsmsBought);
      }
    }
    return new ActResult(Outcome.ACCEPTED, "", "");
  }

  private void connect(Instant now) {
    connects++;
    String code = failureOfAConnect(now);
    if ("INVALID_CREDENTIALS".equals(code) || "USER_LOCKED_OUT".equals(code)) {
      wrongLogIns++;
    }
    then(now, ConnectionState.CONNECTING, null);
    Instant end = now.plusSeconds(code == null ? 5 + random.nextInt(240) : 2 + random.nextInt(60));
    then(end, code == null ? ConnectionState.CONNECTED : ConnectionState.FAILED, code);
  }

  private @Nullable String failureOfAConnect(Instant now) {
    if (now.isBefore(hsmActiveFrom)) {
      return "INSUFFICIENT_CLOUDHSM_HSMS";
    }
    return passing.isEmpty() ? lasting : passing.pop();
  }

  private void then(Instant at, ConnectionState state, @Nullable String code) {
    history.add(new Change(at, state, code));
  }

  private void update(Action.Update update) {
    update
        .secret()
        .ifPresent(
            secret -> {
              told.add(secret.versionId());
              removes(secret.field());
            });
    update.settings().keySet().forEach(this::removes);
    cluster = update.settings().getOrDefault(UpdateField.CLOUD_HSM_CLUSTER_ID, cluster);
    path = update.settings().getOrDefault(UpdateField.XKS_PROXY_URI_PATH, path);
  }

  private void removes(UpdateField setting) {
    if (setting == remedy) {
      lasting = null;
    }
  }
}
