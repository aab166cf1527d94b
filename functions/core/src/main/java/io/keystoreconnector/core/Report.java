package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run reports at its end. If it is cut off, it is the report that it would have given after
 * the last check.
 *
 * @param reason a {@link Reason} or a ConnectionErrorCode, when a person is needed
 * @param message what happened, in one sentence
 * @param next the name of the action that would come next if this were no dry run; null for any
 *     other run
 * @param guidance what a person should do now
 * @param commands what a person can run next, the most likely first
 * @param runbook where the reason is explained
 * @param keyStore the key store at the last check
 * @param cluster its cluster at the last check
 * @param proved how the last check proved that the key store can be used; null if it did not
 * @param failures the last failures, with their times
 * @param actions the last acts: when, why, and what AWS answered
 * @param aftermath what a person has to do once the key store is usable again; null for nothing
 * @param remembered what the connector remembers about the key store from this run and earlier ones
 * @param elapsedSeconds from the start of the run to the last check
 */
public record Report(
    Outcome outcome,
    @Nullable String reason,
    String message,
    @Nullable String next,
    @Nullable String guidance,
    List<NextCommand> commands,
    @Nullable String runbook,
    @Nullable KeyStore keyStore,
    @Nullable Cluster cluster,
    @Nullable Proved proved,
    int attempts,
    int maxAttempts,
    List<Failure> failures,
    List<Step> actions,
    List<String> warnings,
    @Nullable String aftermath,
    Remembered remembered,
    long elapsedSeconds) {

  /**
   * A proof that the keys of the key store can be used.
   *
   * @param by the KMS operation that succeeded, such as GenerateRandom
   * @param at when the check began that called it
   */
  public record Proved(String by, Instant at) {}

  /** How a run can end, or that it has not ended. */
  public enum Outcome {
    CONNECTED,
    LEFT_DISCONNECTED,
    DRY_RUN,
    NEEDS_A_PERSON,
    INVALID_REQUEST,
    IN_PROGRESS
  }

  public Report {
    commands = List.copyOf(commands);
    failures = List.copyOf(failures);
    actions = List.copyOf(actions);
    warnings = List.copyOf(warnings);
  }
}
