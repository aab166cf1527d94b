package io.keystoreconnector.core;

import java.time.Instant;

/** The execution that a decision is for, by its ARN, and when it began. */
public record Run(String id, Instant startedAt) {}
