package io.keystoreconnector.watch.hub;

import java.time.Instant;

/**
 * How a run ended.
 *
 * @param code the reason if a person is needed, otherwise the outcome
 * @param succeeded whether it did what was requested
 * @param execution its ARN
 */
record Run(String outcome, String code, boolean succeeded, Instant endedAt, String execution) {}
