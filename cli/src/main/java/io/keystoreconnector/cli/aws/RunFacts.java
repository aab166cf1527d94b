package io.keystoreconnector.cli.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An execution as Step Functions describes it; input, output and cause are JSON text. */
public record RunFacts(
    String arn,
    String status,
    Instant start,
    @Nullable Instant stop,
    @Nullable String input,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {}
