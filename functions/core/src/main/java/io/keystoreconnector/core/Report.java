package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.StateHistory.Failure;
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
 * @param runbook where the reason is explained
 * @param keyStore the key store at the last check
 * @param cluster its cluster at the last check
 * @param failures the last failures, with their times
 * @param actions the last acts: when, why, and what AWS answered
 * @param remembered what the connector remembers about the key store from this run and earlier ones
 * @param elapsedSeconds from the start of the run to the last check
 */
public record Report(
    Outcome outcome,
    @Nullable String reason,
    String message,
    @Nullable String next,
    @Nullable String guidance,
    @Nullable String runbook,
    @Nullable KeyStore keyStore,
    @Nullable Cluster cluster,
    int attempts,
    int maxAttempts,
    List<Failure> failures,
    List<Step> actions,
    List<String> warnings,
    Remembered remembered,
    long elapsedSeconds) {

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
    failures = List.copyOf(failures);
    actions = List.copyOf(actions);
    warnings = List.copyOf(warnings);
  }
}
