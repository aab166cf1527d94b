package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All key stores, and which call each connection state allows.
 * https://docs.aws.amazon.com/kms/latest/developerguide/keystore-connect-disconnect.html
 */
public final class KeyStores {

  private final WorldClock clock;
  private final Journal journal;
  private final Faults faults;
  private final Variants variants;
  private final ConnectOutcome connectOutcome;
  private final KeyStoreRules rules;
  private final StaleReads staleReads;
  final List<KeyStore> all = new ArrayList<>();

  KeyStores(
      WorldClock clock,
      Journal journal,
      Faults faults,
      Variants variants,
      ConnectOutcome connectOutcome,
      Clusters clusters,
      StaleReads staleReads) {
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
    this.variants = variants;
    this.connectOutcome = connectOutcome;
    this.rules = new KeyStoreRules(clusters, all);
    this.staleReads = staleReads;
  }

  /** Every key store as it really is, in order of creation. */
  public List<KeyStore> all() {
    return List.copyOf(all);
  }

  /** What a Describe may return now: every key store, possibly as it was a little while ago. */
  public List<KeyStoreSnapshot> snapshots() {
    return staleReads.recall(all.stream().map(KeyStoreSnapshot::of).toList());
  }

  /** What a Describe may still return from before the last writes. */
  List<?> staleReads() {
    return staleReads.writes();
  }

  /**
   * Finds a key store by id.
   *
   * @throws Refusal if there is none
   */
  public KeyStore get(String id) {
    return find(k -> k.id().equals(id))
        .orElseThrow(
            () ->
                AwsError.KEY_STORE_NOT_FOUND.because(
                    "The custom key store " + id + " does not exist."));
  }

  Optional<KeyStore> find(Predicate<KeyStore> which) {
    return all.stream().filter(which).findFirst();
  }

  /**
   * Starts to connect, which takes minutes.
   *
   * @throws Refusal if the state or the cluster does not allow it
   */
  public void connect(KeyStore store) {
    switch (store.state) {
      case DISCONNECTED -> beginConnect(store);
      case CONNECTED -> repeated(store, variants.connectWhileConnected());
      case CONNECTING -> repeated(store, variants.connectWhileConnecting());
      case FAILED, DISCONNECTING -> throw KeyStoreRules.wrongState(store);
    }
  }

  private static void repeated(KeyStore store, Variants.Repeat variant) {
    if (variant == Variants.Repeat.INVALID_STATE) {
      throw KeyStoreRules.wrongState(store);
    }
  }

  private void beginConnect(KeyStore store) {
    rules.checkClusterForConnect(store, variants);
    staleReads.beforeWrite(store);
    ConnectPlan plan = faults.planConnect(store, clock.moment());
    move(store, ConnectionState.CONNECTING);
    store.forcedCode = plan.code();
    store.due = plan.end(clock.moment(), store.durations.connect());
  }

  /**
   * Starts to disconnect, even a store that is still connecting.
   *
   * @throws Refusal if there is nothing to disconnect
   */
  public void disconnect(KeyStore store) {
    switch (store.state) {
      case CONNECTED, CONNECTING, FAILED -> beginDisconnect(store);
      case DISCONNECTED, DISCONNECTING -> throw KeyStoreRules.wrongState(store);
    }
  }

  private void beginDisconnect(KeyStore store) {
    staleReads.beforeWrite(store);
    store.useEndsWith = null;
    move(store, ConnectionState.DISCONNECTING);
    store.forcedCode = null;
    store.due = clock.moment() + store.durations.disconnect() * 1000L;
  }

  /**
   * Changes what KMS knows about the store. The cluster and the proxy stay unchanged.
   *
   * @throws Refusal if the state, the cluster or the proxy does not allow it
   */
  public void update(KeyStore store, KeyStoreChange change) {
    rules.checkUpdate(store, change, variants);
    staleReads.beforeWrite(store);
    store.name = Objects.requireNonNullElse(change.name(), store.name);
    store.password = Objects.requireNonNullElse(change.password(), store.password);
    store.clusterId = change.clusterId() == null ? store.clusterId : change.clusterId();
    store.xks = store.xks == null ? null : change.xks().appliedTo(store.xks);
    journal.happened("KEY_STORE_UPDATED", store.id());
  }

  /**
   * Has an HSM, or the external key manager, do something.
   *
   * @throws Refusal if the store is not CONNECTED, or is CONNECTED and cannot be used
   */
  public void use(KeyStore store) {
    if (store.state != ConnectionState.CONNECTED) {
      throw KeyStoreRules.wrongState(store);
    }
    if (store.useEndsWith != null) {
      throw store.useEndsWith.because("The key store did not answer.");
    }
    if (store.xks != null) {
      Objects.requireNonNull(store.proxy)
          .refuses(store.xks)
          .ifPresent(
              code -> {
                throw AwsError.KMS_INVALID_STATE.because(
                    "The external key store proxy did not answer as it should: " + code + ".");
              });
    } else if (rules.activeHsms(store) == 0) {
      throw variants.useWithoutActiveHsm().error().because("The key store did not answer.");
    }
  }

  /** The store that holds the key with this ARN. */
  public Optional<KeyStore> holding(String keyArn) {
    return find(store -> store.keyArns.contains(keyArn));
  }

  /**
   * Adds a store, DISCONNECTED.
   *
   * @throws Refusal if name, cluster, trust anchor or proxy do not allow it
   */
  public void create(KeyStore store, int limit) {
    rules.checkCreate(store, limit);
    staleReads.beforeCreate(store);
    all.add(store);
    journal.happened("KEY_STORE_CREATED", store.id());
  }

  /**
   * Removes a store that holds no keys.
   *
   * @throws Refusal unless it is DISCONNECTED and empty
   */
  public void delete(KeyStore store) {
    rules.checkDelete(store);
    staleReads.beforeWrite(store);
    all.remove(store);
    journal.happened("KEY_STORE_DELETED", store.id());
  }

  /** The next moment at which a store finishes connecting or disconnecting. */
  long nextDue() {
    return all.stream()
        .mapToLong(k -> Objects.requireNonNullElse(k.due, Long.MAX_VALUE))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  void settle() {
    all.stream().filter(k -> k.due != null && k.due <= clock.moment()).forEach(this::settle);
  }

  private void settle(KeyStore store) {
    store.due = null;
    if (store.state == ConnectionState.DISCONNECTING) {
      move(store, ConnectionState.DISCONNECTED);
      return;
    }
    Optional<String> code = connectOutcome.end(store);
    store.forcedCode = null;
    if (code.isPresent()) {
      fail(store, code.get());
    } else {
      move(store, ConnectionState.CONNECTED);
    }
  }

  private void fail(KeyStore store, String code) {
    journal.happened("CONNECT_FAILED", store.id(), "errorCode", code);
    move(store, ConnectionState.FAILED);
    store.errorCode = code;
  }

  private void move(KeyStore store, ConnectionState to) {
    journal.happened("STATE", store.id(), Details.of("from", store.state.name(), "to", to.name()));
    store.state = to;
    store.errorCode = null;
  }
}
