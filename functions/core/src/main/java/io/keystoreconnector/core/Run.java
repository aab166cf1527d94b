package io.keystoreconnector.core;

import java.time.Instant;

/** The execution for which a decision is made, by its ARN, and its start time. */
public record Run(String id, Instant startedAt) {}
