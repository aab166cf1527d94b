package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/** A custom key store as KMS describes it, in the words of AWS. */
public record KeyStoreFacts(
    String id,
    String name,
    String type,
    String state,
    @Nullable String errorCode,
    @Nullable String clusterId) {}
