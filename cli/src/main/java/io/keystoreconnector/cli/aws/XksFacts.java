package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/** Where KMS looks for an external key store's proxy, in the words of KMS. */
public record XksFacts(
    String connectivity,
    String endpoint,
    String path,
    @Nullable String service,
    @Nullable String owner) {}
