package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a run. There is one journal for each key store. An act is written down before it is
 * done, so an act without an answer may have happened.
 *
 * @param line the act written down last, if its answer was not
 * @param repair the repair that the connector has begun, if the key store was not CONNECTED since
 * @param logIns the logins of kmsuser that failed since the key store was last CONNECTED
 * @param told the secret version last given to KMS, if it is not yet known whether it is right
 * @param used the secret versions that KMS accepted and that a connect has shown to be right or
 *     wrong: a right one is out of date, because every connect changes the password
 * @param hsm the HSM that was bought last, if it was not seen active since
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
   * An act, written down before it is done.
   *
   * @param run the execution that wrote it
   * @param code what the key store was FAILED with, for a Disconnect
   * @param secret the secret whose version was to be given to KMS, for an Update with one
   * @param cluster where an HSM was to be bought
   */
  public record Line(
      ActKind act,
      Instant at,
      String run,
      @Nullable String code,
      @Nullable String secret,
      @Nullable String secretVersion,
      @Nullable String cluster,
      @Nullable String zone) {}

  /** A FAILED key store that the connector disconnected to repair it. */
  public record Repair(String code, Instant since, String run) {}

  /**
   * Failed logins.
   *
   * @param failed how many since the key store was last CONNECTED
   * @param code the code of the last one
   * @param at when it was seen
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

  /** A secret version that was given to KMS, or may have been. */
  public record Told(String secret, String version, boolean answered, Instant at) {}

  /**
   * An HSM that was bought, or may have been.
   *
   * @param id null until it is known whether CloudHSM is creating one
   */
  public record Purchase(String cluster, String zone, @Nullable String id, Instant at, String run) {

    /**
     * How long a requested HSM may stay unseen: the call may be late by its timeout, and
     * DescribeClusters by its usual delay.
     */
    static final Duration UNSEEN = Duration.ofSeconds(60);

    /**
     * After this time, an HSM that is not in its cluster was created and deleted again: creating
     * one takes 10 to 20 minutes.
     */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    Purchase identified(String hsm) {
      return new Purchase(cluster, zone, hsm, at, run);
    }
  }

  public Journal {
    used = List.copyOf(used);
  }

  /** The same, with the act of another run counted as one that may have happened. */
  public Journal presumed() {
    return settle(ActResult.unknown(""));
  }

  /** The same, with the answer to the act that was written down. */
  Journal settle(ActResult answer) {
    if (line == null) {
      return this;
    }
    return answer.mayHaveHappened() ? withoutLine().withEffectOf(line, answer) : withoutLine();
  }

  private Journal withEffectOf(Line done, ActResult answer) {
    boolean sure = answer.outcome() == ActResult.Outcome.ACCEPTED;
    return switch (done.act()) {
      case DISCONNECT ->
          repair == null
              ? withRepair(new Repair(String.valueOf(done.code()), done.at(), done.run()))
              : this;
      case UPDATE ->
          done.secretVersion() == null
              ? this
              : withTold(
                  new Told(String.valueOf(done.secret()), done.secretVersion(), sure, done.at()));
      case ADD_HSM ->
          withHsm(
              new Purchase(
                  String.valueOf(done.cluster()),
                  String.valueOf(done.zone()),
                  sure ? answer.created() : null,
                  done.at(),
                  done.run()));
      case CONNECT -> this;
    };
  }

  /** The same, with an act that is about to be done. */
  Journal begin(Action.Act act, KeyStore store, Instant at, String run) {
    Action.@Nullable Secret secret =
        act instanceof Action.Update update ? update.secret().orElse(null) : null;
    Action.@Nullable AddHsm add = act instanceof Action.AddHsm hsmToAdd ? hsmToAdd : null;
    Line next =
        new Line(
            act.kind(),
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

  /** The known codes among those that are not repaired yet. */
  Stream<ConnectionErrorCode> codesToRepair() {
    return Stream.of(
            Optional.ofNullable(repair).map(Repair::code), Optional.ofNullable(logIns.code()))
        .flatMap(Optional::stream)
        .flatMap(code -> ConnectionErrorCode.of(code).stream());
  }

  /** Whether KMS was given a secret version that no login has tried yet. */
  boolean toldSinceLastFailure() {
    return told != null && told.answered();
  }

  /** Whether that version was already given to KMS. */
  boolean wasTold(String version) {
    return used.contains(version)
        || (told != null && told.answered() && told.version().equals(version));
  }

  /** Whether no version was ever given to KMS, as far as is remembered. */
  boolean knowsNoVersion() {
    return told == null && used.isEmpty();
  }

  /** The same, with a version that an earlier release labeled as given to KMS. */
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

  /** The same, with the version last given to KMS moved to the used ones. */
  Journal usedUp() {
    if (told == null) {
      return this;
    }
    List<String> versions = new ArrayList<>(used);
    versions.remove(told.version());
    versions.add(told.version());
    return new Journal(
        line,
        repair,
        logIns,
        null,
        versions.subList(Math.max(0, versions.size() - MOST_USED), versions.size()),
        hsm);
  }

  private Journal withRepair(Repair open) {
    return new Journal(line, open, logIns, told, used, hsm);
  }

  private Journal withTold(Told version) {
    return new Journal(line, repair, logIns, version, used, hsm);
  }

  Journal withHsm(@Nullable Purchase bought) {
    return new Journal(line, repair, logIns, told, used, bought);
  }

  Journal withLogIns(LogIns known) {
    return new Journal(line, repair, known, told, used, hsm);
  }

  Journal withoutLine() {
    return new Journal(null, repair, logIns, told, used, hsm);
  }
}
