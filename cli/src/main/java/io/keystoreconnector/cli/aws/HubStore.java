package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a key store; null for what it does not know. Times are as they were
 * reported.
 *
 * @param expected the state that its deployment expected when its state was seen
 * @param needs what a person must do; null if nothing
 * @param newsAt when it was last heard of
 */
public record HubStore(
    String account,
    String region,
    String id,
    String name,
    @Nullable String type,
    @Nullable String state,
    @Nullable String errorCode,
    @Nullable String since,
    @Nullable Boolean managed,
    @Nullable String expected,
    @Nullable String needs,
    @Nullable String runOutcome,
    @Nullable String runCode,
    @Nullable String runEndedAt,
    @Nullable String runExecution,
    String newsAt) {}
