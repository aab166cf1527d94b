package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import io.keystoreconnector.core.StateHistory.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run tells at its end, and, should it be cut off, what it would have told after the last
 * look.
 *
 * @param reason a {@link Reason} or a ConnectionErrorCode, when a person is needed
 * @param message what happened, in one sentence
 * @param next the name of the action that would come next if this were no dry run; null in any
 *     other run
 * @param guidance what a person should do now
 * @param runbook where it is explained
 * @param keyStore the key store as the last look saw it
 * @param cluster its cluster as the last look saw it
 * @param failures which failures were met last, and when
 * @param actions what was done last, when, why, and what AWS answered
 * @param remembered what the connector remembers of the key store from this run and those before
 * @param elapsedSeconds from the start of the run to the last look
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

  /** How a run can end, or that it has not. */
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
