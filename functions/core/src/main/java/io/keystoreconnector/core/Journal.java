package io.keystoreconnector.core;

import io.keystoreconnector.core.Progress.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a run: one for each key store, written down before an act is done, so that whoever
 * finds an act without its answer knows that it may have happened.
 *
 * @param line the act that was written down last and whose answer was not
 * @param repair the repair that the connector has begun and not seen CONNECTED since
 * @param logIns the log-ins of kmsuser that failed since the key store was last CONNECTED
 * @param told the secret version that KMS was told last, if nothing has shown yet whether it is
 *     right
 * @param used the secret versions that KMS took and that a connect has shown to be right or wrong:
 *     a right one is out of date, because every connect changes the password
 * @param hsm the HSM that was bought last and not seen serving since
 */
public record Journal(
    @Nullable Line line,
    @Nullable Repair repair,
    LogIns logIns,
    @Nullable Told told,
    List<String> used,
    @Nullable Purchase hsm) {

  /** How many secret versions are remembered as used; older ones are no longer current. */
  static final int MOST_USED = 12;

  /** Nothing is remembered. */
  public static final Journal EMPTY = new Journal(null, null, LogIns.NONE, null, List.of(), null);

  /**
   * An act that was written down before it was done.
   *
   * @param run the execution that wrote it
   * @param code what the key store was FAILED with, for a Disconnect
   * @param secret the secret whose version was to be told, for an Update with one
   * @param cluster where an HSM was to be bought
   */
  public record Line(
      String act,
      Instant at,
      String run,
      @Nullable String code,
      @Nullable String secret,
      @Nullable String secretVersion,
      @Nullable String cluster,
      @Nullable String zone) {}

  /** A FAILED key store that the connector has disconnected to repair it. */
  public record Repair(String code, Instant since, String run) {}

  /**
   * Failed log-ins.
   *
   * @param failed how many since the key store was last CONNECTED
   * @param code what the last one failed with
   * @param at when that was seen
   * @param counted whether the failure that the key store shows now is among them
   */
  public record LogIns(int failed, @Nullable String code, @Nullable Instant at, boolean counted) {
    /** None failed. */
    public static final LogIns NONE = new LogIns(0, null, null, false);

    LogIns failedAgain(String with, Instant seen) {
      return new LogIns(failed + 1, with, seen, true);
    }

    LogIns gone() {
      return new LogIns(failed, code, at, false);
    }
  }

  /** A secret version that KMS was told, or may have been. */
  public record Told(String secret, String version, boolean answered, Instant at) {}

  /**
   * An HSM that was bought, or may have been.
   *
   * @param id null as long as nobody knows whether CloudHSM creates one
   */
  public record Purchase(String cluster, String zone, @Nullable String id, Instant at, String run) {

    /**
     * How long an HSM that was asked for may stay unseen: the call may be late by its time-out, and
     * DescribeClusters by what is usual.
     */
    static final Duration UNSEEN = Duration.ofSeconds(60);

    /**
     * After that time an HSM that is not in its cluster has come and gone: creating one takes 10 to
     * 20 minutes.
     */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    Purchase identified(String hsm) {
      return new Purchase(cluster, zone, hsm, at, run);
    }
  }

  public Journal {
    used = List.copyOf(used);
  }

  /** The same, with the act of another run taken for one that may have happened. */
  public Journal presumed() {
    return settle(Answer.unknown(""));
  }

  /** The same, with the answer to the act that was written down. */
  Journal settle(Answer answer) {
    if (line == null) {
      return this;
    }
    Journal settled = new Journal(null, repair, logIns, told, used, hsm);
    return answer.mayHaveHappened() ? settled.withEffectOf(line, answer) : settled;
  }

  private Journal withEffectOf(Line done, Answer answer) {
    boolean sure = answer.outcome() == Answer.Outcome.ACCEPTED;
    return switch (done.act()) {
      case "Disconnect" ->
          repair == null
              ? withRepair(new Repair(String.valueOf(done.code()), done.at(), done.run()))
              : this;
      case "Update" ->
          done.secretVersion() == null
              ? this
              : withTold(
                  new Told(String.valueOf(done.secret()), done.secretVersion(), sure, done.at()));
      case "AddHsm" ->
          withHsm(
              new Purchase(
                  String.valueOf(done.cluster()),
                  String.valueOf(done.zone()),
                  sure ? answer.created() : null,
                  done.at(),
                  done.run()));
      default -> this;
    };
  }

  /** The same, with an act that is about to be done. */
  Journal begin(Action.Act act, KeyStore store, Instant at, String run) {
    Action.@Nullable Secret secret =
        act instanceof Action.Update update ? update.secret().orElse(null) : null;
    Action.@Nullable AddHsm add = act instanceof Action.AddHsm hsmToAdd ? hsmToAdd : null;
    Line next =
        new Line(
            act.name(),
            at,
            run,
            act instanceof Action.Disconnect ? store.failureCode() : null,
            secret == null ? null : secret.secretId(),
            secret == null ? null : secret.versionId(),
            add == null ? null : add.clusterId(),
            add == null ? null : add.availabilityZone());
    Journal before = presumed();
    return new Journal(next, before.repair, before.logIns, before.told, before.used, before.hsm);
  }

  /** The same, with a look filed that shows how things stand. */
  Journal believe(KeyStore store, @Nullable Cluster cluster, Instant at) {
    Journal seen = withHsmSeenIn(cluster);
    return switch (store.state()) {
      case CONNECTED -> seen.connected();
      case FAILED -> seen.failed(store, at);
      case DISCONNECTED -> seen.withLogIns(seen.logIns.gone());
      case CONNECTING, DISCONNECTING, UNKNOWN -> seen;
    };
  }

  /**
   * Everything that was open is over; what KMS was told last is right, and out of date from now.
   */
  private Journal connected() {
    Journal before = presumed();
    List<String> versions = before.told == null ? before.used : before.usedAnd(before.told);
    return new Journal(null, null, LogIns.NONE, null, versions, before.hsm);
  }

  private Journal failed(KeyStore store, Instant at) {
    String code = store.failureCode();
    boolean wrongCredentials = ConnectionErrorCode.meansWrongCredentials(code);
    if (!wrongCredentials) {
      return this;
    }
    Journal judged =
        told != null && told.answered() && !logIns.counted()
            ? new Journal(line, repair, logIns, null, usedAnd(told), hsm)
            : this;
    return ConnectionErrorCode.locksKmsuser(code, store.type()) && !logIns.counted()
        ? judged.withLogIns(logIns.failedAgain(code, at))
        : judged;
  }

  /** The same, with a failed log-in that was seen in passing: the key store is not FAILED now. */
  Journal missed(Failure failure) {
    return logIns.counted()
        ? this
        : new Journal(
            line,
            repair,
            logIns.failedAgain(failure.code(), failure.at()).gone(),
            told != null && told.answered() ? null : told,
            told != null && told.answered() ? usedAnd(told) : used,
            hsm);
  }

  /** The same, with what the cluster shows of the HSM that was bought, or may have been. */
  private Journal withHsmSeenIn(@Nullable Cluster cluster) {
    Purchase bought = presumed().hsm;
    if (bought == null || cluster == null) {
      return this;
    }
    if (cluster.activeHsms() > 0) {
      return withoutPurchase();
    }
    return bought.id() == null && bought.cluster().equals(cluster.id())
        ? cluster.hsms().stream()
            .filter(seen -> seen.beingCreated() && seen.availabilityZone().equals(bought.zone()))
            .findFirst()
            .map(seen -> withoutPurchase().withHsm(bought.identified(seen.id())))
            .orElse(this)
        : this;
  }

  private Journal withoutPurchase() {
    boolean begun = line != null && line.act().equals("AddHsm");
    return new Journal(begun ? null : line, repair, logIns, told, used, null);
  }

  /** The codes of what is not repaired yet, as far as they are known ones. */
  Stream<ConnectionErrorCode> codesToRepair() {
    return Stream.of(
            Optional.ofNullable(repair).map(Repair::code),
            Optional.ofNullable(logIns.code()).filter(code -> logIns.failed() > 0))
        .flatMap(Optional::stream)
        .flatMap(code -> ConnectionErrorCode.of(code).stream());
  }

  /** Whether that version was told to KMS already. */
  boolean wasTold(String version) {
    return used.contains(version)
        || (told != null && told.answered() && told.version().equals(version));
  }

  /** Whether no version was ever told, as far as is remembered. */
  boolean knowsNoVersion() {
    return told == null && used.isEmpty();
  }

  /** The same, with a version that an earlier release has labelled as told. */
  Journal labelled(String version) {
    List<String> versions = new ArrayList<>(used);
    versions.add(version);
    return new Journal(line, repair, logIns, told, versions, hsm);
  }

  /** The HSM that was bought for that cluster and may still show up there. */
  Optional<Purchase> purchase(String cluster, Instant now) {
    return Optional.ofNullable(hsm)
        .filter(bought -> bought.cluster().equals(cluster))
        .filter(bought -> now.isBefore(bought.at().plus(Purchase.FORGOTTEN)));
  }

  private List<String> usedAnd(Told version) {
    List<String> versions = new ArrayList<>(used);
    versions.remove(version.version());
    versions.add(version.version());
    return versions.subList(Math.max(0, versions.size() - MOST_USED), versions.size());
  }

  private Journal withRepair(Repair open) {
    return new Journal(line, open, logIns, told, used, hsm);
  }

  private Journal withTold(Told version) {
    return new Journal(line, repair, logIns, version, used, hsm);
  }

  private Journal withHsm(Purchase bought) {
    return new Journal(line, repair, logIns, told, used, bought);
  }

  private Journal withLogIns(LogIns known) {
    return new Journal(line, repair, known, told, used, hsm);
  }
}
