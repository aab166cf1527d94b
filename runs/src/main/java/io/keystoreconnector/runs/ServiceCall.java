package io.keystoreconnector.runs;

import org.jspecify.annotations.Nullable;

/**
 * A call to an AWS service and how it was answered.
 *
 * @param atMillis milliseconds since the start
 * @param error the error's name, or why there was no answer; null for a call that was accepted
 * @param message what the service said about the error; null if it said nothing
 */
public record ServiceCall(
    long atMillis,
    String service,
    String operation,
    @Nullable String error,
    @Nullable String message)
    implements TimelineEvent {}
